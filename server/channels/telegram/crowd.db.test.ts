import { expect, it } from 'vitest'
import { openLog } from '../../platform/log.ts'
import { enqueue } from '../../platform/outbox.ts'
import { testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { insertStaff } from '../../testing/people.ts'
import { runChannel } from '../../testing/run-channel.ts'
import { BOT_TOKEN, simulatedTelegram, callProblems } from '../../testing/simulated-telegram.ts'
import { openTelegramChannel } from './index.ts'

const PEOPLE = 200
const EACH = 5
/** Ten times what Telegram allows, so that a thousand messages take seconds; the pace is as far below it as in earnest. */
const LIMIT = { perChat: { burst: 5, perSecond: 10 }, overallPerSecond: 300 }
const PACE = { perSecond: 280, chatBurst: 3, chatPerSecond: 10 }

const database = await testDatabase()
const { db, pool } = database
const telegram = await simulatedTelegram()
const files = testFiles()
const running = await runChannel(database, {}, (changed) =>
  openTelegramChannel({
    db,
    pool,
    log: openLog('silent'),
    files,
    changed,
    pace: PACE,
    config: {
      publicUrl: 'https://gss.test',
      simulator: undefined,
      telegram: { apiUrl: telegram.url, botToken: BOT_TOKEN, mode: 'polling', webhookSecret: undefined },
    },
  }),
)

it(
  'delivers a thousand messages once each, the urgent first, one chat in order, through limits and pauses',
  { timeout: 180_000 },
  async () => {
    const release = await running.holdSending()
    const phones = Array.from({ length: PEOPLE }, (_, index) => 710_000_000 + index)
    const staff = await Promise.all(
      phones.map(async (id) => {
        await telegram.control('POST', '/people', { id, firstName: `Teknisi ${id}`, started: true })
        const one = await insertStaff(db, 'technician', `Teknisi ${id}`)
        await db.insertInto('telegramLinks').values({ staffId: one.id, telegramId: id }).execute()
        return one
      }),
    )
    // the least urgent first in time, the emergency of each chat last
    for (let turn = 0; turn < EACH; turn++)
      await enqueue(
        db,
        staff.map((one) => ({
          channel: 'telegram' as const,
          to: one.id,
          intent: 'notice',
          params: { key: 'complaintReported', customer: `pesan ${turn}` },
          priority: turn === EACH - 1 ? 1 : 5,
        })),
        { key: `crowd-${turn}` },
      )
    await telegram.faults({ preset: 'calm', ...LIMIT, flood: { retryAfter: 1, count: 2 } })
    release()
    running.changed()
    const waiting = async () =>
      (await db.selectFrom('outbox').select('id').where('status', '<>', 'SENT').execute()).length
    await expect.poll(waiting, { timeout: 120_000, interval: 500 }).toBe(0)

    const calls = await telegram.calls('sendMessage')
    const sent = calls.filter((call) => call.status === 200)
    expect(sent).toHaveLength(PEOPLE * EACH)
    const texts = new Map<unknown, string[]>()
    for (const { body } of sent) {
      const own = texts.get(body['chat_id']) ?? []
      texts.set(body['chat_id'], [...own, String(body['text']).replace(/<[^>]+>/g, '')])
    }
    expect(texts.size).toBe(PEOPLE)
    for (const own of texts.values())
      expect(own).toEqual([4, 0, 1, 2, 3].map((turn) => `💬 Keluhan baru dari pesan ${turn}.`))
    // no ordinary message went out before the last emergency had left the queue
    const emergencies = sent.map(({ body }) => String(body['text']).includes('pesan 4'))
    expect(emergencies.lastIndexOf(true)).toBeLessThan(PEOPLE + 5)
    const refused = calls.filter((call) => call.status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(2)
    expect(refused.length).toBeLessThan(60)
    expect(callProblems(calls)).toEqual([])
  },
)
