import { Api } from 'grammy'
import { describe, expect, it } from 'vitest'
import { openLog } from '../../platform/log.ts'
import { enqueue, takeMessages } from '../../platform/outbox.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertStaff } from '../../testing/people.ts'
import { BOT_TOKEN, simulatedTelegram } from '../../testing/simulated-telegram.ts'
import { openFlood } from './flood.ts'
import { openPace } from './pace.ts'
import { retryUncertainCards, sendTelegram } from './send.ts'

const { db } = await testDatabase()
const telegram = await simulatedTelegram()
const log = openLog('silent')
let number = 1000

describe('sending while Telegram is away', () => {
  const deps = (apiRoot: string) => ({
    api: new Api(BOT_TOKEN, { apiRoot, timeoutSeconds: 5 }),
    db,
    log,
    flood: openFlood(),
    pace: openPace(),
    links: { publicUrl: 'https://gss.test', asButtons: true },
  })
  async function message(intent: string, params: object, key: string) {
    const staff = await insertStaff(db, 'technician', 'Andi')
    await db
      .insertInto('telegramLinks')
      .values({ staffId: staff.id, telegramId: (number += 1) })
      .execute()
    const outgoing = { channel: 'telegram' as const, to: staff.id, intent, params: { ...params } }
    await enqueue(db, [outgoing], { key })
    const taken = await takeMessages(db, 'telegram', 10)
    return taken.find((row) => row.recipientId === staff.id)!
  }

  it('waits for it as long as it was certainly not reached', async () => {
    const row = await message('notice', { key: 'complaintReported' }, 'a')
    expect(await sendTelegram(deps('http://127.0.0.1:1'), row)).toMatchObject({
      status: 'RETRY',
      error: { kind: 'unreached', description: 'ECONNREFUSED' },
    })
    const old = { ...row, createdAt: new Date(Date.now() - 25 * 3_600_000) }
    expect(await sendTelegram(deps('http://127.0.0.1:1'), old)).toMatchObject({ status: 'FAILED' })
  })

  it('does not repeat a notice that may have arrived', async () => {
    const row = await message('notice', { key: 'complaintReported' }, 'b')
    await telegram.faults({ preset: 'calm', callError: { code: 502, count: 1 } })
    expect(await sendTelegram(deps(telegram.url), row)).toMatchObject({ status: 'UNKNOWN' })
  })

  it('knows a token that no longer holds, a message it cannot make, and a person who is gone', async () => {
    const row = await message('notice', { key: 'complaintReported' }, 'c')
    await telegram.faults({ preset: 'calm', callError: { code: 401, count: 1 } })
    expect(await sendTelegram(deps(telegram.url), row)).toMatchObject({
      status: 'RETRY',
      error: { kind: 'revoked' },
    })
    expect(await sendTelegram(deps(telegram.url), { ...row, params: { key: 'noSuchText' } })).toMatchObject({
      status: 'SKIPPED',
    })
    expect(await sendTelegram(deps(telegram.url), row)).toMatchObject({ status: 'FAILED' })
    // "chat not found" has told us that he is out of reach: the next one is not even tried
    expect(await sendTelegram(deps(telegram.url), row)).toMatchObject({ status: 'SKIPPED' })
  })

  it('gives cards that were under way at a crash one more try, and notices none', async () => {
    const card = await message('jobCard', { ticketId: 'x', round: 1 }, 'd')
    const notice = await message('notice', { key: 'complaintReported' }, 'e')
    await db
      .updateTable('outbox')
      .set({ status: 'UNKNOWN' })
      .where('id', 'in', [card.id, notice.id])
      .execute()
    expect(await retryUncertainCards(db)).toBe(1)
    const after = await db
      .selectFrom('outbox')
      .select(['id', 'status'])
      .where('id', 'in', [card.id, notice.id])
      .execute()
    expect(new Map(after.map((row) => [row.id, row.status]))).toEqual(
      new Map([
        [card.id, 'NEW'],
        [notice.id, 'UNKNOWN'],
      ]),
    )
    await db.updateTable('outbox').set({ status: 'UNKNOWN', attempts: 2 }).where('id', '=', card.id).execute()
    expect(await retryUncertainCards(db)).toBe(0)
  })
})
