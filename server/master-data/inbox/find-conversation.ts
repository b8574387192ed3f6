import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { mergeConversations } from './merge-conversations.ts'

/** Whoever writes may come with a number, with a business-scoped id, or with both. */
export type Sender = { waId?: string; bsuid?: string; parentBsuid?: string; name?: string; username?: string }

export type Conversation = { id: string; customerId: string | null }
type Identity = { kind: string; value: string }

export const identitiesOf = (from: Sender): Identity[] =>
  [
    { kind: 'bsuid', value: from.bsuid },
    { kind: 'parent_bsuid', value: from.parentBsuid },
    { kind: 'wa_id', value: from.waId },
  ].filter((identity): identity is Identity => Boolean(identity.value))

/**
 * The conversation of this sender, found by any of his identities, else a new one. Learns identities that are seen for
 * the first time, and whose customer he is once that is known.
 * @param at when he wrote: an identity that was given up before belongs to somebody else by then
 */
export async function openConversation(tx: Tx, from: Sender, at: Date = new Date()): Promise<Conversation> {
  const identities = identitiesOf(from)
  await lockIdentities(tx, identities)
  const known = await knownBy(tx, identities, at)
  const conversation = known[0] ?? (await startConversation(tx, from))
  const inherited = await absorb(tx, conversation, known)
  await learnIdentities(tx, conversation.id, from, at, [], hasAddress(conversation, from))
  return { id: conversation.id, customerId: await settleOwner(tx, inherited, from.waId) }
}

/** Two first messages at once must not become two conversations; always in the same order, against deadlocks. */
export async function lockIdentities(tx: Tx, identities: readonly Identity[]): Promise<void> {
  const values = identities.map((identity) => identity.value).toSorted()
  await sql`select pg_advisory_xact_lock(hashtext(value)) from unnest(${values}::text[]) as i(value)`.execute(
    tx,
  )
}

type Known = Conversation & { active: boolean; waId: string | null; bsuid: string | null }

/** Answers go to these identities already, as with nearly every message: nothing is to be worked out anew. */
const hasAddress = ({ waId, bsuid }: Known, from: Sender): boolean =>
  waId === (from.waId ?? null) && bsuid === (from.bsuid ?? null)

/** Conversations that these identities led to at that time; the business-scoped id names the person, so it goes first. */
export async function knownBy(tx: Tx, identities: readonly Identity[], at: Date): Promise<Known[]> {
  if (identities.length === 0) return []
  return await tx
    .selectFrom('channelIdentities')
    .innerJoin('conversations', 'conversations.id', 'channelIdentities.conversationId')
    .leftJoin('customers', 'customers.id', 'conversations.customerId')
    .select(['conversations.id', 'conversations.customerId', 'conversations.waId', 'conversations.bsuid'])
    .select(sql<boolean>`coalesce(customers.status = 'ACTIVE', false)`.as('active'))
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
    .where((where) =>
      where.or([
        where('channelIdentities.replacedAt', 'is', null),
        where('channelIdentities.replacedAt', '>', at),
      ]),
    )
    .orderBy(sql`array_position(array['bsuid', 'wa_id', 'parent_bsuid'], channel_identities.kind)`)
    .execute()
}

/** Threads that were kept apart until their identities were seen together become one. */
export async function absorb(tx: Tx, conversation: Known, others: readonly Known[]): Promise<Known> {
  let kept = conversation
  for (const other of others)
    if (other.id !== kept.id && (await mergeConversations(tx, kept.id, other.id)))
      kept = kept.customerId ? kept : { ...other, id: kept.id }
  return kept
}

async function startConversation(tx: Tx, from: Sender): Promise<Known> {
  const made = await tx
    .insertInto('conversations')
    .values({ displayName: from.name ?? null, username: from.username ?? null })
    .returning(['id', 'customerId', 'waId', 'bsuid'])
    .executeTakeFirstOrThrow()
  return { ...made, active: false }
}

/**
 * A conversation without a customer, or with one who was deactivated, goes to the active customer who has the number:
 * CS may have added him by hand since.
 */
async function settleOwner(tx: Tx, conversation: Known, waId: string | undefined): Promise<string | null> {
  if (conversation.active || !waId) return conversation.customerId
  const owner = await customerWith(tx, `+${waId}`)
  const customerId = owner?.active ? owner.id : (conversation.customerId ?? owner?.id ?? null)
  if (customerId !== conversation.customerId)
    await tx.updateTable('conversations').set({ customerId }).where('id', '=', conversation.id).execute()
  return customerId
}

