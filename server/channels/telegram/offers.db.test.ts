import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { openLog } from '../../platform/log.ts'
import { claimJob, openTicket, schedulingNotices } from '../../scheduling/index.ts'
import { testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { runChannel } from '../../testing/run-channel.ts'
import {
  BOT_TOKEN,
  buttonsOf,
  type ChatMessage,
  PHONE,
  simulatedTelegram,
  soon,
  callProblems,
} from '../../testing/simulated-telegram.ts'
import { openTelegramChannel } from './index.ts'

const database = await testDatabase()
const { db, pool } = database
const telegram = await simulatedTelegram()
const config = {
  publicUrl: 'https://gss.test',
  simulator: undefined,
  telegram: { apiUrl: telegram.url, botToken: BOT_TOKEN, mode: 'polling', webhookSecret: undefined },
} as const
const running = await runChannel(database, schedulingNotices, (changed) =>
  openTelegramChannel({ db, pool, log: openLog('silent'), files: testFiles(), config, changed }),
)

let cs: Staff
let crew: Staff[]
let customerId: string
let day = 0
let deleted = 0
const phones = [PHONE.ts, PHONE.ts + 1, PHONE.ts + 2]
const [andi, budi, cahyo] = phones as [number, number, number]

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
  crew = await Promise.all(['Andi', 'Budi', 'Cahyo'].map((name) => insertStaff(db, 'technician', name)))
  await db
    .insertInto('telegramLinks')
    .values([
      { staffId: cs.id, telegramId: PHONE.cs },
      ...crew.map((one, index) => ({ staffId: one.id, telegramId: phones[index] as number })),
    ])
    .execute()
})
beforeEach(async () => {
  day += 1
  customerId = await insertCustomer(db, { name: 'Budi & <Putra>', phone: null })
})

async function open(title: string, quota = 1): Promise<string> {
  const start = Date.now() + day * 24 * 3_600_000
  const id = await openTicket(db, cs, {
    customerId,
    title,
    description: 'Lantai 2, <lift> mati',
    address: null,
    technicianQuota: quota,
    scheduledStart: new Date(start).toISOString(),
    scheduledEnd: new Date(start + 3_600_000).toISOString(),
    priority: 'NORMAL',
  })
  running.changed()
  return id
}
const labels = (message: ChatMessage) => buttonsOf(message).map((button) => button.text)
const outbox = (intent: string) =>
  db.selectFrom('outbox').selectAll().where('intent', '=', intent).orderBy('id').execute()

/** Messages of the tests before that are still on their way. */
const waiting = async () =>
  (await db.selectFrom('outbox').select('id').where('status', 'in', ['NEW', 'SENDING']).execute()).length

describe('a job on Telegram', () => {
  it('is offered to all, taken by one press, and shown as taken to everybody else', async () => {
    const id = await open('AC tidak dingin')
    const cards = await Promise.all(phones.map((phone) => telegram.hears(phone, 'AC tidak dingin')))
    for (const card of cards) {
      expect(card.text).toContain('Budi & <Putra>')
      expect(card.text).toContain('Lantai 2, <lift> mati')
      expect(buttonsOf(card)).toEqual([
        { text: 'Ambil Job', callback_data: `claim:${id}` },
        { text: 'Buka di aplikasi', url: `https://gss.test/field/jobs/${id}` },
      ])
    }
    const won = await telegram.press(andi, cards[0]!.id, 'Ambil Job')
    expect(won).toMatchObject({ showAlert: true, text: expect.stringContaining('Job ini milik Anda') })
    const lost = await telegram.press(budi, cards[1]!.id, `claim:${id}`)
    expect(lost.showAlert).toBe(true)
    expect(lost.text).toMatch(/^Kalah \d+,\d{1,3} detik, kuota 1\/1, Anda urutan 2\.$/)

    const full = await telegram.hears(cahyo, 'Kuota sudah penuh')
    expect(full.id).toBe(cards[2]!.id)
    expect(full.text).toContain('Diambil oleh: Andi')
    expect(buttonsOf(full)).toEqual([])
    const mine = await telegram.hears(andi, 'Job Anda ·')
    expect([mine.id, labels(mine)]).toEqual([
      cards[0]!.id,
      ['Berangkat', 'Check-in', 'Tambah Hari', 'Lepas Job', 'Surat Tugas', 'Peta', 'Buka di aplikasi'],
    ])
    const notice = await telegram.hears(andi, 'Surat Tugas bisa diunduh')
    expect(labels(notice)).toEqual(['Buka di aplikasi'])
    expect((await telegram.hears(PHONE.cs, 'sudah lengkap: Andi')).text).toContain('AC tidak dingin')
    const ledger = await db
      .selectFrom('claimAttempts')
      .select(['outcome', 'via'])
      .where('ticketId', '=', id)
      .orderBy('id')
      .execute()
    expect(ledger).toEqual([
      { outcome: 'WON', via: 'telegram' },
      { outcome: 'POOL_FULL', via: 'telegram' },
    ])
  })

  it('arrives as taken when it was taken before it could be sent', async () => {
    const release = await running.holdSending()
    const id = await open('Kulkas bocor')
    const answer = await claimJob(pool, crew[0]!, id, 'web')
    expect(answer.ok).toBe(true)
    running.changed()
    release()
    const late = await telegram.hears(budi, 'Kulkas bocor')
    expect(late.text).toContain('Kuota sudah penuh')
    expect(buttonsOf(late)).toEqual([])
  })

  it('is sent once, whatever the updates of it: equal text is not even asked for', async () => {
    const id = await open('Pompa mati', 2)
    await telegram.hears(budi, 'Pompa mati')
    const toBudi = async () => (await telegram.calls()).filter((call) => call.body['chat_id'] === budi).length
    const before = await toBudi()
    await db
      .insertInto('outbox')
      .values({
        channel: 'telegram',
        recipientId: crew[1]!.id,
        intent: 'jobCard',
        params: JSON.stringify({ ticketId: id, round: 1 }),
        idempotencyKey: `again:${id}`,
      })
      .execute()
    await expect
      .poll(
        async () => (await outbox('jobCard')).find((row) => row.idempotencyKey === `again:${id}`)?.status,
        soon,
      )
      .toBe('SENT')
    expect(await toBudi()).toBe(before)
  })

  it('survives its own message being deleted', async () => {
    const id = await open('Genset rusak')
    const card = await telegram.hears(cahyo, 'Genset rusak')
    const where = `chat_id=${cahyo}&message_id=${card.id}`
    await fetch(`${telegram.url}/bot${BOT_TOKEN}/deleteMessage?${where}`)
    deleted = card.id
    await claimJob(pool, crew[0]!, id, 'web')
    running.changed()
    await telegram.hears(budi, 'Diambil oleh: Andi')
    await expect
      .poll(
        async () =>
          (await outbox('jobCard')).filter((row) => row.recipientId === crew[2]!.id).map((row) => row.status),
        soon,
      )
      .toContain('SKIPPED')
  })
})

