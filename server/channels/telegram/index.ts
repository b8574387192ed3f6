import { Api, Bot } from 'grammy'
import type pg from 'pg'
import type { Config } from '../../platform/config.ts'
import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { Refused } from '../../platform/errors.ts'
import type { App } from '../../platform/http/serve.ts'
import type { Log } from '../../platform/log.ts'
import { findInterrupted, type Sender, startSender } from '../../platform/outbox.ts'
import { say } from '../../platform/texts.ts'
import { forLog } from './api-errors.ts'
import { COMMANDS } from './commands.ts'
import { downloader } from './download.ts'
import { openFlood } from './flood.ts'
import { registerHandlers } from './inbound.ts'
import { openPace, type PaceLimits } from './pace.ts'
import { every, persist } from './repeat.ts'
import { ALLOWED_UPDATES, startPolling } from './poll.ts'
import { readTelegram, storeUpdates } from './receive.ts'
import { registerTelegramWebhook } from './routes.ts'
import { retryUncertainCards, type SendDeps, sendTelegram } from './send.ts'

type Options = {
  db: Db
  pool: pg.Pool
  log: Log
  files: Files
  config: Pick<Config, 'telegram' | 'publicUrl' | 'simulator'>
  /** other limits than Telegram's own */
  pace?: PaceLimits
  /** something was committed: the relay may have work */
  changed: () => void
  /** updates were stored: readers on other nodes may begin; without it they find them a second later */
  arrived?: () => void
}
type Parts = Options & { bot: Bot; ready: () => Promise<void>; sending: SendDeps }

/** Telegram allows about 30 messages a second; more at the same time only brings pauses. */
const PARALLEL = 3
const CALL_SECONDS = 15
const POLL_CALL_SECONDS = 60
const SWEEP_MS = 30_000

/** The Telegram channel: its webhook or its polling, and the sender that empties its outbox. */
export function openTelegramChannel(options: Options) {
  const parts = assemble(options)
  const { mode, webhookSecret } = options.config.telegram
  let receiving: Receiving | undefined
  return {
    botUsername: (): string => botUsername(parts),
    registerWebhook: (app: App): void =>
      registerTelegramWebhook(app, {
        secret: mode === 'webhook' ? webhookSecret : undefined,
        keep: async (update) => {
          await storeUpdates(options.db, [update])
          receiving?.wake()
          options.arrived?.()
        },
      }),
    /** Reads what was stored; polling, or the webhook told to Telegram; and the menu of the bot. Telegram being away does not stop the start. */
    startReceiving: (): Receiving => (receiving = startReceiving(parts)),
    startSender: (): Sender => startOutbox(parts),
  }
}

type Receiving = { wake(): void; stop(): Promise<void> }
export type TelegramChannel = ReturnType<typeof openTelegramChannel>

function assemble(options: Options): Parts {
  const { db, pool, log, files, config } = options
  const { botToken, apiUrl } = config.telegram
  const client = { apiRoot: apiUrl, timeoutSeconds: CALL_SECONDS }
  const bot = new Bot(botToken, { client })
  const flood = openFlood()
  // answers to a press or a command cannot go back to the outbox: they wait a little and try once more
  bot.api.config.use(flood.patient)
  const links = {
    publicUrl: config.publicUrl,
    asButtons: config.publicUrl.startsWith('https://') || config.simulator !== undefined,
  }
  registerHandlers(bot, { db, pool, log, files, links, download: downloader(bot.api, apiUrl, botToken) })
  /** Learns the bot's own name once; without it commands addressed to it are not recognised. */
  async function ready(): Promise<void> {
    if (!bot.isInited()) bot.botInfo = await bot.api.getMe()
  }
  return {
    ...options,
    bot,
    ready,
    sending: { api: new Api(botToken, client), db, log, links, flood, pace: openPace(options.pace) },
  }
}

/** @throws Refused TELEGRAM_NOT_READY until Telegram has told the bot its name */
function botUsername({ bot, config, ready, log }: Parts): string {
  if (bot.isInited()) return bot.botInfo.username
  if (config.simulator) return config.simulator.botUsername
  // a node that only serves the web asks here for the first time
  void ready().catch((error: unknown) =>
    log.warn({ err: forLog(error) }, 'Telegram did not tell the bot its name'),
  )
  throw new Refused('TELEGRAM_NOT_READY', {}, 503)
}

function startReceiving(parts: Parts): Receiving {
  const { db, pool, log, changed } = parts
  const { botToken, apiUrl, mode } = parts.config.telegram
  const reader = readTelegram({ db, bot: parts.bot, log, ready: parts.ready, changed })
  const stops = [persist(() => introduce(parts), log, 'the bot could not introduce itself')]
  const keep = async (updates: readonly unknown[]) => {
    await storeUpdates(db, updates)
    reader.wake()
  }
  const api = new Api(botToken, { apiRoot: apiUrl, timeoutSeconds: POLL_CALL_SECONDS })
  const polling = mode === 'polling' ? startPolling({ api, pool, log, keep }) : null
  if (!polling) stops.push(persist(() => tellWebhook(parts), log, 'the webhook could not be set'))
  return {
    wake: () => reader.wake(),
    async stop() {
      for (const stop of stops) stop()
      await polling?.stop()
      await reader.stop()
    },
  }
}

async function introduce({ bot, ready }: Parts): Promise<void> {
  await ready()
  const commands = COMMANDS.map((command) => ({
    command,
    description: say(`chat:telegram.command.${command}`),
  }))
  await bot.api.setMyCommands(commands, { scope: { type: 'all_private_chats' } })
}

async function tellWebhook({ bot, config }: Parts): Promise<void> {
  await bot.api.setWebhook(`${config.publicUrl}/webhooks/telegram`, {
    secret_token: config.telegram.webhookSecret ?? '',
    allowed_updates: ALLOWED_UPDATES,
    max_connections: 40,
  })
}

function startOutbox({ db, log, sending }: Parts): Sender {
  const sweep = async () => {
    await findInterrupted(db, 'telegram')
    await retryUncertainCards(db)
  }
  const stopSweep = every(SWEEP_MS, sweep, log)
  const sender = startSender({
    db,
    channel: 'telegram',
    parallel: PARALLEL,
    log,
    send: (row) => sendTelegram(sending, row),
  })
  return {
    wake: sender.wake,
    async stop() {
      stopSweep()
      sending.flood.stop()
      await sender.stop()
    },
  }
}
