import { Api, Bot } from 'grammy'
import type pg from 'pg'
import type { Config } from '../../platform/config.ts'
import type { Db } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import type { App } from '../../platform/http/serve.ts'
import type { Log } from '../../platform/log.ts'
import { findInterrupted, type Sender, startSender } from '../../platform/outbox.ts'
import { say } from '../../platform/texts.ts'
import { forLog } from './api-errors.ts'
import { COMMANDS } from './commands.ts'
import { openFlood } from './flood.ts'
import type { Links } from './html.ts'
import { registerHandlers } from './inbound.ts'
import { ALLOWED_UPDATES, startPolling } from './poll.ts'
import { openInbox } from './receive.ts'
import { registerTelegramWebhook } from './routes.ts'
import { retryUncertainCards, sendTelegram } from './send.ts'

type Options = {
  db: Db
  pool: pg.Pool
  log: Log
  config: Pick<Config, 'telegram' | 'publicUrl' | 'simulator'>
  /** something was committed: the relay may have work */
  changed: () => void
}

/** Telegram allows about 30 messages a second; more at the same time only brings pauses. */
const PARALLEL = 3
const CALL_SECONDS = 15
const POLL_CALL_SECONDS = 60
const SWEEP_MS = 30_000

/** The Telegram channel: its webhook or its polling, and the sender that empties its outbox. */
export function openTelegramChannel(options: Options) {
  const { db, pool, log, config } = options
  const { botToken, apiUrl, mode, webhookSecret } = config.telegram
  const bot = new Bot(botToken, { client: { apiRoot: apiUrl, timeoutSeconds: CALL_SECONDS } })
  const links: Links = {
    publicUrl: config.publicUrl,
    asButtons: config.publicUrl.startsWith('https://') || config.simulator !== undefined,
  }
  const flood = openFlood()
  const outbox = new Api(botToken, { apiRoot: apiUrl, timeoutSeconds: CALL_SECONDS })
  // answers to a press or a command cannot go back to the outbox: they wait a little and try once more
  bot.api.config.use(flood.patient)
  registerHandlers(bot, { db, pool, log, links })

  /** Learns the bot's own name once; without it commands addressed to it are not recognised. */
  async function ready(): Promise<void> {
    if (!bot.isInited()) bot.botInfo = await bot.api.getMe()
  }

  const inbox = openInbox({ db, bot, log, ready, changed: options.changed })

  async function sweepOutbox(): Promise<void> {
    await findInterrupted(db, 'telegram')
    await retryUncertainCards(db)
  }

  async function introduce(): Promise<void> {
    await ready()
    const commands = COMMANDS.map((command) => ({
      command,
      description: say(`chat:telegram.command.${command}`),
    }))
    await bot.api.setMyCommands(commands, { scope: { type: 'all_private_chats' } })
  }

  async function tellWebhook(): Promise<void> {
    await bot.api.setWebhook(`${config.publicUrl}/webhooks/telegram`, {
      secret_token: webhookSecret ?? '',
      allowed_updates: ALLOWED_UPDATES,
      max_connections: 40,
    })
  }

  return {
    /** @throws Refused TELEGRAM_NOT_READY until Telegram has told the bot its name */
    botUsername(): string {
      if (bot.isInited()) return bot.botInfo.username
      if (config.simulator) return config.simulator.botUsername
      // a node that only serves the web asks here for the first time
      void ready().catch((error: unknown) =>
        log.warn({ err: forLog(error) }, 'Telegram did not tell the bot its name'),
      )
      throw new Refused('TELEGRAM_NOT_READY', {}, 503)
    },
    registerWebhook: (app: App): void =>
      registerTelegramWebhook(app, {
        secret: mode === 'webhook' ? webhookSecret : undefined,
        keep: (update) => inbox.keep([update]),
      }),
    /** Polling, or the webhook told to Telegram; and the menu of the bot. Telegram being away does not stop the start. */
    startReceiving(): { stop(): Promise<void> } {
      const stops = [
        persist(introduce, log, 'the bot could not introduce itself'),
        every(SWEEP_MS, inbox.sweep, log),
      ]
      const polling =
        mode === 'polling'
          ? startPolling({
              api: new Api(botToken, { apiRoot: apiUrl, timeoutSeconds: POLL_CALL_SECONDS }),
              pool,
              log,
              keep: inbox.keep,
            })
          : null
      if (!polling) stops.push(persist(tellWebhook, log, 'the webhook could not be set'))
      return {
        async stop() {
          for (const stop of stops) stop()
          await polling?.stop()
          await inbox.idle()
        },
      }
    },
    startSender(): Sender {
      const stopSweep = every(SWEEP_MS, sweepOutbox, log)
      const sender = startSender({
        db,
        channel: 'telegram',
        parallel: PARALLEL,
        log,
        send: (row) => sendTelegram({ api: outbox, db, log, links, flood }, row),
      })
      return {
        wake: sender.wake,
        async stop() {
          stopSweep()
          flood.stop()
          await sender.stop()
        },
      }
    },
  }
}

export type TelegramChannel = ReturnType<typeof openTelegramChannel>

/** Does something again and again; the returned function ends it. */
function every(ms: number, work: () => Promise<void>, log: Log): () => void {
  const timer = setInterval(
    () => void work().catch((error: unknown) => log.warn({ err: forLog(error) }, 'sweep failed')),
    ms,
  )
  return () => clearInterval(timer)
}

/** Tries until it works, with growing pauses up to a minute; the returned function gives up. */
function persist(work: () => Promise<void>, log: Log, failure: string): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const attempt = (wait: number) =>
    void work().catch((error: unknown) => {
      log.warn({ err: forLog(error) }, failure)
      if (!stopped) timer = setTimeout(() => attempt(Math.min(wait * 2, 60_000)), wait).unref()
    })
  attempt(1000)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
