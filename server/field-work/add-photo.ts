import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../platform/errors.ts'
import { type Files, sniffPhoto } from '../platform/files.ts'
import { photoPosition, viewCopy } from '../platform/photo.ts'
import { moveTicket, recordEvent } from '../ticket/index.ts'
import { supportCheckIn } from './attendance/support-check-in.ts'
import { dateAct, doneAtOf, type PhoneTime } from './date-act.ts'
import { lockTicket, mySeat } from './find-crew.ts'
import { distanceBetween, OLD_READING_MINUTES } from './rules.ts'

type Photo = PhoneTime & {
  /** made by the device, so that a repeated call is the same photo */
  clientId: string
  kind: 'BEFORE' | 'AFTER' | 'PAPER_BAST' | 'WORK'
  bytes: Buffer
  name: string
  /** where the phone was in that moment, accuracy in metres; without it the camera's own note counts */
  location?: { lat: number; lng: number; accuracy: number; at: string } | null | undefined
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
  const place = await placeOf(tx, ticketId, photo)
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
      ...place,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await supportCheckIn(tx, { ticketId, technicianId: actor.id, takenAt: dated.at, ...place })
  return { photoId: made.id, fileId: original.id, doneAt: doneAtOf(dated) }
}

type Place = {
  lat: number | null
  lng: number | null
  accuracy: number | null
  positionSource: 'device' | 'exif' | null
  distance: number | null
}

/** Where a photo was taken, by the phone or else by its camera, and how far that is from the site. */
async function placeOf(tx: Tx, ticketId: string, { bytes, location, at }: Photo): Promise<Place> {
  // both times are the phone's own; a position from another hour says nothing about this photo
  const age = location && at ? Math.abs(Date.parse(at) - Date.parse(location.at)) : 0
  const told = location && age <= OLD_READING_MINUTES * 60_000 ? location : null
  const found = told ?? (await photoPosition(bytes))
  if (!found) return { lat: null, lng: null, accuracy: null, positionSource: null, distance: null }
  const site = await tx
    .selectFrom('tickets')
    .select(['lat', 'lng'])
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow()
  return {
    lat: found.lat,
    lng: found.lng,
    accuracy: told?.accuracy ?? null,
    positionSource: told ? 'device' : 'exif',
    distance:
      site.lat === null || site.lng === null
        ? null
        : Math.round(distanceBetween({ lat: site.lat, lng: site.lng }, found)),
  }
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
