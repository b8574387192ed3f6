import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import { decodeCursor, page } from '../platform/paging.ts'
import type { claimAttempt, listClaims } from './schema.ts'
import { visibleTo } from './ticket-row.ts'

export type ClaimAttempt = z.input<typeof claimAttempt>
type Row = {
  place: number
  round: number
  at: Date
  outcome: ClaimAttempt['outcome']
  seat: number | null
  via: ClaimAttempt['via']
  technicianId: string
  name: string
  behindMs: number | null
}

/**
 * The race receipt: every attempt of a ticket in the server's order, round by round. Also for technicians, who see at
 * once that it was fair; whoever raced may look even when the job is gone from the pool.
 * @throws NotFound
 */
export async function listClaimAttempts(
  db: Db,
  viewer: Staff,
  ticketId: string,
  query: QueryOf<typeof listClaims>,
): Promise<{ items: ClaimAttempt[]; nextCursor: string | null }> {
  await mustSee(db, viewer, ticketId)
  const after = decodeCursor(query.cursor, 2)
  const found = await sql<Row>`
    select c.round, c.place, c.at, c.outcome, c.seat, c.via, c.technician_id, s.name,
      case when c.outcome = 'POOL_FULL' then round(extract(epoch from c.at - (select max(w.at) from claim_attempts w
        where w.ticket_id = c.ticket_id and w.round = c.round and w.outcome = 'WON' and w.at <= c.at)) * 1000)::bigint end as behind_ms
    from claim_attempts c join staff s on s.id = c.technician_id
    where c.ticket_id = ${ticketId} and (c.round, c.place) > (${after?.[0] ?? 0}, ${after?.[1] ?? 0})
    order by c.round, c.place limit ${query.limit + 1}`.execute(db)
  return page(
    found.rows,
    query.limit,
    (row) => ({
      order: row.place,
      round: row.round,
      technician: { id: row.technicianId, name: row.name },
      at: row.at.toISOString(),
      outcome: row.outcome,
      seat: row.seat,
      via: row.via,
      behindWinnerMs: row.behindMs === null ? null : Math.max(0, row.behindMs),
    }),
    (row) => [row.round, row.place],
  )
}

async function mustSee(db: Db, viewer: Staff, ticketId: string): Promise<void> {
  const found = await db
    .selectFrom('tickets')
    .select('tickets.id')
    .where('tickets.id', '=', ticketId)
    .where((where) =>
      where.or([
        visibleTo(viewer)(where),
        sql<boolean>`exists (select 1 from claim_attempts c where c.ticket_id = tickets.id and c.technician_id = ${viewer.id})`,
      ]),
    )
    .executeTakeFirst()
  if (!found) throw new NotFound()
}
