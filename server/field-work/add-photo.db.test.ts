import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, insertTicketApart, newClientId, phonePhoto, takeSeat, testFiles } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { addPhoto } from './add-photo.ts'
import { checkIn } from './check-in.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const deps = { db, files }
let [andi, budi]: Staff[] = []
let ticketId: string
beforeAll(async () => {
  const cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  ticketId = (await insertTicketApart(db, cs, await insertCustomer(db), { quota: 2 })).id
  await takeSeat(pool, andi, ticketId)
  await takeSeat(pool, budi, ticketId)
})

const photo = async (fields: object = {}) => ({
  clientId: newClientId(),
  kind: 'BEFORE' as const,
  name: '../IMG 0001.jpg',
  bytes: await phonePhoto(),
  ...fields,
})
const stored = (id: string) =>
  db.selectFrom('photos').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const added = async () => (await eventsOf(db, ticketId)).filter((event) => event.name === 'photoAdded')

describe('a photo', () => {
  it('needs somebody at work', async () => {
    await expect(addPhoto(deps, andi!, ticketId, await photo())).rejects.toMatchObject({
      code: 'WRONG_STATE',
    })
    await checkIn(db, andi!, ticketId, { clientId: newClientId() })
    await checkIn(db, budi!, ticketId, { clientId: newClientId() })
  })

  it('is kept as it came, with its hash, under a harmless name', async () => {
    const given = await photo({ at: '2026-11-21T03:00:00Z' })
    const id = await addPhoto(deps, andi!, ticketId, given)
    const row = await stored(id)
    const original = await files.read(db, row.fileId)
    expect(original).toMatchObject({
      mime: 'image/jpeg',
      name: expect.not.stringContaining('/'),
      sha256: createHash('sha256').update(given.bytes).digest('hex'),
    })
    expect(original?.bytes.equals(given.bytes)).toBe(true)
    expect(row).toMatchObject({
      technicianId: andi!.id,
      kind: 'BEFORE',
      deviceAt: new Date('2026-11-21T03:00:00Z'),
    })
    expect((await added()).at(-1)).toEqual({
      name: 'photoAdded',
      actorId: andi!.id,
      data: { photoId: id, kind: 'BEFORE' },
    })
  })

  it('is shown upright and without the place and device that the phone wrote into it', async () => {
    const given = await photo()
    const before = await sharp(given.bytes).metadata()
    expect(before).toMatchObject({ width: 64, height: 48, orientation: 6 })
    expect(before.exif?.toString('latin1')).toContain('Lapangan 5')
    const row = await stored(await addPhoto(deps, andi!, ticketId, given))
    const view = await files.read(db, row.viewFileId)
    const after = await sharp(view?.bytes).metadata()
    expect(after).toMatchObject({ width: 48, height: 64, format: 'jpeg' })
    expect(after.exif).toBeUndefined()
    expect(after.orientation).toBeUndefined()
    expect(view?.bytes.includes('Lapangan 5')).toBe(false)
  })

  it('is made smaller for screens when it is large', async () => {
    const row = await stored(
      await addPhoto(deps, andi!, ticketId, await photo({ bytes: await phonePhoto(3000, 2000) })),
    )
    const after = await sharp((await files.read(db, row.viewFileId))?.bytes).metadata()
    expect([after.width, after.height]).toEqual([1067, 1600])
  })

  it('sent twice with the same client id is one photo, also at once', async () => {
    const given = await photo()
    const count = (await added()).length
    const both = await Promise.all([
      addPhoto(deps, andi!, ticketId, given),
      addPhoto(deps, andi!, ticketId, given),
    ])
    expect(both[0]).toBe(both[1])
    expect(await addPhoto(deps, andi!, ticketId, given)).toBe(both[0])
    expect(await added()).toHaveLength(count + 1)
    await expect(addPhoto(deps, budi!, ticketId, given)).rejects.toBeInstanceOf(NotFound)
  })

  it.each([
    ['a text', async () => Buffer.from('this is no picture')],
    ['a JPEG that ends in the middle', async () => (await phonePhoto(400, 300)).subarray(0, 1200)],
    ['only the first bytes of a JPEG', async () => Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['a PDF', async () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')],
    [
      'a GIF',
      async () =>
        await sharp(await phonePhoto())
          .gif()
          .toBuffer(),
    ],
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ])('is refused when it is %s', async (_, make) => {
    const count = (await added()).length
    const given = await photo({ bytes: await make() })
    const failed = addPhoto(deps, andi!, ticketId, given)
    await expect(failed).rejects.toBeInstanceOf(InvalidInput)
    await expect(failed).rejects.toMatchObject({
      status: 422,
      fields: [{ path: 'photo', message: 'fileType' }],
    })
    expect(await added()).toHaveLength(count)
  })

  it.each(['png', 'webp'] as const)('may be %s', async (format) => {
    const bytes = await sharp(await phonePhoto())
      .toFormat(format)
      .toBuffer()
    const row = await stored(await addPhoto(deps, andi!, ticketId, await photo({ bytes })))
    expect((await files.read(db, row.fileId))?.mime).toBe(`image/${format}`)
  })

  it('survives bytes that some cameras append', async () => {
    const bytes = Buffer.concat([await phonePhoto(), Buffer.from('SEFT trailer of a camera')])
    expect(await addPhoto(deps, andi!, ticketId, await photo({ bytes }))).toBeTruthy()
  })

  it('is none of the business of who has no seat here', async () => {
    const stranger = await insertStaff(db, 'technician')
    await expect(addPhoto(deps, stranger, ticketId, await photo())).rejects.toBeInstanceOf(NotFound)
  })
})

describe('where it was taken', () => {
  const AT = '2026-11-21T03:00:00Z'
  const reading = { lat: -6.9176, lng: 107.6192, accuracy: 12, at: '2026-11-21T02:59:30Z' }
  it('is what the phone knew at the shot, with the distance to the site', async () => {
    const row = await stored(
      await addPhoto(deps, andi!, ticketId, await photo({ at: AT, location: reading })),
    )
    expect(row).toMatchObject({
      lat: -6.9176,
      lng: 107.6192,
      accuracy: 12,
      positionSource: 'device',
      distance: 16,
    })
  })

  it.each([
    ['nothing', undefined],
    ['where it was another hour', { ...reading, lat: -7, at: '2026-11-21T01:00:00Z' }],
  ])('is what the camera wrote when the phone says %s', async (_, location) => {
    const row = await stored(await addPhoto(deps, andi!, ticketId, await photo({ at: AT, location })))
    expect(row).toMatchObject({ positionSource: 'exif', accuracy: null, distance: 23 })
    expect(row.lat).toBeCloseTo(-6.9175, 4)
  })

  it('may be unknown', async () => {
    const bytes = await sharp(await phonePhoto())
      .png()
      .toBuffer()
    const row = await stored(await addPhoto(deps, andi!, ticketId, await photo({ bytes })))
    expect(row).toMatchObject({ lat: null, lng: null, positionSource: null, distance: null })
  })
})

describe('a photo beside a check-in', () => {
  const near = { lat: -6.9176, lng: 107.6192, accuracy: 12, at: new Date().toISOString() }
  const graded = async (attendanceId: string) =>
    await db
      .selectFrom('attendance')
      .select(['grade', 'gradeReasons'])
      .where('id', '=', attendanceId)
      .executeTakeFirstOrThrow()
  const arrive = async (location: object | null = null) => {
    const cs = await insertStaff(db, 'cs')
    const { id } = await insertTicketApart(db, cs, await insertCustomer(db))
    await takeSeat(pool, andi!, id)
    const attendanceId = await checkIn(db, andi!, id, {
      clientId: newClientId(),
      location: location as typeof near | null,
    })
    return { id, attendanceId }
  }

  it('makes presence likely where the phone gave no position', async () => {
    const { id, attendanceId } = await arrive()
    expect(await graded(attendanceId)).toEqual({ grade: 'NO_LOCATION', gradeReasons: ['noReading'] })
    await addPhoto(deps, andi!, id, await photo({ location: near }))
    const better = { grade: 'LIKELY', gradeReasons: ['noReading', 'photoTaken'] }
    expect(await graded(attendanceId)).toEqual(better)
    await addPhoto(deps, andi!, id, await photo())
    expect(await graded(attendanceId)).toEqual(better)
  })

  it('does not when it was taken somewhere else', async () => {
    const { id, attendanceId } = await arrive()
    await addPhoto(deps, andi!, id, await photo({ location: { ...near, lat: -7.2 } }))
    expect((await graded(attendanceId)).grade).toBe('NO_LOCATION')
  })

  it('does not when it was taken hours later', async () => {
    const { id, attendanceId } = await arrive()
    await db
      .updateTable('attendance')
      .set({ checkInAt: new Date(Date.now() - 2 * 3_600_000) })
      .where('id', '=', attendanceId)
      .execute()
    await addPhoto(deps, andi!, id, await photo())
    expect((await graded(attendanceId)).grade).toBe('NO_LOCATION')
  })

  it('does not outweigh a position elsewhere, nor what CS decided', async () => {
    const away = await arrive({ ...near, lat: -7.2 })
    await addPhoto(deps, andi!, away.id, await photo())
    expect(await graded(away.attendanceId)).toEqual({
      grade: 'OFF_SITE',
      gradeReasons: ['farAway', 'photoTaken'],
    })
    const decided = await arrive()
    await db
      .updateTable('attendance')
      .set({ gradeReasons: ['corrected'] })
      .where('id', '=', decided.attendanceId)
      .execute()
    await addPhoto(deps, andi!, decided.id, await photo())
    expect((await graded(decided.attendanceId)).grade).toBe('NO_LOCATION')
  })
})
