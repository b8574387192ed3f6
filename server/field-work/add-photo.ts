import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { type Files, sniffPhoto } from '../platform/files.ts'
import { viewCopy } from '../platform/photo.ts'
import { moveTicket, recordEvent } from '../ticket/index.ts'
import { mySeat } from './find-crew.ts'

export type PhotoKind = 'BEFORE' | 'AFTER' | 'PAPER_BAST' | 'WORK'

/**
 * A photo as evidence: the original unchanged with its hash, and an upright copy without private data for screens.
 * @returns id of the photo. @throws NotFound, Refused WRONG_STATE, InvalidInput for what is no photo
 */
export async function addPhoto(
  deps: { db: Db; files: Files },
  actor: Staff,
  ticketId: string,
  photo: { clientId: string; kind: PhotoKind; bytes: Buffer; name: string; at?: string | undefined },
): Promise<string> {
  const again = await deps.db
    .selectFrom('photos')
    .select(['id', 'technicianId'])
    .where('clientId', '=', photo.clientId)
    .executeTakeFirst()
  if (again) {
    if (again.technicianId !== actor.id) throw new NotFound()
    return again.id
  }
  const mime = await sniffPhoto(photo.bytes)
  const view = await viewCopy(photo.bytes)
  return await deps.db.transaction().execute(async (tx) => {
    await mySeat(tx, actor, ticketId)
    const ticket = await moveTicket(tx, { ticketId, move: 'handOver', actor, event: null })
    const original = await deps.files.store(tx, {
      name: photo.name,
      bytes: photo.bytes,
      mime,
      createdBy: actor.id,
    })
    const copy = await deps.files.store(tx, {
      name: 'foto.jpg',
      bytes: view,
      mime: 'image/jpeg',
      createdBy: actor.id,
    })
    const made = await tx
      .insertInto('photos')
      .values({
        ticketId,
        technicianId: actor.id,
        kind: photo.kind,
        clientId: photo.clientId,
        fileId: original.id,
        viewFileId: copy.id,
        deviceAt: photo.at ? new Date(photo.at) : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(tx, {
      name: 'photoAdded',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { photoId: made.id, kind: photo.kind },
    })
    return made.id
  })
}
