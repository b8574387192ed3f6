import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { recordEvent } from '../../ticket/index.ts'
import { type Conversation, openConversation, type Sender } from './find-conversation.ts'
import { noteQuestion } from './note-first-response.ts'

/** A message as a channel understood it; the original is kept in `raw`. */
export type InboundMessage = {
  channel: 'whatsapp'
  externalId: string
  from: Sender
  kind: string
  text: string | null
  location?: { lat: number; lng: number; name?: string } | null
  media?: { id: string; mime?: string; name?: string; sha256?: string; voice?: boolean } | null
  replyTo?: string | null
  at: Date
  raw: unknown
}

export type Received = {
  conversationId: string
  messageId: string
  /** false for what is only kept: a reaction says nothing that could be answered */
  wantsAnswer: boolean
}

/** Seen in the thread, but no message to anybody: neither unread, nor answered, nor does the 24-hour window run from it. */
export const SILENT: ReadonlySet<string> = new Set(['reaction', 'system', 'edit', 'revoke'])

/**
 * Keeps a customer's message in his conversation. The same message twice changes nothing.
 * @returns null when it was known already
 */
export async function receiveMessage(tx: Tx, message: InboundMessage): Promise<Received | null> {
  return await keepMessage(tx, await openConversation(tx, message.from, message.at), message)
}

/** Keeps a message in a conversation that is known already (WhatsApp's own notes about the person). */
export async function keepMessage(
  tx: Tx,
  conversation: Conversation,
  message: InboundMessage,
): Promise<Received | null> {
  const silent = SILENT.has(message.kind)
  const stored = await tx
    .insertInto('messages')
    .values({
      conversationId: conversation.id,
      direction: 'IN',
      kind: message.kind,
      body: message.text,
      lat: message.location?.lat ?? null,
      lng: message.location?.lng ?? null,
      media: message.media ? sql`${JSON.stringify(message.media)}::jsonb` : null,
      fileState: message.media ? 'WAITING' : null,
      externalId: message.externalId,
      replyToExternalId: message.replyTo ?? null,
      status: 'RECEIVED',
      raw: sql`${JSON.stringify(message.raw)}::jsonb`,
      at: message.at,
      answeredAt: silent ? new Date() : null,
    })
    .onConflict((on) => on.column('externalId').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!stored) return null
  await touchConversation(tx, conversation.id, message, silent)
  if (!silent) await noteQuestion(tx, conversation.id, message.at)
  await recordEvent(tx, {
    name: 'messageReceived',
    actor: { kind: 'customer', id: conversation.customerId },
    conversationId: conversation.id,
    customerId: conversation.customerId,
    data: { messageId: stored.id, kind: message.kind },
  })
  return { conversationId: conversation.id, messageId: stored.id, wantsAnswer: !silent }
}

/** The window runs from the newest message by its own time, also when messages arrive out of order. */
async function touchConversation(
  tx: Tx,
  id: string,
  message: InboundMessage,
  silent: boolean,
): Promise<void> {
  const { at, from } = message
  await sql`update conversations set
      unread_count = unread_count + ${silent ? 0 : 1},
      display_name = case when ${at}::timestamptz >= coalesce(last_message_at, '-infinity') then coalesce(${from.name ?? null}, display_name)
        else coalesce(display_name, ${from.name ?? null}) end,
      username = coalesce(${from.username ?? null}, username),
      last_message_at = greatest(last_message_at, ${at}),
      last_inbound_at = case when ${silent} then last_inbound_at else greatest(last_inbound_at, ${at}) end
    where id = ${id}`.execute(tx)
}