const customerWith = (tx: Tx, phone: string) =>
  tx
    .selectFrom('customers as holder')
    // a merged record still has its number; who writes from it is the one it was merged into
    .innerJoin('customers', (join) =>
      join.on('customers.id', '=', sql<string>`coalesce(holder.merged_into, holder.id)`),
    )
    .select('customers.id')
    .select(sql<boolean>`customers.status = 'ACTIVE'`.as('active'))
    .where('holder.phone', '=', phone)
    .orderBy(sql`holder.status = 'ACTIVE'`, 'desc')
    .orderBy(sql`customers.status = 'ACTIVE'`, 'desc')
    .orderBy('holder.createdAt', 'desc')
    .executeTakeFirst()

/** An identity leads to one conversation only: what was seen together with a known one moves to it. */
export async function learnIdentities(
  tx: Tx,
  conversationId: string,
  from: Sender,
  at: Date,
  /** what he was known by until now */
  before: readonly Identity[] = [],
  addressKnown = false,
): Promise<void> {
  const identities = identitiesOf(from)
  if (identities.length === 0) return
  await tx
    .insertInto('channelIdentities')
    .values(
      identities.map((identity) => ({
        channel: 'whatsapp',
        ...identity,
        conversationId,
        line: lineOf(conversationId, [...before, ...identities]),
      })),
    )
    .onConflict((on) =>
      on
        .columns(['channel', 'kind', 'value'])
        .doUpdateSet({
          lastSeen: new Date(),
          conversationId,
          replacedAt: null,
          line: (row) => row.ref('excluded.line'),
        })
        // an old message of the former owner must not give the number back to him
        .where((where) =>
          where.or([
            where('channelIdentities.replacedAt', 'is', null),
            where('channelIdentities.replacedAt', '<=', at),
          ]),
        ),
    )
    .execute()
  if (addressKnown) return
  await cacheAddress(tx, conversationId)
  if (from.waId)
    await tx
      .updateTable('conversations')
      .set({ waId: null })
      .where('waId', '=', from.waId)
      .where('id', '<>', conversationId)
      .where(sql<boolean>`exists (select 1 from channel_identities i where i.conversation_id = ${conversationId}::uuid
        and i.kind = 'wa_id' and i.value = ${from.waId} and i.replaced_at is null)`)
      .execute()
}

/** The joined chat that these identities came with (join-conversations.ts): what is seen together stays together. */
export const lineOf = (conversationId: string, identities: readonly Identity[]) =>
  sql<string | null>`(select i.line from channel_identities i where i.conversation_id = ${conversationId}
    and i.value = any(${identities.map(({ value }) => value)}) and i.line is not null limit 1)`

/** Where the conversation's messages go: the identities of the phone that was seen last, as far as they still hold. */
export async function cacheAddress(tx: Tx, conversationId: string): Promise<void> {
  const newest = sql`order by i.last_seen desc, i.first_seen desc limit 1`
  const line = sql`(select i.line from channel_identities i where i.conversation_id = c.id and i.kind in ('wa_id', 'bsuid')
      and i.replaced_at is null ${newest})`
  const latest = (kind: string) =>
    sql`(select i.value from channel_identities i where i.conversation_id = c.id and i.kind = ${kind} and i.replaced_at is null
      and i.line is not distinct from ${line} ${newest})`
  await sql`update conversations c set wa_id = ${latest('wa_id')}, bsuid = ${latest('bsuid')} where c.id = ${conversationId}`.execute(
    tx,
  )
}

/**
 * The conversation through which a customer is reached: the one he wrote in last; when he never wrote, that of his
 * number. @returns null when the customer has neither
 */
export async function conversationOf(tx: Tx, customerId: string): Promise<string | null> {
  const latest = await tx
    .selectFrom('conversations')
    .select(['id', 'lastInboundAt'])
    .where('customerId', '=', customerId)
    .orderBy('lastInboundAt', (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst()
  if (latest?.lastInboundAt) return latest.id
  const customer = await tx
    .selectFrom('customers')
    .select(['phone', 'name'])
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!customer?.phone) return latest?.id ?? null
  const { id } = await openConversation(tx, { waId: customer.phone.slice(1) })
  await tx
    .updateTable('conversations')
    .set({ customerId })
    .where('id', '=', id)
    .where('customerId', 'is', null)
    .execute()
  return id
}
