import { sql } from 'kysely'
import type { z } from 'zod'
import { escapeLike } from '../../master-data/index.ts'
import type { Db } from '../../platform/db.ts'
import type { Answer, QueryOf } from '../../platform/http/endpoint.ts'
import { decodeCursor, page } from '../../platform/paging.ts'
import type { broadcastMessage, listBroadcast as contract } from './schema.ts'

type Message = z.input<typeof broadcastMessage>
type Row = {
  id: string
  technicianId: string
  name: string
  round: number
  status: Message['status']
  createdAt: Date
  notBefore: Date
  sentAt: Date | null
  updatedAt: Date | null
  attempts: number
  error: { kind?: string; reason?: string } | string | null
}

/** What is still due while nothing was tried, and only later, waits for the end of the quiet hours. */
const STATUS = sql<string>`case
  when o.status = 'NEW' and o.attempts = 0 and o.not_before > now() then 'HELD'
  when o.status in ('NEW', 'SENDING') then 'WAITING'
  when o.status in ('SENT', 'DELIVERED', 'READ') then 'SENT'
  else o.status end`

/** The offers of a job, one line per technician and round, latest round first, then by name. */
export async function listBroadcast(
  db: Db,
  ticketId: string,
  query: QueryOf<typeof contract>,
): Promise<Answer<typeof contract>> {
  const after = decodeCursor(query.cursor, 3)
  const found = await sql<Row>`
    select o.id, s.id as technician_id, s.name, (o.params ->> 'round')::int as round, ${STATUS} as status, o.created_at,
      o.not_before, o.sent_at, c.updated_at, o.attempts, o.error
    from outbox o join staff s on s.id = o.recipient_id
    left join telegram_cards c on c.staff_id = s.id and c.subject = 'job:' || (o.params ->> 'ticketId') || ':' || (o.params ->> 'round')
    where o.channel = 'telegram' and o.intent = 'jobCard' and o.params ->> 'ticketId' = ${ticketId} and o.params ->> 'update' is null
      ${query.q ? sql`and lower(s.name) like ${`%${escapeLike(query.q.toLowerCase())}%`}` : sql``}
      ${query.status ? sql`and ${STATUS} = ${query.status}` : sql``}
      ${after ? sql`and (-(o.params ->> 'round')::int, s.name, o.id) > (${after[0]}::int, ${after[1]}, ${after[2]}::uuid)` : sql``}
    order by -(o.params ->> 'round')::int, s.name, o.id limit ${query.limit + 1}`.execute(db)
  return page(found.rows, query.limit, shape, (row) => [-row.round, row.name, row.id])
}

const shape = (row: Row): Message => ({
  id: row.id,
  technician: { id: row.technicianId, name: row.name },
  round: row.round,
  status: row.status,
  queuedAt: row.createdAt.toISOString(),
  dueAt: row.notBefore.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
  updatedAt: row.updatedAt?.toISOString() ?? null,
  attempts: row.attempts,
  problem: row.status === 'SENT' ? null : problemOf(row.error),
})

const KINDS = ['unreachable', 'refused', 'flood', 'unreached', 'uncertain', 'revoked']

/** The reason that a try left behind, as a key; what went wrong and was then delivered is no problem any more. */
function problemOf(error: Row['error']): string | null {
  if (!error) return null
  if (typeof error === 'string') return 'other'
  if (error.kind && KINDS.includes(error.kind)) return error.kind
  if (error.reason === 'not on Telegram') return 'notLinked'
  if (error.reason === 'interrupted') return 'uncertain'
  return error.reason === 'flood' ? 'flood' : error.reason ? 'gone' : 'other'
}
