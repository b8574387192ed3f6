import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Answer } from '../../platform/http/endpoint.ts'
import type { MovedRows } from '../inbox/merge-conversations.ts'
import { readConversationRow } from '../inbox/reads.ts'
import type { readOnePerson as contract } from './schema.ts'

type OnePerson = Answer<typeof contract>

const MOST_SUGGESTED = 5
/** A shorter profile name ("Budi", "Ibu") says too little. */
const LEAST_NAME = 5

/** @throws NotFound */
export async function readOnePerson(db: Db, id: string): Promise<OnePerson> {
  const thread = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!thread) throw new NotFound()
  const [numbers, merges, suggestions] = await Promise.all([
    numbersOf(db, id),
    mergesOf(db, id),
    thread.mergedInto ? [] : suggest(db, thread),
  ])
  return { numbers, merges, suggestions }
}

/** One line per phone: its number, or only that there is one. */
async function numbersOf(db: Db, id: string): Promise<OnePerson['numbers']> {
  const rows = await sql<{ phone: string | null; lastSeen: Date }>`
    select (array_agg(value order by last_seen desc) filter (where kind = 'wa_id'))[1] as phone, max(last_seen) as last_seen from channel_identities
    where conversation_id = ${id} and replaced_at is null and kind in ('wa_id', 'bsuid') group by line
    order by max(last_seen) desc`.execute(db)
  return rows.rows.map((row, index) => ({
    phone: row.phone && `+${row.phone}`,
    lastSeen: row.lastSeen.toISOString(),
    current: index === 0,
  }))
}

async function mergesOf(db: Db, id: string): Promise<OnePerson['merges']> {
  const rows = await db
    .selectFrom('conversationMerges')
    .innerJoin('conversations as other', 'other.id', 'conversationMerges.otherId')
    .innerJoin('staff', 'staff.id', 'conversationMerges.mergedBy')
    .select([
      'conversationMerges.id',
      'conversationMerges.moved',
      'conversationMerges.mergedAt',
      'other.displayName',
      'other.username',
      'staff.id as staffId',
      'staff.name as staffName',
    ])
    .select(
      sql<
        string | null
      >`(select i.value from channel_identities i where i.line = other.id and i.kind = 'wa_id'
        and i.replaced_at is null order by i.last_seen desc limit 1)`.as('waId'),
    )
    .where('conversationMerges.conversationId', '=', id)
    .where('conversationMerges.undoneAt', 'is', null)
    .orderBy('conversationMerges.mergedAt', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.displayName ?? (row.username ? `@${row.username}` : null),
    phone: row.waId && `+${row.waId}`,
    messages: (row.moved as MovedRows).messages.length,
    mergedBy: { id: row.staffId, name: row.staffName },
    mergedAt: row.mergedAt.toISOString(),
  }))
}

type Known = { id: string; customerId: string | null; username: string | null; displayName: string | null }

/** Other chats with the same customer, user name or profile name, the surest first. */
async function suggest(db: Db, thread: Known): Promise<OnePerson['suggestions']> {
  const known = thread.displayName?.trim().toLowerCase() ?? ''
  const name = known.length >= LEAST_NAME ? known : null
  const rows = await sql<{ id: string; reason: OnePerson['suggestions'][number]['reason'] }>`
    select id, case when customer_id = ${thread.customerId}::uuid then 'CUSTOMER'
      when username = ${thread.username}::text then 'USERNAME' else 'NAME' end as reason
    from conversations where id <> ${thread.id} and merged_into is null and (customer_id = ${thread.customerId}::uuid
      or username = ${thread.username}::text
      or (lower(trim(display_name)) = ${name}::text
        and (customer_id is null or ${thread.customerId}::uuid is null)))
    order by array_position(array['CUSTOMER', 'USERNAME', 'NAME'], case when customer_id = ${thread.customerId}::uuid then 'CUSTOMER'
      when username = ${thread.username}::text then 'USERNAME' else 'NAME' end), last_message_at desc nulls last
    limit ${MOST_SUGGESTED}`.execute(db)
  return await Promise.all(
    rows.rows.map(async ({ id, reason }) => ({ conversation: await readConversationRow(db, id), reason })),
  )
}
