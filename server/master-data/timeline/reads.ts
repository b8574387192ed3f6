import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Answer, QueryOf } from '../../platform/http/endpoint.ts'
import { decodeCursor, page } from '../../platform/paging.ts'
import type { getTimeline } from './schema.ts'

type Entry = Answer<typeof getTimeline>['items'][number]

/** The chat has a place of its own; every message and every tick would hide what happened. */
const CHAT = ['messageReceived', 'messageSent', 'messageStatusChanged', 'mediaStored']
/** Whoever has more tickets than these sees what happened with the newest of them. */
const MOST_TICKETS = 500

/** @throws NotFound */
export async function readTimeline(
  db: Db,
  customerId: string,
  query: QueryOf<typeof getTimeline>,
): Promise<Answer<typeof getTimeline>> {
  const [customers, tickets] = await Promise.all([
    db
      .selectFrom('customers')
      .select('id')
      .where((where) => where.or([where('id', '=', customerId), where('mergedInto', '=', customerId)]))
      .execute(),
    db
      .selectFrom('tickets')
      .select('id')
      .where('customerId', '=', customerId)
      .orderBy('createdAt', 'desc')
      .limit(MOST_TICKETS)
      .execute(),
  ])
  if (!customers.some(({ id }) => id === customerId)) throw new NotFound()
  const after = decodeCursor(query.cursor, 1)
  let rows = entryRows(db)
    .where(
      // lists of ids instead of joins: each half has an index, and the two are put together
      sql<boolean>`(events.customer_id = any(${customers.map(({ id }) => id)}::uuid[])
        or events.ticket_id = any(${tickets.map(({ id }) => id)}::uuid[]))`,
    )
    .where('events.name', 'not in', CHAT)
  if (after) rows = rows.where('events.id', '<', Number(after[0]))
  const found = await rows
    .orderBy('events.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(found, query.limit, entryShape, (row) => [row.id])
}

const entryRows = (db: Db) =>
  db
    .selectFrom('events')
    .leftJoin('staff', 'staff.id', 'events.actorId')
    .leftJoin('customers', 'customers.id', 'events.actorId')
    .leftJoin('tickets', 'tickets.id', 'events.ticketId')
    .leftJoin('staff as technician', (join) =>
      join.on('technician.id', '=', sql<string>`(events.data ->> 'technicianId')::uuid`),
    )
    .select([
      'events.id',
      'events.name',
      'events.at',
      'events.actorKind',
      'events.actorId',
      'events.data',
      'events.ticketId',
      'staff.name as staffName',
      'customers.name as customerName',
      'technician.name as technicianName',
      'tickets.code',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof entryRows>['executeTakeFirstOrThrow']>>

const entryShape = (row: Row): Entry => ({
  id: String(row.id),
  name: row.name,
  at: row.at.toISOString(),
  actor: {
    kind: row.actorKind as Entry['actor']['kind'],
    id: row.actorId,
    name: row.staffName ?? row.customerName,
  },
  data: {
    ...(row.data as Record<string, unknown>),
    ...(row.technicianName && { technician: row.technicianName }),
  },
  ticket: row.ticketId && row.code ? { id: row.ticketId, code: row.code } : null,
})
