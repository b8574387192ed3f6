import { type RawBuilder, sql } from 'kysely'
import { escapeLike } from '../../master-data/index.ts'
import type { Db } from '../../platform/db.ts'
import { InvalidInput } from '../../platform/errors.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { addDays } from '../../platform/indonesian-date.ts'
import { TICKET_STATES, type TicketState } from '../../ticket/index.ts'
import { startOfOfficeDay } from '../calendar/rules.ts'
import type { countTickets } from './schema.ts'

type Filters = QueryOf<typeof countTickets>
const PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const

/** Planned to have begun and nobody is there, or at work for longer than planned. */
const LATE = sql<boolean>`((tickets.state in ('OPEN', 'ASSIGNED') and tickets.scheduled_start < now())
  or (tickets.state = 'IN_PROGRESS' and tickets.scheduled_end < now()))`

/** What a list or a board of tickets is narrowed by beside words, as conditions. @throws InvalidInput for unknown words */
export function ticketConditions(query: Filters): RawBuilder<boolean>[] {
  const { customerId, emergency, skill, area, technicianId, from, to, late } = query
  if (from && to && to < from) throw new InvalidInput([{ path: 'to', message: 'periodOrder' }])
  const priorities = wantedWords(query.priority, PRIORITIES, 'priority')
  const wanted: (RawBuilder<boolean> | false)[] = [
    customerId !== undefined && sql`tickets.customer_id = ${customerId}`,
    emergency !== undefined && sql`tickets.emergency = ${emergency}`,
    priorities.length > 0 && sql`tickets.priority = any(${priorities})`,
    Boolean(skill) && sql`tickets.required_skills @> array[${skill}::text]`,
    Boolean(area) && sql`lower(tickets.area) = lower(${area})`,
    technicianId !== undefined &&
      sql`exists (select 1 from assignments a where a.ticket_id = tickets.id and a.technician_id = ${technicianId}
        and (a.ended_at is null or a.end_reason = 'DONE'))`,
    from !== undefined && sql`tickets.scheduled_end > ${startOfOfficeDay(from)}`,
    to !== undefined && sql`tickets.scheduled_start < ${startOfOfficeDay(addDays(to, 1))}`,
    late !== undefined && (late ? LATE : sql`not ${LATE}`),
  ]
  return wanted.filter((one) => one !== false)
}

/** @throws InvalidInput for a word that is no state */
export const wantedStates = (text: string | undefined): TicketState[] =>
  wantedWords(text, TICKET_STATES, 'state')

function wantedWords<W extends string>(text: string | undefined, known: readonly W[], path: string): W[] {
  const words = (text ?? '').split(',').filter((word) => word.trim() !== '')
  return words.map((word) => {
    const found = known.find((one) => one === word.trim().toUpperCase())
    if (!found) throw new InvalidInput([{ path, message: 'invalid' }])
    return found
  })
}

/** So many tickets a search may find to be looked up by their ids. */
const FEW = 1000

/**
 * TKT-00042, tkt 42 and 42 are the same ticket; anything else is searched as words in title, address and customer. What
 * is rare is found by the indexes first and then looked up; what is common is met soon enough on the way through the
 * list, while all of it would be too much to collect. Measured with 500,000 tickets: 20 ms instead of 2.7 s.
 * @param among whether the customer's name, company, number and address are looked at as well
 */
export async function wordsCondition(
  db: Db,
  q: string | undefined,
  among: { customers: boolean } = { customers: true },
): Promise<RawBuilder<boolean> | undefined> {
  if (!q) return undefined
  const like = `%${escapeLike(q.toLowerCase())}%`
  const number = Number(/^(?:tkt[-\s]?)?0*(\d{1,15})$/i.exec(q)?.[1] ?? -1)
  const found = await sql<{ id: string }>`select id from (
      select t.id from tickets t where t.number = ${number}
      union all select t.id from tickets t where ${inTicket(like)}
      union all select t.id from tickets t where ${among.customers} and t.customer_id in (${ofCustomers(like)})) f
    limit ${FEW + 1}`.execute(db)
  if (found.rows.length <= FEW) return sql`tickets.id = any(${found.rows.map(({ id }) => id)}::uuid[])`
  return sql`(tickets.number = ${number} or ${inTicket(like, 'tickets')}
    or (${among.customers} and tickets.customer_id in (${ofCustomers(like)})))`
}

// both repeat the expressions of the trigram indexes tickets_words and customers_search, or these are not used
const inTicket = (like: string, table: 't' | 'tickets' = 't') =>
  sql`lower(${sql.ref(`${table}.title`)} || ' ' || ${sql.ref(`${table}.address`)}) like ${like}`
const ofCustomers = (like: string) => sql`select c.id from customers c
  where lower(c.name || ' ' || coalesce(c.company, '') || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.address, '')) like ${like}`