describe('trouble', () => {
  it('pauses the whole channel when told to, and delivers everything once', async () => {
    await telegram.faults({ flood: { retryAfter: 1, count: 2 } })
    await open('Pipa pecah')
    for (const phone of phones) await telegram.hears(phone, 'Pipa pecah')
    for (const phone of phones) {
      const cards = (await telegram.chat(phone)).filter((message) => message.text.includes('Pipa pecah'))
      expect(cards).toHaveLength(1)
    }
  })

  it('sends a card once more when the connection broke before the answer', async () => {
    await expect.poll(async () => await waiting(), soon).toBe(0)
    await telegram.faults({ preset: 'calm', dropAfterAccept: 1 })
    const id = await open('Lift macet')
    const sent = async () =>
      (await outbox('jobCard')).filter(
        (row) => (row.params as { ticketId: string }).ticketId === id && row.status === 'SENT',
      )
    await expect.poll(async () => (await sent()).length, soon).toBe(3)
    const copies = await Promise.all(
      phones.map(async (phone) =>
        (await telegram.chat(phone)).filter((message) => message.text.includes('Lift macet')),
      ),
    )
    expect(copies.map((list) => list.length).toSorted((a, b) => a - b)).toEqual([1, 1, 2])
  })

  it('marks who blocked the bot, and welcomes him back', async () => {
    const link = () =>
      db
        .selectFrom('telegramLinks')
        .select('reachable')
        .where('telegramId', '=', cahyo)
        .executeTakeFirstOrThrow()
    // the update is lost on its way: the refused message must be enough
    await telegram.faults({ preset: 'calm', updatesPaused: true })
    await telegram.control('PATCH', `/people/${cahyo}`, { blocked: true })
    await open('Panel listrik')
    await telegram.hears(budi, 'Panel listrik')
    await expect.poll(async () => (await link()).reachable, soon).toBe(false)
    await telegram.faults({ preset: 'calm' })
    await telegram.control('PATCH', `/people/${cahyo}`, { blocked: false })
    await expect.poll(async () => (await link()).reachable, soon).toBe(true)
    const changes = await db.selectFrom('events').select('data').where('name', '=', 'staffChanged').execute()
    expect(changes.map((row) => row.data)).toEqual([
      { staffId: crew[2]!.id, fields: ['telegram'] },
      { staffId: crew[2]!.id, fields: ['telegram'] },
    ])
  })
})

it('makes only calls that the specification of the Bot API knows', async () => {
  // deleting was this test's own doing, in place of the person
  const calls = (await telegram.calls()).filter((call) => call.path !== '/deleteMessage')
  expect(calls.length).toBeGreaterThan(20)
  expect(callProblems(calls)).toEqual([])
})

it('was never refused for what it sent', async () => {
  const refused = (await telegram.calls()).filter(
    (call) => call.status === 400 && call.body['message_id'] !== deleted,
  )
  expect(refused).toEqual([])
})
