import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import { enqueue } from '../../platform/outbox.ts'
import { recordEvent } from '../../ticket/index.ts'
import { openPlaceholders, windowOpenUntil } from '../rules.ts'
import { noteAnswer } from './note-first-response.ts'

export type Chat = {
  id: string
  customerId: string | null
  lastInboundAt: Date | null
  assignedTo: string | null
}

/** The conversation, locked: what staff do in it happens one after the other. @throws NotFound; Refused CONVERSATION_MERGED */
export async function lockChat(tx: Tx, id: string): Promise<Chat> {
  const chat = await tx
    .selectFrom('conversations')
    .select(['id', 'customerId', 'lastInboundAt', 'assignedTo', 'mergedInto'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!chat) throw new NotFound()
  if (chat.mergedInto) throw new Refused('CONVERSATION_MERGED')
  return chat
}

/** Outside the 24-hour window WhatsApp would refuse, so we say it first. @throws Refused WINDOW_CLOSED */
export function mustBeOpen(chat: Chat): void {
  if (!windowOpenUntil(chat.lastInboundAt, new Date())) throw new Refused('WINDOW_CLOSED')
}

/** A ready-made text whose gaps nobody filled must not reach a customer. @throws InvalidInput */
export function mustBeFilled(text: string, path = 'text'): void {
  if (openPlaceholders(text).length > 0) throw new InvalidInput([{ path, message: 'placeholder' }])
}

type Words = {
  kind: string
  body: string | null
  intent: 'reply' | 'template'
  fileId?: string
  /** id of the message that it answers; must be of the same conversation */
  replyTo?: string | undefined
  params?: Record<string, unknown>
}

/**
 * A member of staff says something to the customer: kept in the thread, put into the outbox, and whoever answers first
 * has the conversation from then on. @returns id of the message, QUEUED
 */
export async function sendMessage(tx: Tx, actor: Staff, chat: Chat, words: Words): Promise<string> {
  const message = await tx
    .insertInto('messages')
    .values({
      conversationId: chat.id,
      direction: 'OUT',
      kind: words.kind,
      body: words.body,
      fileId: words.fileId ?? null,
      fileState: words.fileId ? 'STORED' : null,
      status: 'QUEUED',
      sentBy: actor.id,
      replyToExternalId: words.replyTo ? await quoted(tx, chat.id, words.replyTo) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const params = { ...words.params, messageId: message.id }
  const [outboxId] = await enqueue(
    tx,
    [{ channel: 'whatsapp', to: chat.id, intent: words.intent, params, priority: 2 }],
    { key: `reply:${message.id}` },
  )
  await tx
    .updateTable('messages')
    .set({ outboxId: outboxId ?? null })
    .where('id', '=', message.id)
    .execute()
  await tx
    .updateTable('conversations')
    .set({
      lastMessageAt: sql`greatest(last_message_at, now())`,
      unreadCount: 0,
      assignedTo: chat.assignedTo ?? actor.id,
    })
    .where('id', '=', chat.id)
    .execute()
  await noteAnswer(tx, chat.id, actor.id)
  await recordEvent(tx, {
    name: 'messageSent',
    actor,
    conversationId: chat.id,
    customerId: chat.customerId,
    data: { messageId: message.id },
  })
  return message.id
}

async function quoted(tx: Tx, conversationId: string, messageId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('messages')
    .select('externalId')
    .where('id', '=', messageId)
    .where('conversationId', '=', conversationId)
    .executeTakeFirst()
  return row?.externalId ?? null
}
