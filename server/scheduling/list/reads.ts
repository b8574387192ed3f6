import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Answer, QueryOf } from '../../platform/http/endpoint.ts'
import { decodeCursor, page } from '../../platform/paging.ts'
import { cardShape, type TicketCard, ticketRows, visibleTo } from '../ticket-row.ts'
import { ticketConditions, wantedStates, wordsCondition } from './filter-tickets.ts'
import type { countTickets, listTickets } from './schema.ts'

// microseconds are lost in a JavaScript date, and with them the rows between two cursors
const ORDERS = {
  newest: {
    column: 'tickets.createdAt',
    direction: 'desc',
    at: sql<string>`to_json(tickets.created_at) #>> '{}'`,
    beyond: (at: unknown, id: unknown) =>
      sql<boolean>`(tickets.created_at, tickets.id) < (${at}::timestamptz, ${id}::uuid)`,
  },
  schedule: {
    column: 'tickets.scheduledStart',
    direction: 'asc',
    at: sql<string>`to_json(tickets.scheduled_start) #>> '{}'`,
    beyond: (at: unknown, id: unknown) =>
      sql<boolean>`(tickets.scheduled_start, tickets.id) > (${at}::timestamptz, ${id}::uuid)`,
  },
} as const

/** Tickets the caller may see. `q` finds code, number, title, address and the customer. @throws InvalidInput */
export async function listTicketCards(
  db: Db,
  viewer: Staff,
  query: QueryOf<typeof listTickets>,
): Promise<{ items: TicketCard[]; nextCursor: string | null }> {
  const order = ORDERS[query.sort ?? 'newest']
  const after = decodeCursor(query.cursor, 2)
  const states = wantedStates(query.state)
  let rows = ticketRows(db).where(visibleTo(viewer))
  if (states.length > 0) rows = rows.where('tickets.state', 'in', states)
  for (const condition of ticketConditions(query)) rows = rows.where(condition)
  const words = await wordsCondition(db, query.q)
  if (words) rows = rows.where(words)
  if (after) rows = rows.where(order.beyond(after[0], after[1]))
  const found = await rows
    .select(order.at.as('sortAt'))
    .orderBy(order.column, order.direction)
    .orderBy('tickets.id', order.direction)
    .limit(query.limit + 1)
    .execute()
  return page(
    found,
    query.limit,
    (row) => cardShape(row, viewer),
    (row) => [row.sortAt, row.id],
  )
}

type Counts = Answer<typeof countTickets>

/** The heads of the board. Closed and cancelled ones are not counted: there are more with every year. */
export async function countTicketCards(
  db: Db,
  viewer: Staff,
  query: QueryOf<typeof countTickets>,
): Promise<Counts> {
  let rows = db
    .selectFrom('tickets')
    .select(['tickets.state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('tickets.state', 'in', ['OPEN', 'ASSIGNED', 'IN_PROGRESS', 'DONE'])
    .where(visibleTo(viewer))
  for (const condition of ticketConditions(query)) rows = rows.where(condition)
  const words = await wordsCondition(db, query.q)
  if (words) rows = rows.where(words)
  const found = await rows.groupBy('tickets.state').execute()
  const counts: Counts = { OPEN: 0, ASSIGNED: 0, IN_PROGRESS: 0, DONE: 0 }
  for (const { state, count } of found) counts[state as keyof Counts] = Number(count)
  return counts
}
