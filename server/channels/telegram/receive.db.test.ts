import { Api, type Bot, GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { buildApp } from '../../platform/http/app.ts'
import { openLog } from '../../platform/log.ts'
import { testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { BOT_TOKEN, PHONE, simulatedTelegram, until } from '../../testing/simulated-telegram.ts'
import { openTelegramChannel } from './index.ts'
import { startPolling } from './poll.ts'
import { readTelegram, storeUpdates } from './receive.ts'

const { db, pool } = await testDatabase()
const telegram = await simulatedTelegram()
const log = openLog('silent')
const files = testFiles()

let number = 1000
const update = (chat: number, text = 'halo'): Update =>
  ({
    update_id: (number += 1),
    message: {
      message_id: number,
      date: 0,
      text,
      chat: { id: chat, type: 'private', first_name: 'x' },
      from: { id: chat, is_bot: false, first_name: 'x' },
    },
  }) as Update
const rows = () =>
  db
    .selectFrom('inboundUpdates')
    .select(['externalId', 'processedAt', 'attempts', 'error'])
    .orderBy('id')
    .execute()

beforeEach(async () => {
  await db.deleteFrom('inboundUpdates').execute()
})

/** An inbox whose bot only notes what it was given. */
function inboxWith(handle: (one: Update) => Promise<void>, ready = async () => {}) {
  const bot = { handleUpdate: handle } as unknown as Bot
  const reader = readTelegram({ db, bot, log, ready, changed: () => undefined })
  onTestFinished(() => reader.stop())
  return {
    async keep(updates: readonly unknown[]) {
      await storeUpdates(db, updates)
      reader.wake()
    },
    idle: () => reader.idle(),
  }
}

describe('the inbox', () => {
  it('reads each update once, however often it comes', async () => {
    const seen: number[] = []
    const inbox = inboxWith(async (one) => void seen.push(one.update_id))
    const [first, second] = [update(1), update(2)]
    await Promise.all([inbox.keep([first, second]), inbox.keep([second, first]), inbox.keep([first])])
    await inbox.idle()
    expect(seen).toHaveLength(2)
    expect(new Set(seen)).toEqual(new Set([first.update_id, second.update_id]))
    expect((await rows()).every((row) => row.processedAt !== null && row.attempts === 1)).toBe(true)
  })

  it('keeps one chat in order and lets others pass', async () => {
    const seen: string[] = []
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    const inbox = inboxWith(async (one) => {
      if (one.message?.text === 'a1') await gate
      seen.push(one.message?.text ?? '')
    })
    await inbox.keep([update(1, 'a1'), update(1, 'a2'), update(2, 'b1')])
    await until(async () => seen[0])
    open()
    await inbox.idle()
    expect(seen).toEqual(['b1', 'a1', 'a2'])
  })

  it('drops what is no update and stores what cannot be stored otherwise', async () => {
    const inbox = inboxWith(async () => undefined)
    await inbox.keep([null, 'x', {}, { update_id: 'one' }, update(1, 'nul \u0000 byte')])
    await inbox.idle()
    expect(await rows()).toHaveLength(1)
  })

  it('takes up later what failed, on one node only, and not what is merely unanswered', async () => {
    let broken = true
    const seen: string[] = []
    const handle = async (one: Update) => {
      if (one.message?.text === 'lost')
        throw new GrammyError('x', { ok: false, error_code: 429, description: '' }, 'sendMessage', {})
      if (broken) throw new Error('database away')
      seen.push(one.message?.text ?? '')
    }
    const nodes = [inboxWith(handle), inboxWith(handle)]
    await nodes[0]!.keep([update(1, 'again'), update(2, 'lost')])
    await until(async () => (await rows()).find((row) => row.error === 'Error: database away'))
    broken = false
    await until(async () => seen[0])
    await Promise.all(nodes.map((node) => node.idle()))
    expect(seen).toEqual(['again'])
    expect(await rows()).toMatchObject([{ error: null }, { attempts: 1, error: 'answer lost' }])
    expect((await rows()).every((row) => row.processedAt !== null)).toBe(true)
  })

  it('uses up no tries while Telegram is away', async () => {
    const inbox = inboxWith(
      async () => undefined,
      async () => {
        throw new Error('no connection')
      },
    )
    await inbox.keep([update(1)])
    await inbox.idle()
    expect(await rows()).toMatchObject([{ processedAt: null, attempts: 0 }])
  })
})

describe('polling', () => {
  const api = () => new Api(BOT_TOKEN, { apiRoot: telegram.url, timeoutSeconds: 60 })
  const holders = async () => {
    const found = await pool.query<{ pid: number }>(
      "select pid from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())",
    )
    return found.rows.map((row) => row.pid)
  }

  it('is done by one node at a time, which hands over when it stops or loses the database', async () => {
    const heard: string[] = []
    const node = (name: string) =>
      startPolling({
        api: api(),
        pool,
        log,
        lookAgainMs: 50,
        keep: async (updates) => void heard.push(...updates.map((one) => `${name}:${one.message?.text}`)),
      })
    const first = node('one')
    await until(async () => (await holders())[0])
    const second = node('two')
    await telegram.says(PHONE.ts, 'pagi')
    await until(async () => heard[0])
    expect(heard).toEqual(['one:pagi'])
    expect(await holders()).toHaveLength(1)
    await first.stop()
    await telegram.says(PHONE.ts, 'siang')
    await until(async () => heard[1])
    expect(heard[1]).toBe('two:siang')
    // the connection that holds the lock dies: it must not go on polling without it
    const [before] = await holders()
    await pool.query('select pg_terminate_backend($1)', [before])
    await telegram.says(PHONE.ts, 'malam')
    await until(async () => heard[2])
    await until(async () => (await holders()).find((pid) => pid !== before))
    await second.stop()
    expect(heard).toHaveLength(3)
    await until(async () => ((await holders()).length === 0 ? true : undefined))
  })

  it('asks again for what it could not keep', async () => {
    const heard: string[] = []
    let broken = true
    const polling = startPolling({
      api: api(),
      pool,
      log,
      lookAgainMs: 50,
      keep: async (updates) => {
        if (broken) {
          broken = false
          throw new Error('database away')
        }
        heard.push(...updates.map((one) => one.message?.text ?? ''))
      },
    })
    await telegram.says(PHONE.ts, 'jangan hilang')
    await until(async () => heard[0])
    await polling.stop()
    expect(heard).toEqual(['jangan hilang'])
  })
})

describe('the webhook', () => {
  const app = buildApp({
    log,
    whoIs: async () => null,
    publicUrl: 'https://gss.test',
    requestsPerMinute: 0,
    trustProxy: false,
  })
  afterAll(async () => await (await app).close())
  const post = async (secret: string | undefined, body: object) =>
    (
      await (
        await app
      ).inject({
        method: 'POST',
        url: '/webhooks/telegram',
        payload: body,
        ...(secret !== undefined && { headers: { 'x-telegram-bot-api-secret-token': secret } }),
      })
    ).statusCode

  it('keeps what carries the secret, answers the person, and is told to Telegram', async () => {
    const channel = openTelegramChannel({
      db,
      pool,
      log,
      files,
      changed: () => undefined,
      config: {
        publicUrl: 'https://gss.test',
        simulator: undefined,
        telegram: { apiUrl: telegram.url, botToken: BOT_TOKEN, mode: 'webhook', webhookSecret: 'a-secret' },
      },
    })
    channel.registerWebhook(await app)
    const one = update(PHONE.ts, 'halo lewat webhook')
    expect(await post(undefined, one)).toBe(401)
    expect(await post('wrong', one)).toBe(401)
    expect(await rows()).toEqual([])
    expect(() => channel.botUsername()).toThrow('TELEGRAM_NOT_READY')
    expect(await post('a-secret', one)).toBe(200)
    expect(await post('a-secret', one)).toBe(200)
    expect(await rows()).toHaveLength(1)
    const receiving = channel.startReceiving()
    await telegram.hears(PHONE.ts, 'belum terhubung')
    expect(channel.botUsername()).toBe('gss_rehearsal_bot')
    const [call] = await until(async () => {
      const calls = await telegram.calls('setWebhook')
      return calls.length > 0 ? calls : undefined
    })
    expect(call?.body).toMatchObject({
      url: 'https://gss.test/webhooks/telegram',
      secret_token: 'a-secret',
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    })
    await receiving.stop()
  })
})
