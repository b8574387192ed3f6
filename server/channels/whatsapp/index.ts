import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import type { App } from '../../platform/http/serve.ts'
import { openStore } from '../../platform/inbound-store.ts'
import type { Reader } from '../../platform/inbound-reader.ts'
import type { Log } from '../../platform/log.ts'
import { findInterrupted, type Sender, startSender } from '../../platform/outbox.ts'
import type { Tasks } from '../../platform/tasks.ts'
import {
  type AnswerOptions,
  dropParked,
  keepNumber,
  keepTemplates,
  noteSent,
  readReply,
} from '../../master-data/index.ts'
import { openWhatsApp } from './client.ts'
import { explainError, OWN } from './errors.ts'
import { numberFacts } from './read-news.ts'
import { readWhatsApp, storeWebhook, whatsAppTasks } from './receive.ts'
import type { Facts } from './render.ts'
import { registerWhatsAppWebhook } from './routes.ts'
import { type Brake, sendWhatsApp } from './send.ts'
import { syncTemplates } from './templates.ts'

export type { InvoiceFacts, PaymentFacts } from './render.ts'

type Options = {
  db: Db
  files: Files
  log: Log
  config: {
    apiUrl: string
    apiVersion: string
    accessToken: string
    phoneNumberId: string
    businessAccountId: string
    appSecret: string
    verifyToken: string
    joinSeconds: number
  }
  publicUrl: string
  facts: Pick<Facts, 'invoice' | 'payment'>
  answers: AnswerOptions
  changed: () => void
  /** updates were stored: readers on other nodes may begin; without it they find them a second later */
  arrived?: () => void
  /** the same database with prepared statements, for reading what came in; without it `db` */
  prepared?: Db
}

const SYNC_EVERY_MS = 60 * 60 * 1000

/** The WhatsApp channel: its webhook, its tasks, and the sender that empties its outbox. */
export function openWhatsAppChannel(options: Options) {
  const { db, files, log, config } = options
  const client = openWhatsApp(config)
  // whatever was wrong before the start, the first message tells
  const brake: Brake = { until: 0, troubled: true }
  const facts: Facts = { publicUrl: options.publicUrl, reply: readReply, ...options.facts }

  async function refreshTemplates(): Promise<void> {
    try {
      await keepTemplates(db, await syncTemplates(client, log))
    } catch (error) {
      log.warn({ err: error }, 'WhatsApp templates could not be read')
    }
    try {
      await keepNumber(db, numberFacts(config.phoneNumberId, await client.number()))
    } catch (error) {
      log.warn({ err: error }, 'what WhatsApp says about our number could not be read')
    }
  }

  /** A process that died while sending may or may not have sent. */
  async function sweep(): Promise<void> {
    const error = { code: OWN.unsure, say: explainError(OWN.unsure) }
    for (const row of await findInterrupted(db, 'whatsapp'))
      await noteSent(db, row.id, { status: 'UNKNOWN', error })
    await dropParked(db)
  }

  const store = openStore(db, 'whatsapp')
  const deps = {
    db,
    files,
    client,
    log,
    joinSeconds: config.joinSeconds,
    phoneNumberId: config.phoneNumberId,
    answers: options.answers,
    changed: options.changed,
    calm: store.calm,
  }
  let reader: Reader | undefined
  return {
    registerWebhook: (app: App) =>
      registerWhatsAppWebhook(app, {
        appSecret: config.appSecret,
        verifyToken: config.verifyToken,
        store: async (envelope, raw) => {
          await storeWebhook(store, config.phoneNumberId, envelope, raw)
          reader?.wake()
          options.arrived?.()
        },
      }),
    tasks: (): Tasks => whatsAppTasks(deps),
    startReader: (): Reader => (reader = readWhatsApp({ ...deps, db: options.prepared ?? db })),
    startSender(): Sender {
      void refreshTemplates().then(() => setTimeout(() => void refreshTemplates(), 5000).unref())
      const timers = [
        setInterval(() => void refreshTemplates(), SYNC_EVERY_MS),
        setInterval(
          () => void sweep().catch((error: unknown) => log.warn({ err: error }, 'sweep failed')),
          30_000,
        ),
      ]
      const sender = startSender({
        db,
        channel: 'whatsapp',
        parallel: 4,
        log,
        send: (row) => sendWhatsApp({ db, files, client, facts, log, brake }, row),
      })
      return {
        wake: sender.wake,
        async stop() {
          for (const timer of timers) clearInterval(timer)
          await sender.stop()
        },
      }
    },
  }
}
