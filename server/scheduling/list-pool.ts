import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import { decodeCursor, page } from '../platform/paging.ts'
import type { TicketState } from '../ticket/index.ts'
import { wordsCondition } from './list/filter-tickets.ts'
import { type MoveFacts, whyCannotClaim } from './rules.ts'
import type { listPool, poolJob } from './schema.ts'
import { cardShape, inPoolNow, ticketRows } from './ticket-row.ts'

export type PoolJob = z.input<typeof poolJob>

/** What the pool has to know about one job and one technician. */
export const ownFacts = (technicianId: string) => ({
  mine: sql<boolean>`exists (select 1 from assignments a
    where a.ticket_id = tickets.id and a.technician_id = ${technicianId} and a.ended_at is null)`,
  hindrance: sql<MoveFacts['hindrance']>`claim_hindrance(tickets, ${technicianId})`,
  standbyPosition: sql<
    number | null
  >`(select (select count(*)::int from standbys e where e.ticket_id = b.ticket_id
      and (e.at, e.technician_id) <= (b.at, b.technician_id))
    from standbys b where b.ticket_id = tickets.id and b.technician_id = ${technicianId})`,
})

/** The Open Pool: emergencies first, then by planned start; with the reason why this technician could not take a job. */
export async function listPoolJobs(
  db: Db,
  viewer: Staff,
  query: QueryOf<typeof listPool>,
): Promise<{ items: PoolJob[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, 3)
  const facts = ownFacts(viewer.id)
  let rows = ticketRows(db).where(inPoolNow)
  // a technician must not find out by trying which number or company is behind a job
  const words = await wordsCondition(db, query.q, { customers: viewer.role !== 'technician' })
  if (words) rows = rows.where(words)
  if (after)
    rows = rows.where(
      sql<boolean>`(not tickets.emergency, tickets.scheduled_start, tickets.id) > (${after[0] === 1}, ${after[1]}::timestamptz, ${after[2]}::uuid)`,
    )
  const found = await rows
    .select([
      facts.mine.as('mine'),
      facts.hindrance.as('hindrance'),
      facts.standbyPosition.as('standbyPosition'),
      'tickets.everyoneFrom',
      sql<string>`to_json(tickets.scheduled_start) #>> '{}'`.as('sortAt'),
    ])
    .orderBy(sql`not tickets.emergency`)
    .orderBy('tickets.scheduledStart')
    .orderBy('tickets.id')
    .limit(query.limit + 1)
    .execute()
  return page(
    found,
    query.limit,
    (row) => ({
      ...cardShape(row, viewer),
      description: row.description,
      mine: row.mine,
      onStandby: row.standbyPosition !== null,
      standbyPosition: row.standbyPosition,
      everyoneFrom: stillAhead(row.everyoneFrom),
      refusal: whyCannotClaim(viewer.role, {
        state: row.state as TicketState,
        freeSeats: row.freeSeats.length,
        over: false,
        mine: row.mine,
        hindrance: row.hindrance,
      }),
    }),
    (row) => [row.emergency ? 0 : 1, row.sortAt, row.id],
  )
}

const stillAhead = (at: Date | null): string | null =>
  at !== null && at > new Date() ? at.toISOString() : null
