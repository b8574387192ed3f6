import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Update } from 'grammy/types'
import { expect, it } from 'vitest'
import { buildApp } from '../../platform/http/app.ts'
import type { Log } from '../../platform/log.ts'
import { openLog } from '../../platform/log.ts'
import { testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { insertStaff } from '../../testing/people.ts'
import { BOT_TOKEN, simulatedTelegram, soon, callProblems } from '../../testing/simulated-telegram.ts'
import { openTelegramChannel } from './index.ts'

const { db, pool } = await testDatabase()
const telegram = await simulatedTelegram()
const SECRET = 'rahasia-webhook'
const files = testFiles()

type Json = Record<string, unknown>
const read = (name: string) =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, `../../testing/telegram-api/${name}.json`), 'utf8'),
  ) as Record<string, Json>

/** Every published update and message, each as an update with a number of its own: some share theirs. */
const samples = [
  ...Object.values(read('updates')),
  ...Object.values(read('messages')).map((message) => ({ message })),
  // the same as our technician would send them: then they reach the acts behind the bot, not only its door
  ...Object.values(read('messages')).map((message) => ({
    message: {
      ...message,
      chat: { id: 4711, type: 'private', first_name: 'Andi' },
      from: { id: 4711, is_bot: false, first_name: 'Andi' },
    },
  })),
].map((sample, index) => ({ ...sample, update_id: 1000 + index }) as Update)

/** Errors that the channel logged. */
function listening(): { log: Log; errors: string[] } {
  const errors: string[] = []
  const log = openLog('silent')
  log.error = ((...said: unknown[]) => errors.push(JSON.stringify(said))) as Log['error']
  return { log, errors }
}

it('takes every published update by the webhook, twice and in disorder, without an error', async () => {
  const andi = await insertStaff(db, 'technician', 'Andi')
  await db.insertInto('telegramLinks').values({ staffId: andi.id, telegramId: 4711 }).execute()
  const { log, errors } = listening()
  const channel = openTelegramChannel({
    db,
    pool,
    log,
    files,
    config: {
      publicUrl: 'https://gss.test',
      simulator: undefined,
      telegram: { apiUrl: telegram.url, botToken: BOT_TOKEN, mode: 'webhook', webhookSecret: SECRET },
    },
    changed: () => undefined,
  })
  const app = await buildApp({
    log,
    whoIs: async () => null,
    publicUrl: 'https://gss.test',
    requestsPerMinute: 0,
    trustProxy: false,
  })
  channel.registerWebhook(app)
  const receiving = channel.startReceiving()
  const post = async (update: Update) =>
    await app.inject({
      method: 'POST',
      url: '/webhooks/telegram',
      headers: { 'x-telegram-bot-api-secret-token': SECRET },
      payload: update,
    })
  for (const update of [...samples, ...samples.toReversed()])
    expect((await post(update)).statusCode).toBe(200)
  const open = () =>
    db.selectFrom('inboundUpdates').select(['payload', 'error']).where('processedAt', 'is', null).execute()
  await expect.poll(open, soon).toEqual([])
  const kept = await db.selectFrom('inboundUpdates').select('attempts').execute()
  expect(kept).toHaveLength(samples.length)
  expect(kept.every((row) => row.attempts === 1)).toBe(true)
  expect(errors).toEqual([])
  expect(callProblems(await telegram.calls())).toEqual([])
  await receiving.stop()
  await app.close()
})
