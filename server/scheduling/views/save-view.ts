import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import { databaseError, type Db } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import type { changeTicketView, saveTicketView } from './schema.ts'

/** More than anybody finds again. */
const MOST_VIEWS = 50

/** @returns id of the view. @throws InvalidInput for a name that is taken; Refused TOO_MANY_VIEWS */
export async function saveView(db: Db, actor: Staff, wish: BodyOf<typeof saveTicketView>): Promise<string> {
  const { count } = await db
    .selectFrom('ticketViews')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ownerId', '=', actor.id)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_VIEWS) throw new Refused('TOO_MANY_VIEWS', { most: MOST_VIEWS })
  const made = await named(() =>
    db
      .insertInto('ticketViews')
      .values({ ownerId: actor.id, name: wish.name, filters: asJson(wish.filters), shared: wish.shared })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return made.id
}

/** The owner's own, and for admin also those that are shared. @throws NotFound; InvalidInput for a name that is taken */
export async function changeView(
  db: Db,
  actor: Staff,
  id: string,
  change: BodyOf<typeof changeTicketView>,
): Promise<void> {
  const set = {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.filters !== undefined && { filters: asJson(change.filters) }),
    ...(change.shared !== undefined && { shared: change.shared }),
  }
  const changed = await named(() =>
    db
      .updateTable('ticketViews')
      // a change of nothing is a change as well: it must be refused to whoever may not
      .set({ createdAt: sql`created_at`, ...set })
      .where('id', '=', id)
      .where(changeableBy(actor))
      .returning('id')
      .executeTakeFirst(),
  )
  if (!changed) throw new NotFound()
}

/** @throws NotFound */
export async function removeView(db: Db, actor: Staff, id: string): Promise<void> {
  const removed = await db
    .deleteFrom('ticketViews')
    .where('id', '=', id)
    .where(changeableBy(actor))
    .returning('id')
    .executeTakeFirst()
  if (!removed) throw new NotFound()
}

/** A view of somebody else is his; one that everybody sees is also admin's to tidy up. */
export const changeableBy = (actor: Staff) =>
  sql<boolean>`(ticket_views.owner_id = ${actor.id} or (ticket_views.shared and ${actor.role === 'admin'}))`

const asJson = (filters: Record<string, string>) => sql<string>`${JSON.stringify(filters)}::jsonb`

async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (databaseError(error)?.code === '23505')
      throw new InvalidInput([{ path: 'name', message: 'viewTaken' }])
    throw error
  }
}
