import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { addDays, workDate } from '../../platform/indonesian-date.ts'
import type { Answer, QueryOf } from '../../platform/http/endpoint.ts'
import { zoneOrOffice } from '../../platform/indonesian-zone.ts'
import { readWorkDays, visitDays } from '../calendar/read-work-days.ts'
import { visitWarnings } from '../calendar/rules.ts'
import { cardShape, ticketRows } from '../ticket-row.ts'
import { REPEAT_DAYS, suggestTime } from './rules.ts'
import type { getTicketHints } from './schema.ts'

type Hints = Answer<typeof getTicketHints>
type Query = QueryOf<typeof getTicketHints>

/** So far ahead a working day is looked for: longer than Lebaran with its cuti bersama. */
const LOOK_AHEAD = 21
const MOST = 5

/**
 * What CS should know before a ticket is made: tickets of the same customer or site that are open or were finished a
 * moment ago, when it would usually be planned, and what is unusual about the time that was chosen.
 */
export async function findSimilar(db: Db, actor: Staff, query: Query, now = new Date()): Promise<Hints> {
  const [tickets, suggestion, warnings] = await Promise.all([
    similarTickets(db, actor, query),
    suggestedTime(db, now),
    warningsOf(db, query),
  ])
  return { tickets, suggestion, warnings }
}

async function similarTickets(db: Db, actor: Staff, query: Query): Promise<Hints['tickets']> {
  const { customerId, address } = query
  if (!customerId && !address) return []
  const rows = await ticketRows(db)
    .select('tickets.doneAt')
    .where(
      sql<boolean>`(tickets.customer_id = ${customerId ?? null}::uuid or lower(tickets.address) = lower(${address || null}))`,
    )
    .where(
      sql<boolean>`(tickets.state in ('OPEN', 'ASSIGNED', 'IN_PROGRESS')
        or (tickets.state in ('DONE', 'CLOSED') and tickets.done_at > now() - make_interval(days => ${REPEAT_DAYS})))`,
    )
    .orderBy(sql`tickets.state in ('DONE', 'CLOSED')`)
    .orderBy('tickets.createdAt', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    ...cardShape(row, actor),
    doneAt: row.doneAt?.toISOString() ?? null,
    why: row.state === 'DONE' || row.state === 'CLOSED' ? ('REPEAT' as const) : ('OPEN' as const),
  }))
}

async function suggestedTime(db: Db, now: Date): Promise<Hints['suggestion']> {
  const today = workDate(now)
  const days = Array.from({ length: LOOK_AHEAD }, (_, index) => addDays(today, index + 1))
  return suggestTime(days, await readWorkDays(db, days[0] as string, days.at(-1) as string))
}

async function warningsOf(db: Db, { start, end, address }: Query): Promise<Hints['warnings']> {
  if (!start || !end || end <= start) return []
  const days = visitDays(new Date(start), new Date(end), zoneOrOffice({ address: address ?? null }))
  return visitWarnings(days, await readWorkDays(db, days.first, days.last))
}
