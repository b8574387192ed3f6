import { sql } from 'kysely'
import { escapeLike } from '../master-data/index.ts'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { InvalidInput } from '../platform/errors.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import { decodeCursor, page } from '../platform/paging.ts'
import { TICKET_STATES, type TicketState } from '../ticket/index.ts'
import { ownFacts } from './list-pool.ts'
import type { listMyJobs, listTickets } from './schema.ts'
import { cardShape, type TicketCard, ticketRows, visibleTo } from './ticket-row.ts'

type List<T> = { items: T[]; nextCursor: string | null }

// microseconds are lost in a JavaScript date, and with them the rows between two cursors
const CREATED = sql<string>`to_json(tickets.created_at) #>> '{}'`

/** Tickets the caller may see, newest first. `q` finds code, number, title, address and the customer. */
export async function listTicketCards(
  db: Db,
  viewer: Staff,
  query: QueryOf<typeof listTickets>,
): Promise<List<TicketCard>> {
  const after = decodeCursor(query.cursor, 2)
  let rows = ticketRows(db).where(visibleTo(viewer))
  const states = wantedStates(query.state)
  if (states.length > 0) rows = rows.where('tickets.state', 'in', states)
  if (query.customerId) rows = rows.where('tickets.customerId', '=', query.customerId)
  if (query.emergency !== undefined) rows = rows.where('tickets.emergency', '=', query.emergency)
  if (query.q) rows = rows.where(matches(query.q))
  if (after)
    rows = rows.where(
      sql<boolean>`(tickets.created_at, tickets.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select(CREATED.as('sortAt'))
    .orderBy('tickets.createdAt', 'desc')
    .orderBy('tickets.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(
    found,
    query.limit,
    (row) => cardShape(row, viewer),
    (row) => [row.sortAt, row.id],
  )
}

/** @throws InvalidInput for a word that is no state */
function wantedStates(text: string | undefined): TicketState[] {
  const words = (text ?? '').split(',').filter((word) => word.trim() !== '')
  return words.map((word) => {
    const state = TICKET_STATES.find((known) => known === word.trim().toUpperCase())
    if (!state) throw new InvalidInput([{ path: 'state', message: 'invalid' }])
    return state
  })
}

/** TKT-00042, tkt 42 and 42 are the same ticket; anything else is searched as words. */
function matches(q: string) {
  const like = `%${escapeLike(q.toLowerCase())}%`
  const number = /^(?:tkt[-\s]?)?0*(\d{1,15})$/i.exec(q)?.[1]
  // the customer part repeats the expression of the trigram index customers_search, or the index is not used
  return sql<boolean>`(${number ? sql`tickets.number = ${Number(number)} or` : sql``}
    lower(tickets.title) like ${like} or lower(tickets.address) like ${like}
    or tickets.customer_id in (select c.id from customers c
      where lower(c.name || ' ' || coalesce(c.company, '') || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.address, '')) like ${like}))`
}

/** A technician's own jobs: those to do and at work or stood by for by time, finished ones latest first. */
export async function listOwnJobs(
  db: Db,
  viewer: Staff,
  query: QueryOf<typeof listMyJobs>,
): Promise<List<TicketCard & { standbyPosition: number | null }>> {
  const after = decodeCursor(query.cursor, 2)
  const [order, beyond] = query.when === 'finished' ? (['desc', sql`<`] as const) : (['asc', sql`>`] as const)
  const { standbyPosition } = ownFacts(viewer.id)
  let rows = ticketRows(db).where(OWN[query.when](viewer.id))
  if (after)
    rows = rows.where(
      sql<boolean>`(tickets.scheduled_start, tickets.id) ${beyond} (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select([
      sql<string>`to_json(tickets.scheduled_start) #>> '{}'`.as('sortAt'),
      standbyPosition.as('standbyPosition'),
    ])
    .orderBy('tickets.scheduledStart', order)
    .orderBy('tickets.id', order)
    .limit(query.limit + 1)
    .execute()
  return page(
    found,
    query.limit,
    (row) => ({ ...cardShape(row, viewer), standbyPosition: row.standbyPosition }),
    (row) => [row.sortAt, row.id],
  )
}

const OWN = {
  active: (id: string) =>
    sql<boolean>`exists (select 1 from assignments a where a.ticket_id = tickets.id and a.technician_id = ${id} and a.ended_at is null)`,
  finished: (id: string) =>
    sql<boolean>`exists (select 1 from assignments a where a.ticket_id = tickets.id and a.technician_id = ${id}
        and a.end_reason in ('DONE', 'CANCELLED'))`,
  standby: (id: string) =>
    sql<boolean>`(tickets.state in ('OPEN', 'ASSIGNED', 'IN_PROGRESS') and tickets.scheduled_end > now()
        and exists (select 1 from standbys b where b.ticket_id = tickets.id and b.technician_id = ${id}))`,
}
