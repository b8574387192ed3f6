import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testDatabase } from '../../testing/index.ts'
import { phonePhoto, testFiles } from '../../testing/jobs.ts'
import { insertStaff } from '../../testing/people.ts'
import { readVisibleFile } from '../read-file.ts'
import { changeStaffPhoto, removeStaffPhoto } from './change-photo.ts'

const { db } = await testDatabase()
const files = testFiles()
const deps = { db, files }
let [admin, cs, sales, andi, budi]: Staff[] = []
beforeAll(async () => {
  admin = await insertStaff(db, 'admin')
  cs = await insertStaff(db, 'cs')
  sales = await insertStaff(db, 'sales')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
})
const upload = async (bytes?: Buffer) => ({
  name: 'saya.jpg',
  claimedMime: 'image/jpeg',
  bytes: bytes ?? (await phonePhoto(900, 600)),
})
const photoOf = async (who: Staff) =>
  (await db.selectFrom('staff').select('photoFileId').where('id', '=', who.id).executeTakeFirstOrThrow())
    .photoFileId

it('a photo of a person is a square without private data, and leaves an event', async () => {
  const id = await changeStaffPhoto(deps, andi!, andi!.id, await upload())
  expect(await photoOf(andi!)).toBe(id)
  const file = await files.read(db, id)
  const about = await sharp(file?.bytes).metadata()
  expect(about).toMatchObject({ width: 480, height: 480, format: 'jpeg' })
  expect(about.exif).toBeUndefined()
  const event = await db.selectFrom('events').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
  expect(event).toMatchObject({
    name: 'staffChanged',
    actorId: andi!.id,
    data: { staffId: andi!.id, fields: ['photo'] },
  })
})

it('belongs to the person and to those who manage him', async () => {
  await changeStaffPhoto(deps, cs!, andi!.id, await upload())
  await changeStaffPhoto(deps, admin!, sales!.id, await upload())
  await expect(changeStaffPhoto(deps, budi!, andi!.id, await upload())).rejects.toMatchObject({ status: 403 })
  await expect(changeStaffPhoto(deps, cs!, sales!.id, await upload())).rejects.toMatchObject({
    code: 'STAFF_NOT_ALLOWED',
  })
  await expect(removeStaffPhoto(db, budi!, andi!.id)).rejects.toMatchObject({ status: 403 })
})

it('is seen by colleagues of every role until it is gone', async () => {
  const id = await changeStaffPhoto(deps, andi!, andi!.id, await upload())
  for (const who of [admin!, cs!, sales!, budi!])
    expect((await readVisibleFile(db, files, who, id)).mime).toBe('image/jpeg')
  await removeStaffPhoto(db, andi!, andi!.id)
  expect(await photoOf(andi!)).toBeNull()
  await expect(readVisibleFile(db, files, budi!, id)).rejects.toMatchObject({ status: 404 })
})

it.each([
  ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), 'fileType'],
  ['half a photo', Buffer.from('ffd8ffe000104a464946', 'hex'), 'fileType'],
  ['too large', Buffer.alloc(11 * 1024 * 1024), 'faceTooLarge'],
])('is refused when it is %s', async (_, bytes, message) => {
  await expect(changeStaffPhoto(deps, andi!, andi!.id, await upload(bytes))).rejects.toMatchObject({
    fields: [{ path: 'photo', message }],
  })
})
