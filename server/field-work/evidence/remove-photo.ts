import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { moveTicket, recordEvent } from '../../ticket/index.ts'
import { lockTicket, mySeat } from '../find-crew.ts'

/**
 * A technician takes back a photo of his own, before Selesai only. The files stay; no paper and no customer sees it.
 * Taken back twice is once. @throws NotFound (not his, or no seat here), Refused WRONG_STATE
 */
export async function removePhoto(db: Db, actor: Staff, photoId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const photo = await findPhoto(tx, photoId)
    if (photo.technicianId !== actor.id) throw new NotFound()
    await lockTicket(tx, photo.ticketId)
    await mySeat(tx, actor, photo.ticketId)
    await moveTicket(tx, { ticketId: photo.ticketId, move: 'handOver', actor, event: null })
    await show(tx, actor, photo, false)
  })
}

/** CS brings back what was taken back, at any time. @throws NotFound */
export async function restorePhoto(db: Db, actor: Staff, photoId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const photo = await findPhoto(tx, photoId)
    await lockTicket(tx, photo.ticketId)
    await show(tx, actor, photo, true)
  })
}

type Photo = Awaited<ReturnType<typeof findPhoto>>

async function findPhoto(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('photos')
    .innerJoin('tickets', 'tickets.id', 'photos.ticketId')
    .select(['photos.id', 'photos.ticketId', 'photos.technicianId', 'photos.kind', 'tickets.customerId'])
    .where('photos.id', '=', id)
    // what is part of a BAST is replaced with the BAST
    .where('photos.kind', '<>', 'PAPER_BAST')
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

async function show(tx: Tx, actor: Staff, photo: Photo, visible: boolean): Promise<void> {
  const changed = await tx
    .updateTable('photos')
    .set(visible ? { removedAt: null, removedBy: null } : { removedAt: new Date(), removedBy: actor.id })
    .where('id', '=', photo.id)
    .where('removedAt', visible ? 'is not' : 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) return
  await recordEvent(tx, {
    name: visible ? 'photoRestored' : 'photoRemoved',
    actor,
    ticketId: photo.ticketId,
    customerId: photo.customerId,
    data: { photoId: photo.id, kind: photo.kind },
  })
}
