import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { openLog } from '../../platform/log.ts'
import { approveExtension } from '../../testing/approve-extension.ts'
import { testDatabase } from '../../testing/index.ts'
import { eventsOf, insertTicketApart, phonePhoto, takeSeat, testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { runChannel } from '../../testing/run-channel.ts'
import {
  BOT_TOKEN,
  buttonsOf,
  PHONE,
  simulatedTelegram,
  soon,
  until,
  callProblems,
} from '../../testing/simulated-telegram.ts'
import { openTelegramChannel } from './index.ts'

const database = await testDatabase()
const { db, pool } = database
const telegram = await simulatedTelegram()
const files = testFiles()
await runChannel(database, {}, (changed) =>
  openTelegramChannel({
    db,
    pool,
    log: openLog('silent'),
    files,
    changed,
    config: {
      publicUrl: 'https://gss.test',
      simulator: undefined,
      telegram: { apiUrl: telegram.url, botToken: BOT_TOKEN, mode: 'polling', webhookSecret: undefined },
    },
  }),
)

/** The site of every ticket of these tests. */
const SITE = { latitude: -6.9175, longitude: 107.6191 }
const me = PHONE.ts
let [cs, andi]: Staff[] = []
let customerId = ''
let since = 0
let job: { id: string; code: string | null } = { id: '', code: '' }

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
  andi = await insertStaff(db, 'technician', 'Andi')
  await db.insertInto('telegramLinks').values({ staffId: andi.id, telegramId: me }).execute()
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  // the list of own jobs is short: those of the tests before are over
  await db.updateTable('assignments').set({ endedAt: new Date(), endReason: 'CANCELLED' }).execute()
  await db.deleteFrom('telegramDialogues').execute()
  since = (await last())?.id ?? 0
  job = await insertTicketApart(db, cs!, customerId, { title: 'AC bocor' })
  await takeSeat(pool, andi!, job.id)
})

const last = async () => (await telegram.chat(me)).at(-1)
/** Does something and returns the bot's next message. */
async function after(act: () => Promise<unknown>, contains = '') {
  const before = (await last())?.id ?? 0
  await act()
  return await until(async () =>
    (await telegram.chat(me)).find((message) => message.id > before && message.text.includes(contains)),
  )
}
const says = (text: string, contains = '') => after(() => telegram.says(me, text), contains)
/** A panel of the test before may still be on its way. */
const ours = (data = '') => data.startsWith('a:') || data.endsWith(job.id)
/** Presses a button below the newest message of this test that has it, as soon as there is one. */
async function presses(label: string, contains = '') {
  const message = await until(async () =>
    (await telegram.chat(me)).findLast(
      (one) =>
        one.id > since &&
        buttonsOf(one).some((button) => button.text === label && ours(button.callback_data)),
    ),
  )
  let said = ''
  const act = async () => void (said = (await telegram.press(me, message.id, label)).text ?? '')
  return await after(act, contains).catch((error: unknown) => {
    throw new Error(`${label}: "${said}", then ${String(error)}`)
  })
}
const shares = (what: object, contains = '') =>
  after(() => telegram.act(me, { type: 'location', ...what }), contains)
const opens = async () => {
  await says('/jobku')
  return await presses(job.code ?? '', job.code ?? '')
}
const attendance = () =>
  db.selectFrom('attendance').selectAll().where('ticketId', '=', job.id).executeTakeFirstOrThrow()
async function checkedIn() {
  await opens()
  await presses('Check-in', 'kirim lokasi')
  await shares({ ...SITE, accuracy: 12, livePeriod: 900 }, 'Check-in tercatat')
}
const photos = async () =>
  (
    await db.selectFrom('photos').select('kind').where('ticketId', '=', job.id).orderBy('createdAt').execute()
  ).map((photo) => photo.kind)
const picture = async () => ({ base64: (await phonePhoto()).toString('base64') })

