import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { recordEvent } from '../../ticket/index.ts'

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

/** Whoever writes may come with a number, with a business-scoped id, or with both. */
export type Sender = { waId?: string; bsuid?: string; parentBsuid?: string; name?: string; username?: string }

type Conversation = { id: string; customerId: string | null }

/**
 * Keeps a customer's message in his conversation. The same message twice changes nothing.
 * @returns null when it was known already
 */
export async function receiveMessage(
  tx: Tx,
  message: InboundMessage,
): Promise<{ conversationId: string; messageId: string } | null> {
  const conversation = await openConversation(tx, message.from)
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
    })
    .onConflict((on) => on.column('externalId').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!stored) return null
  // the window runs from the newest message by its own time, also when messages arrive out of order
  await sql`update conversations set unread_count = unread_count + 1,
      last_message_at = greatest(last_message_at, ${message.at}), last_inbound_at = greatest(last_inbound_at, ${message.at}),
      display_name = coalesce(${message.from.name ?? null}, display_name), username = coalesce(${message.from.username ?? null}, username)
    where id = ${conversation.id}`.execute(tx)
  await recordEvent(tx, {
    name: 'messageReceived',
    actor: { kind: 'customer', id: conversation.customerId },
    conversationId: conversation.id,
    customerId: conversation.customerId,
    data: { messageId: stored.id, kind: message.kind },
  })
  return { conversationId: conversation.id, messageId: stored.id }
}

const identitiesOf = (from: Sender) =>
  [
    { kind: 'bsuid', value: from.bsuid },
    { kind: 'parent_bsuid', value: from.parentBsuid },
    { kind: 'wa_id', value: from.waId },
  ].filter((identity): identity is { kind: string; value: string } => Boolean(identity.value))

/** The conversation of this sender: found by any of his identities, else a new one. Learns identities seen for the first time. */
async function openConversation(tx: Tx, from: Sender): Promise<Conversation> {
  const identities = identitiesOf(from)
  // two first messages at once must not become two conversations
  for (const value of identities.map((identity) => identity.value).toSorted())
    await sql`select pg_advisory_xact_lock(hashtext(${value}))`.execute(tx)
  const found = await tx
    .selectFrom('channelIdentities')
    .innerJoin('conversations', 'conversations.id', 'channelIdentities.conversationId')
    .select(['conversations.id', 'conversations.customerId', 'channelIdentities.kind'])
    .where('channelIdentities.channel', '=', 'whatsapp')
    .where((where) =>
      where.or(
        identities.map((identity) =>
          where.and([
            where('channelIdentities.kind', '=', identity.kind),
            where('channelIdentities.value', '=', identity.value),
          ]),
        ),
      ),
    )
    // the business-scoped id names the person; a number may have changed hands
    .orderBy(sql`array_position(array['bsuid', 'wa_id', 'parent_bsuid'], channel_identities.kind)`)
    .executeTakeFirst()
  const conversation = found ?? (await startConversation(tx, from))
  await learnIdentities(tx, conversation.id, from)
  return { id: conversation.id, customerId: conversation.customerId }
}

async function startConversation(tx: Tx, from: Sender): Promise<Conversation> {
  const customer = from.waId
    ? await tx
        .selectFrom('customers')
        .select('id')
        .where('phone', '=', `+${from.waId}`)
        .orderBy(sql`status = 'ACTIVE'`, 'desc')
        .orderBy('createdAt', 'desc')
        .executeTakeFirst()
    : undefined
  return await tx
    .insertInto('conversations')
    .values({
      customerId: customer?.id ?? null,
      displayName: from.name ?? null,
      username: from.username ?? null,
    })
    .returning(['id', 'customerId'])
    .executeTakeFirstOrThrow()
}

async function learnIdentities(tx: Tx, conversationId: string, from: Sender): Promise<void> {
  const identities = identitiesOf(from)
  await tx
    .insertInto('channelIdentities')
    .values(identities.map((identity) => ({ channel: 'whatsapp', ...identity, conversationId })))
    .onConflict((on) => on.columns(['channel', 'kind', 'value']).doUpdateSet({ lastSeen: new Date() }))
    .execute()
  await sql`update conversations set wa_id = coalesce(${from.waId ?? null}, wa_id), bsuid = coalesce(${from.bsuid ?? null}, bsuid) where id = ${conversationId}`.execute(
    tx,
  )
}

/** A number or id that WhatsApp says was replaced (system message): the conversation goes on under the new one. */
export async function changeIdentity(tx: Tx, change: { before: Sender; after: Sender }): Promise<void> {
  const before = identitiesOf(change.before)
  const found = await tx
    .selectFrom('channelIdentities')
    .select('conversationId')
    .where('channel', '=', 'whatsapp')
    .where('value', 'in', before.length > 0 ? before.map((identity) => identity.value) : [''])
    .executeTakeFirst()
  if (found) await learnIdentities(tx, found.conversationId, change.after)
}

/**
 * The conversation through which a customer is reached: his latest, or a new one from his number.
 * @returns null when the customer has neither
 */
export async function conversationOf(tx: Tx, customerId: string): Promise<string | null> {
  const latest = await tx
    .selectFrom('conversations')
    .select('id')
    .where('customerId', '=', customerId)
    .orderBy('lastInboundAt', sql`desc nulls last`)
    .limit(1)
    .executeTakeFirst()
  if (latest) return latest.id
  const customer = await tx
    .selectFrom('customers')
    .select(['phone', 'name'])
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!customer?.phone) return null
  const conversation = await openConversation(tx, { waId: customer.phone.slice(1), name: customer.name })
  if (!conversation.customerId)
    await tx.updateTable('conversations').set({ customerId }).where('id', '=', conversation.id).execute()
  return conversation.id
}
