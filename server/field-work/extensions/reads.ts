import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { decodeCursor, page } from '../../platform/paging.ts'
import { escapeLike } from '../../master-data/index.ts'
import { type Collision, findCollisions } from './find-collisions.ts'
import type { extension, listExtensions } from './schema.ts'

const DAY_MS = 24 * 3_600_000
/** More days than the contract takes are never asked for. */
const MOST_DAYS = 30

type Extension = z.input<typeof extension>

const extensionRows = (db: Db | Tx) =>
  db
    .selectFrom('extensions')
    .innerJoin('tickets', 'tickets.id', 'extensions.ticketId')
    .innerJoin('staff as asker', 'asker.id', 'extensions.requestedBy')
    .leftJoin('staff as decider', 'decider.id', 'extensions.decidedBy')
    .selectAll('extensions')
    .select([
      'tickets.code',
      'tickets.title',
      'tickets.timeZone',
      'asker.name as askerName',
      'decider.name as deciderName',
    ])

type ExtensionRow = Awaited<ReturnType<ReturnType<typeof extensionRows>['executeTakeFirstOrThrow']>>

const extensionShape = (row: ExtensionRow, collisions: Collision[] = []): Extension => ({
  id: row.id,
  ticketId: row.ticketId,
  ticketCode: row.code ?? '',
  ticketTitle: row.title,
  timeZone: row.timeZone,
  requestedBy: { id: row.requestedBy, name: row.askerName },
  days: row.days,
  reason: row.reason,
  remainingWork: row.remainingWork,
  status: row.status as Extension['status'],
  approvedDays: row.approvedDays,
  approvedUntil: row.approvedUntil?.toISOString() ?? null,
  decisionNote: row.decisionNote,
  decidedBy: row.decidedBy && row.deciderName ? { id: row.decidedBy, name: row.deciderName } : null,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  collisions,
})

const collisionsOf = (db: Db | Tx, rows: readonly ExtensionRow[]) =>
  findCollisions(
    db,
    rows.filter((row) => row.status === 'PENDING').map((row) => row.id),
  )

type ListQuery = Omit<QueryOf<typeof listExtensions>, 'order'> & { order?: 'newest' | 'oldest' }

/** Requests for more days by the time they were made, with what is in the way of those that wait. */
export async function listExtensionRows(
  db: Db,
  query: ListQuery,
): Promise<{ items: Extension[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, 2)
  const oldestFirst = query.order === 'oldest'
  let rows = extensionRows(db)
  if (query.status) rows = rows.where('extensions.status', '=', query.status)
  // a request that outlived its visit waits for nobody; it counts again when the ticket is reopened
  if (query.status === 'PENDING')
    rows = rows.where('tickets.state', 'in', ['OPEN', 'ASSIGNED', 'IN_PROGRESS'])
  if (query.q) {
    const like = `%${escapeLike(query.q)}%`
    rows = rows.where((where) =>
      where.or([
        where('tickets.code', 'ilike', like),
        where('tickets.title', 'ilike', like),
        where('asker.name', 'ilike', like),
      ]),
    )
  }
  if (after)
    rows = rows.where(
      sql<boolean>`(extensions.created_at, extensions.id) ${oldestFirst ? sql`>` : sql`<`} (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select(sql<string>`to_json(extensions.created_at) #>> '{}'`.as('sortAt'))
    .orderBy('extensions.createdAt', oldestFirst ? 'asc' : 'desc')
    .orderBy('extensions.id', oldestFirst ? 'asc' : 'desc')
    .limit(query.limit + 1)
    .execute()
  const collisions = await collisionsOf(db, found)
  return page(
    found,
    query.limit,
    (row) => extensionShape(row, collisions.get(row.id)),
    (row) => [row.sortAt, row.id],
  )
}

/** @throws NotFound */
export async function readExtension(db: Db | Tx, id: string): Promise<Extension> {
  const row = await extensionRows(db).where('extensions.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return extensionShape(row)
}

/** All requests of a ticket over time, oldest first; what else the crew has to do is only for those who decide. */
export async function ticketExtensions(
  db: Db | Tx,
  ticketId: string,
  withCollisions: boolean,
): Promise<Extension[]> {
  const rows = await extensionRows(db)
    .where('extensions.ticketId', '=', ticketId)
    .orderBy('extensions.createdAt')
    .execute()
  const collisions = withCollisions ? await collisionsOf(db, rows) : null
  return rows.map((row) => extensionShape(row, collisions?.get(row.id)))
}

/** What is in the way of this request, for the days asked for or for others, and how many would be free. @throws NotFound */
export async function readCollisions(
  db: Db,
  id: string,
  days: number | undefined,
): Promise<{ items: Collision[]; freeDays: number }> {
  const row = await db
    .selectFrom('extensions')
    .innerJoin('tickets', 'tickets.id', 'extensions.ticketId')
    .select(['extensions.days', 'tickets.scheduledEnd'])
    .where('extensions.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const ever = (await findCollisions(db, [id], MOST_DAYS)).get(id) ?? []
  const end = row.scheduledEnd.getTime()
  const until = end + (days ?? row.days) * DAY_MS
  const starts = ever.map((one) => Date.parse(one.scheduledStart))
  const free = Math.floor((Math.min(...starts, Infinity) - end) / DAY_MS)
  return {
    items: ever.filter((one) => Date.parse(one.scheduledStart) < until),
    freeDays: Math.max(0, Math.min(free, MOST_DAYS)),
  }
}