describe('presence by a shared location', () => {
  it.each([
    ['a live position', { livePeriod: 900, accuracy: 15 }, 'ON_SITE', []],
    ['a pin', { accuracy: 15 }, 'LIKELY', ['staticPin']],
    ['a pin far away', { latitude: -6.2, longitude: 106.8 }, 'OFF_SITE', ['farAway']],
    ['a forwarded position', { livePeriod: 900, forwardedFrom: 'Teman' }, 'NO_LOCATION', ['forwardedPin']],
    ['a named place', { title: 'Kantor pelanggan' }, 'NO_LOCATION', ['forwardedPin']],
    ['a live position without accuracy', { livePeriod: 900 }, 'LIKELY', ['accuracyUnknown']],
  ])('%s', async (_what, shared, grade, gradeReasons) => {
    await opens()
    await presses('Check-in', 'kirim lokasi')
    await shares({ ...SITE, ...shared }, 'Check-in tercatat')
    expect(await attendance()).toMatchObject({ grade, gradeReasons, via: 'telegram' })
  })

  it('also without one, and by a live position that moved on', async () => {
    const earlier = await telegram.act(me, { type: 'location', ...SITE, accuracy: 10, livePeriod: 900 })
    await telegram.hears(me, 'Lokasi ini untuk apa?')
    await opens()
    await presses('Check-in', 'kirim lokasi')
    const moved = { type: 'move', messageId: earlier.messages?.[0]?.id, ...SITE, accuracy: 8 }
    await after(() => telegram.act(me, moved), 'Check-in tercatat')
    expect(await attendance()).toMatchObject({ grade: 'ON_SITE', checkInAccuracy: 8 })
    await presses('Check-out', 'kirim lokasi')
    await says('Tanpa lokasi', 'Check-out tercatat')
    expect((await attendance()).checkOutAt).not.toBeNull()
  })
})

it('a whole visit, every step of it in the chat', async () => {
  const panel = await opens()
  expect(buttonsOf(panel).map((button) => button.text)).toEqual([
    'Berangkat',
    'Check-in',
    'Tambah Hari',
    'Lepas Job',
    'Surat Tugas',
    'Peta',
    'Buka di aplikasi',
  ])
  await presses('Berangkat', 'Berangkat')
  await presses('Surat Tugas', 'Surat Tugas')
  await presses('Check-in', 'kirim lokasi')
  await shares({ ...SITE, accuracy: 12, livePeriod: 900 }, 'Check-in tercatat')
  await presses('Foto', 'Foto apa?')
  await presses('Foto Sebelum', 'Kirim Foto Sebelum')
  const album = { type: 'album', photos: [await picture(), await picture(), await picture()] }
  await telegram.act(me, album)
  const receipt = await telegram.hears(me, 'Foto Sebelum: 3 tersimpan')
  expect(
    (await telegram.chat(me)).filter((one) => /\d tersimpan/.test(one.text)).map((one) => one.id),
  ).toEqual([receipt.id])
  await presses('Cukup', '3 foto')
  const early = await telegram.press(me, (await last())?.id ?? 0, `done:${job.id}`)
  expect(early.text).toBe('Belum bisa Selesai. Masih kurang: BAST.')
  await presses('Tambah Hari', 'Berapa hari')
  await presses('2', 'Mengapa')
  await says('Suku cadang baru datang besok', 'sisa pekerjaan')
  await says('Pasang kompresor', 'sudah dikirim ke CS')
  await approveExtension(db, files, cs!, job.id)
  await opens()
  await presses('Isi BAST', 'Apa saja yang dikerjakan')
  await says('Ganti kompresor <3/4 PK>', 'belum selesai')
  await presses('Tidak ada', 'Siapa yang menerima')
  await says('Bu Ratna', 'BAST kertas')
  await telegram.act(me, {
    type: 'document',
    mimeType: 'image/jpeg',
    filename: 'bast.jpg',
    ...(await picture()),
  })
  await telegram.hears(me, 'Masih ada halaman lain')
  await presses('Cukup', 'Periksa BAST')
  await presses('Kirim BAST', 'terbit')
  await telegram.hears(me, 'BAST 001/')
  await opens()
  await presses('Selesai', 'benar-benar selesai')
  await presses('Ya, Selesai', 'Selesai.')
  expect(await photos()).toEqual(['BEFORE', 'BEFORE', 'BEFORE', 'PAPER_BAST'])
  const ticket = await db
    .selectFrom('tickets')
    .select('state')
    .where('id', '=', job.id)
    .executeTakeFirstOrThrow()
  expect(ticket.state).toBe('DONE')
  expect(
    (await eventsOf(db, job.id))
      .map((event) => event.name)
      .filter((name) => name !== 'assignmentLetterIssued'),
  ).toEqual([
    'jobClaimed',
    'departed',
    'checkedIn',
    'photoAdded',
    'photoAdded',
    'photoAdded',
    'extensionRequested',
    'extensionApproved',
    'handoverReported',
    'workDone',
    'checkedOut',
  ])
  const report = await db
    .selectFrom('handoverReports')
    .selectAll()
    .where('ticketId', '=', job.id)
    .executeTakeFirstOrThrow()
  expect(report).toMatchObject({
    workDone: 'Ganti kompresor <3/4 PK>',
    openItems: null,
    signerName: 'Bu Ratna',
  })
  expect(report.paperFileId).not.toBeNull()
})

