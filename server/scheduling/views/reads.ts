import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Answer } from '../../platform/http/endpoint.ts'
import { changeableBy } from './save-view.ts'
import type { saveTicketView } from './schema.ts'

type View = Answer<typeof saveTicketView>

const viewRows = (db: Db, actor: Staff) =>
  db
    .selectFrom('ticketViews')
    .innerJoin('staff', 'staff.id', 'ticketViews.ownerId')
    .select([
      'ticketViews.id',
      'ticketViews.name',
      'ticketViews.filters',
      'ticketViews.shared',
      'staff.id as ownerId',
      'staff.name as ownerName',
      changeableBy(actor).as('mayChange'),
    ])
    .where((where) =>
      where.or([where('ticketViews.ownerId', '=', actor.id), where('ticketViews.shared', '=', true)]),
    )

type Row = Awaited<ReturnType<ReturnType<typeof viewRows>['executeTakeFirstOrThrow']>>

const viewShape = (row: Row): View => ({
  id: row.id,
  name: row.name,
  filters: row.filters as Record<string, string>,
  shared: row.shared,
  owner: { id: row.ownerId, name: row.ownerName },
  mayChange: row.mayChange,
})

/** Own views and shared ones by name. */
export async function listViews(db: Db, actor: Staff): Promise<View[]> {
  const rows = await viewRows(db, actor)
    .orderBy('ticketViews.name')
    .orderBy('ticketViews.id')
    .limit(300)
    .execute()
  return rows.map(viewShape)
}

/** @throws NotFound */
export async function readView(db: Db, actor: Staff, id: string): Promise<View> {
  const row = await viewRows(db, actor).where('ticketViews.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return viewShape(row)
}
