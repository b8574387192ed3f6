import { sql } from 'kysely'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import { decodeCursor, page } from '../platform/paging.ts'
import { ownFacts } from './list-pool.ts'
import type { listMyJobs } from './schema.ts'
import { cardShape, type TicketCard, ticketRows } from './ticket-row.ts'

type List<T> = { items: T[]; nextCursor: string | null }

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
