import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { NotFound } from '../../platform/errors.ts'
import { testDatabase } from '../../testing/index.ts'
import {
  eventsOf,
  insertTicketApart,
  newClientId,
  phonePhoto,
  takeSeat,
  testFiles,
} from '../../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { addPhoto, MOST_PHOTOS } from '../add-photo.ts'
import { checkIn } from '../check-in.ts'
import { handOver } from '../hand-over.ts'
import { markDone } from '../mark-done.ts'
import { customerPhotos, readFieldWork } from '../reads.ts'
import { removePhoto, restorePhoto } from './remove-photo.ts'

const { db, pool } = await testDatabase()
const deps = { db, files: testFiles(), publicUrl: 'https://gss.example' }
let [cs, andi, budi]: Staff[] = []
let ticketId: string
let photoId: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
})
const photo = async () =>
  addPhoto(deps, andi!, ticketId, {
    clientId: newClientId(),
    kind: 'AFTER',
    name: 'a.jpg',
    bytes: await phonePhoto(),
  })
beforeEach(async () => {
  ticketId = (await insertTicketApart(db, cs!, await insertCustomer(db), { quota: 2 })).id
  await takeSeat(pool, andi!, ticketId)
  await takeSeat(pool, budi!, ticketId)
  await checkIn(db, andi!, ticketId, { clientId: newClientId() })
  photoId = await photo()
})
const seenBy = async (who: Staff) =>
  (await readFieldWork(db, who, deps.publicUrl, ticketId)).photos.map((one) => [
    one.id,
    one.removedAt !== null,
  ])
const finish = async () => {
  const id = await handOver(deps, andi!, ticketId, {
    clientId: newClientId(),
    workDone: 'x',
    openItems: null,
    signerName: null,
    signerPosition: null,
    noSignatureReason: 'Tidak di tempat',
    signature: null,
    paper: null,
  })
  await markDone(db, andi!, ticketId)
  return id
}

it('a photo that its technician takes back is kept, hidden from papers and customers, and comes back by CS', async () => {
  await removePhoto(db, andi!, photoId)
  await removePhoto(db, andi!, photoId)
  expect(await seenBy(andi!)).toEqual([])
  expect(await seenBy(cs!)).toEqual([[photoId, true]])
  const report = await finish()
  const paper = await db
    .selectFrom('documents')
    .innerJoin('handoverReports', 'handoverReports.documentId', 'documents.id')
    .select('snapshot')
    .where('handoverReports.id', '=', report)
    .executeTakeFirstOrThrow()
  expect(paper.snapshot).toMatchObject({ photos: [] })
  expect(await customerPhotos(db, ticketId)).toEqual([])
  await restorePhoto(db, cs!, photoId)
  expect(await seenBy(cs!)).toEqual([[photoId, false]])
  expect(await customerPhotos(db, ticketId)).toMatchObject([{ id: photoId, kind: 'AFTER' }])
  const events = (await eventsOf(db, ticketId)).filter((event) => event.name.startsWith('photoRe'))
  expect(events).toEqual([
    { name: 'photoRemoved', actorId: andi!.id, data: { photoId, kind: 'AFTER' } },
    { name: 'photoRestored', actorId: cs!.id, data: { photoId, kind: 'AFTER' } },
  ])
})

it('is for its own technician, and not after Selesai', async () => {
  await expect(removePhoto(db, budi!, photoId)).rejects.toBeInstanceOf(NotFound)
  await finish()
  await expect(removePhoto(db, andi!, photoId)).rejects.toBeInstanceOf(NotFound)
  expect(await seenBy(cs!)).toEqual([[photoId, false]])
})

it('a ticket takes only so many photos', async () => {
  const [original] = await db.selectFrom('photos').selectAll().where('id', '=', photoId).execute()
  const { id: _, ...copy } = original!
  await db
    .insertInto('photos')
    .values(Array.from({ length: MOST_PHOTOS - 1 }, () => ({ ...copy, clientId: newClientId() })))
    .execute()
  await expect(photo()).rejects.toMatchObject({ code: 'TOO_MANY_PHOTOS' })
})