describe('photos', () => {
  it('out of the blue are asked what they show, and wait for the answer', async () => {
    await checkedIn()
    await telegram.act(me, { type: 'album', photos: [await picture(), await picture()] })
    await telegram.hears(me, `Foto untuk ${job.code}`)
    await expect
      .poll(async () => {
        const row = await db.selectFrom('telegramDialogues').select('data').executeTakeFirst()
        return (row?.data as { files?: unknown[] } | undefined)?.files?.length
      }, soon)
      .toBe(2)
    await presses('Foto Sesudah', 'Foto Sesudah: 2 tersimpan')
    expect(await photos()).toEqual(['AFTER', 'AFTER'])
  })

  it('that are none, and those for which there is no work, are refused in words', async () => {
    await after(() => telegram.act(me, { type: 'photo' }), 'Belum ada job yang sedang Anda kerjakan')
    await checkedIn()
    await presses('Foto', 'Foto apa?')
    await presses('Foto Pekerjaan', 'Kirim Foto Pekerjaan')
    const broken = {
      type: 'document',
      mimeType: 'image/jpeg',
      base64: Buffer.from('bukan foto').toString('base64'),
    }
    await after(() => telegram.act(me, broken), 'Jenis file tidak didukung')
    expect(await photos()).toEqual([])
  })
})

describe('leaving a dialogue', () => {
  it.each([
    ['the word', () => says('Batal', 'tidak jadi')],
    ['the button', () => presses('Batal', 'tidak jadi')],
    ['a command', () => says('/hari_ini', 'Lepas Job tadi dibatalkan')],
    ['an unknown command', () => says('/entah', 'Lepas Job tadi dibatalkan')],
  ])('by %s, and nothing was done', async (_how, leave) => {
    await opens()
    const question = await presses('Lepas Job', 'Tulis alasannya')
    await leave()
    await says('ban bocor', '/bantuan')
    const old = await telegram.press(me, question.id, 'Batal')
    expect(old.text).toContain('sudah lewat')
    const seat = await db
      .selectFrom('assignments')
      .select('endedAt')
      .where('ticketId', '=', job.id)
      .executeTakeFirstOrThrow()
    expect(seat.endedAt).toBeNull()
  })

  it('gives a job back with its reason; its old buttons say what is so', async () => {
    const panel = await opens()
    await presses('Lepas Job', 'Tulis alasannya')
    await says('Ban bocor di tol', 'Job sudah dilepas')
    const released = (await eventsOf(db, job.id)).find((event) => event.name === 'jobReleased')
    expect(released?.data).toMatchObject({ reason: 'Ban bocor di tol' })
    const old = await telegram.press(me, panel.id, `in:${job.id}`)
    expect(old.text?.length).toBeGreaterThan(10)
  })
})

it('makes only calls that the specification of the Bot API knows, and none that Telegram refuses', async () => {
  const calls = await telegram.calls()
  expect(calls.length).toBeGreaterThan(60)
  expect(callProblems(calls)).toEqual([])
  expect(calls.filter((call) => call.status === 400)).toEqual([])
})
