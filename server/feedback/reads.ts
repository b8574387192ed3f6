import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../platform/db.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import { decodeCursor, page } from '../platform/paging.ts'
import { periodOf } from './read-kpi.ts'
import type { listRatings, rating } from './schema.ts'

type Rating = z.input<typeof rating>

const ratingRows = (db: Db) =>
  db
    .selectFrom('ratings')
    .innerJoin('tickets', 'tickets.id', 'ratings.ticketId')
    .innerJoin('customers', 'customers.id', 'ratings.customerId')
    .innerJoin('staff', 'staff.id', 'ratings.csId')
    .selectAll('ratings')
    .select(['tickets.code', 'tickets.title', 'customers.name as customerName', 'staff.name as csName'])
    .select(
      sql<
        { id: string; name: string }[]
      >`coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name) order by s.name)
        from rated_technicians r join staff s on s.id = r.technician_id where r.rating_id = ratings.id), '[]')`.as(
        'technicians',
      ),
    )

type Row = Awaited<ReturnType<ReturnType<typeof ratingRows>['executeTakeFirstOrThrow']>>

const shape = (row: Row): Rating => ({
  id: row.id,
  ticketId: row.ticketId,
  ticketCode: row.code ?? '',
  ticketTitle: row.title,
  customerName: row.customerName,
  technicianScore: row.technicianScore,
  csScore: row.csScore,
  comment: row.comment,
  technicians: row.technicians,
  cs: { id: row.csId, name: row.csName },
  createdAt: row.createdAt.toISOString(),
})

/** Ratings, newest first. */
export async function listRatingRows(
  db: Db,
  query: QueryOf<typeof listRatings>,
): Promise<{ items: Rating[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, 2)
  let rows = ratingRows(db)
  if (query.technicianId)
    rows = rows.where(
      sql<boolean>`exists (select 1 from rated_technicians r where r.rating_id = ratings.id and r.technician_id = ${query.technicianId})`,
    )
  if (query.customerId) rows = rows.where('ratings.customerId', '=', query.customerId)
  if (query.csId) rows = rows.where('ratings.csId', '=', query.csId)
  if (query.score)
    rows = rows.where((where) =>
      where.or([where('technicianScore', '=', query.score ?? 0), where('csScore', '=', query.score ?? 0)]),
    )
  if (query.from || query.to) {
    const period = periodOf(query)
    rows = rows.where('ratings.createdAt', '>=', period.start).where('ratings.createdAt', '<', period.end)
  }
  if (after)
    rows = rows.where(
      sql<boolean>`(ratings.created_at, ratings.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select(sql<string>`to_json(ratings.created_at) #>> '{}'`.as('sortAt'))
    .orderBy('ratings.createdAt', 'desc')
    .orderBy('ratings.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(found, query.limit, shape, (row) => [row.sortAt, row.id])
}

/** The rating of a ticket, or null. */
export async function readTicketRating(db: Db, ticketId: string): Promise<Rating | null> {
  const row = await ratingRows(db).where('ratings.ticketId', '=', ticketId).executeTakeFirst()
  return row ? shape(row) : null
}
