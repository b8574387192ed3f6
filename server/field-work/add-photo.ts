import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../platform/errors.ts'
import { type Files, sniffPhoto } from '../platform/files.ts'
import { viewCopy } from '../platform/photo.ts'
import { moveTicket, recordEvent } from '../ticket/index.ts'
import { dateAct, doneAtOf, type PhoneTime } from './date-act.ts'
import { lockTicket, mySeat } from './find-crew.ts'

type Photo = PhoneTime & {
  /** made by the device, so that a repeated call is the same photo */
  clientId: string
  kind: 'BEFORE' | 'AFTER' | 'PAPER_BAST' | 'WORK'
  bytes: Buffer
  name: string
}

/**
 * A photo as evidence: the original unchanged with its hash, and an upright copy without private data for screens.
 * @param photo without bytes it can only be one that is here already
 * @returns id of the photo. @throws NotFound, Refused WRONG_STATE, TOO_MANY_PHOTOS, InvalidInput for what is no photo
 */
export async function addPhoto(
  deps: { db: Db; files: Files },
  actor: Staff,
  ticketId: string,
  photo: Omit<Photo, 'bytes'> & { bytes: Buffer | null },
): Promise<string> {
  const known = await samePhoto(deps.db, actor, photo.clientId)
  if (known) return known
  const { bytes } = photo
  if (!bytes) throw new InvalidInput([{ path: 'photo', message: 'required' }])
  const mime = await sniffPhoto(bytes)
  const view = await viewCopy(bytes)
  return await deps.db.transaction().execute(async (tx) => {
    await lockTicket(tx, ticketId)
    const again = await samePhoto(tx, actor, photo.clientId)
    if (again) return again
    await mySeat(tx, actor, ticketId)
    const ticket = await moveTicket(tx, { ticketId, move: 'handOver', actor, event: null })
    await mustHaveRoom(tx, ticketId)
    const made = await keepPhoto(deps.files, tx, actor, ticketId, { ...photo, bytes, mime, view })
    await recordEvent(tx, {
      name: 'photoAdded',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { photoId: made.photoId, kind: photo.kind, ...made.doneAt },
    })
    return made.photoId
  })
}

/** More than a visit ever needs; a phone that goes mad must not fill the disk. Hidden photos count, they are kept too. */
export const MOST_PHOTOS = 100

async function mustHaveRoom(tx: Tx, ticketId: string): Promise<void> {
  const { count } = await tx
    .selectFrom('photos')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ticketId', '=', ticketId)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_PHOTOS) throw new Refused('TOO_MANY_PHOTOS', { most: MOST_PHOTOS })
}

/** Original and copy as files, and the row that ties them to the ticket. The caller writes the event. */
export async function keepPhoto(
  files: Files,
  tx: Tx,
  actor: Staff,
  ticketId: string,
  photo: Photo & { mime: string; view: Buffer },
): Promise<{ photoId: string; fileId: string; doneAt: { doneAt?: string } }> {
  const createdBy = actor.id
  const dated = dateAct(photo, new Date())
  const original = await files.store(tx, {
    name: photo.name,
    bytes: photo.bytes,
    mime: photo.mime,
    createdBy,
  })
  const copy = await files.store(tx, { name: 'foto.jpg', bytes: photo.view, mime: 'image/jpeg', createdBy })
  const made = await tx
    .insertInto('photos')
    .values({
      ticketId,
      technicianId: actor.id,
      kind: photo.kind,
      clientId: photo.clientId,
      fileId: original.id,
      viewFileId: copy.id,
      deviceAt: dated.deviceAt,
      takenAt: dated.at,
      skewSeconds: dated.skewSeconds,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { photoId: made.id, fileId: original.id, doneAt: doneAtOf(dated) }
}

/** The phone did not hear our answer and sends the photo again: the same photo. */
async function samePhoto(db: Db | Tx, actor: Staff, clientId: string): Promise<string | null> {
  const row = await db
    .selectFrom('photos')
    .select(['id', 'technicianId'])
    .where('clientId', '=', clientId)
    .executeTakeFirst()
  if (row && row.technicianId !== actor.id) throw new NotFound()
  return row?.id ?? null
}
