import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { formOf, testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { eventsOf, insertTicketApart, newClientId, takeSeat, testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { checkIn } from '../check-in.ts'
import { fieldWorkRoutes } from '../routes.ts'
import { dropAbandoned } from './take-upload.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const { call } = await testHttp((app) =>
  fieldWorkRoutes({ app, db, changed: () => undefined }, { db, files, publicUrl: 'https://gss.example' }),
)
const PART = 200_000
const BYTES = { 'content-type': 'application/octet-stream' }
let [andi, budi]: Staff[] = []
let cs: Staff
let customerId: string
let ticketId: string
let photo: Buffer
let clientId: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
  // noise does not compress: a photo of several parts
  photo = await sharp(randomBytes(900 * 700 * 3), { raw: { width: 900, height: 700, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer()
  expect(photo.length).toBeGreaterThan(2 * PART)
})
beforeEach(async () => {
  ticketId = (await insertTicketApart(db, cs, customerId, { quota: 2 })).id
  await takeSeat(pool, andi!, ticketId)
  await checkIn(db, andi!, ticketId, { clientId: newClientId() })
  clientId = newClientId()
})

const start = (who = andi!, size = photo.length, id = clientId) =>
  call(who, 'POST', '/api/v1/uploads', { clientId: id, name: 'IMG_1.jpg', size })
const put = (id: unknown, offset: number, bytes: Buffer, who = andi!) =>
  call(who, 'PUT', `/api/v1/uploads/${String(id)}?offset=${offset}`, bytes, BYTES)
const part = (offset: number, size = PART) => photo.subarray(offset, offset + size)
async function sendAll(): Promise<unknown> {
  const { id } = (await start()).json()
  for (let offset = 0; offset < photo.length; offset += PART) await put(id, offset, part(offset))
  return id
}
const handIn = (who = andi!) =>
  call(who, 'POST', `/api/v1/tickets/${ticketId}/photos`, formOf({ clientId, kind: 'BEFORE' }))
const partsOf = async (id: unknown) =>
  (await db.selectFrom('uploadParts').select('start').where('uploadId', '=', String(id)).execute()).length

it('what one person left on the phone is not done in the name of another', async () => {
  const note = (who: Staff, meant: string) =>
    call(
      who,
      'POST',
      `/api/v1/tickets/${ticketId}/field-notes`,
      { clientId, text: 'Kunci di satpam' },
      {
        'acting-as': meant,
      },
    )
  await takeSeat(pool, budi!, ticketId)
  const refused = await note(budi!, andi!.id)
  expect([refused.status, refused.json()['code']]).toEqual([401, 'SOMEBODY_ELSE'])
  expect((await note(andi!, andi!.id)).status).toBe(201)
})

describe('a photo in parts', () => {
  it('becomes the photo of the ticket, byte for byte, and leaves no bytes behind', async () => {
    const id = await sendAll()
    const made = await handIn()
    expect(made.status).toBe(201)
    const row = await db
      .selectFrom('photos')
      .innerJoin('files', 'files.id', 'photos.fileId')
      .select(['files.sha256', 'files.name', 'files.size'])
      .where('photos.id', '=', String(made.json()['id']))
      .executeTakeFirstOrThrow()
    expect(row).toEqual({
      sha256: createHash('sha256').update(photo).digest('hex'),
      name: 'IMG_1.jpg',
      size: photo.length,
    })
    expect(await partsOf(id)).toBe(0)
  })

  it('goes on where it stopped: the same name is the same upload', async () => {
    const first = (await start()).json()
    expect(first).toMatchObject({ offset: 0, size: photo.length })
    await put(first['id'], 0, part(0))
    expect((await start()).json()).toEqual({ id: first['id'], offset: PART, size: photo.length })
    expect((await call(andi!, 'GET', `/api/v1/uploads/${String(first['id'])}`)).json()).toMatchObject({
      offset: PART,
    })
  })

  it('begun twice at once is one', async () => {
    const [a, b] = await Promise.all([start(), start()])
    expect(a.json()['id']).toBe(b.json()['id'])
  })

  it('whose answer was lost is not written twice', async () => {
    const { id } = (await start()).json()
    await put(id, 0, part(0))
    const again = await put(id, 0, part(0))
    expect(again).toMatchObject({ status: 200 })
    expect(again.json()).toMatchObject({ offset: PART })
    const both = await Promise.all([put(id, PART, part(PART)), put(id, PART, part(PART))])
    expect(both.map((one) => one.status)).toEqual([200, 200])
    expect(await partsOf(id)).toBe(2)
  })

  it('with a gap is refused', async () => {
    const { id } = (await start()).json()
    const answer = await put(id, PART, part(PART))
    expect(answer).toMatchObject({ status: 409 })
    expect(answer.json()).toMatchObject({ code: 'UPLOAD_OFFSET' })
  })

  it('cannot be handed in before all of it is there; after, again is the same photo', async () => {
    const { id } = (await start()).json()
    await put(id, 0, part(0))
    expect((await handIn()).json()).toMatchObject({ code: 'UPLOAD_INCOMPLETE' })
    await sendAll()
    const first = await handIn()
    const again = await handIn()
    expect(again.json()['id']).toBe(first.json()['id'])
    // the phone that did not hear so asks how far it has come, and sends nothing again
    expect((await start()).json()).toMatchObject({ offset: photo.length })
    expect((await eventsOf(db, ticketId)).filter((event) => event.name === 'photoAdded')).toHaveLength(1)
  })

  it('also carries the paper of a BAST', async () => {
    await sendAll()
    const made = await call(
      andi!,
      'POST',
      `/api/v1/tickets/${ticketId}/bast`,
      formOf({ clientId, workDone: 'Cuci AC', signerName: 'Ibu Rina' }),
    )
    expect(made.status).toBe(201)
    const report = await db
      .selectFrom('handoverReports')
      .select('paperFileId')
      .where('ticketId', '=', ticketId)
      .executeTakeFirstOrThrow()
    expect(report.paperFileId).not.toBeNull()
  })
})

describe('limits', () => {
  it('what is no photo is refused with its first part, what is too large before it', async () => {
    const { id } = (await start()).json()
    expect((await put(id, 0, Buffer.from('#!/bin/sh\nrm -rf'))).json()).toMatchObject({
      code: 'INVALID_INPUT',
    })
    expect((await start(andi!, 15 * 1024 * 1024 + 1, newClientId())).status).toBe(422)
    expect((await start(andi!, 0, newClientId())).status).toBe(422)
  })

  it('more bytes than announced are refused', async () => {
    const id = (await start(andi!, 100)).json()['id']
    expect((await put(id, 0, part(0, 101))).status).toBe(422)
  })

  it('a part beyond a megabyte is refused', async () => {
    const { id } = (await start()).json()
    expect((await put(id, 0, Buffer.alloc(1024 * 1024 + 1))).status).toBe(413)
  })

  it('of somebody else does not exist', async () => {
    const { id } = (await start()).json()
    expect((await put(id, 0, part(0), budi!)).status).toBe(404)
    expect((await call(budi!, 'GET', `/api/v1/uploads/${String(id)}`)).status).toBe(404)
    const other = (await start(budi!)).json()
    expect(other['id']).not.toBe(id)
    expect((await call(cs, 'GET', `/api/v1/uploads/${String(id)}`)).status).toBe(403)
  })

  it('the oldest leftovers of one person make room', async () => {
    const { id } = (await start()).json()
    for (let count = 0; count < 20; count += 1) await start(andi!, 100, newClientId())
    expect((await put(id, 0, part(0))).status).toBe(404)
    expect((await start(budi!, 100, newClientId())).status).toBe(201)
  })

  it('what nobody comes back for is cleaned up after two days', async () => {
    const { id } = (await start()).json()
    await put(id, 0, part(0))
    await dropAbandoned(db)
    expect(await partsOf(id)).toBe(1)
    expect(await dropAbandoned(db, new Date(Date.now() + 49 * 3_600_000))).toBeGreaterThan(0)
    expect(await partsOf(id)).toBe(0)
  })
})
