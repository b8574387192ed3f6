import { join } from 'node:path'
import type pg from 'pg'
import { pathToFileURL } from 'node:url'
import { type Auth, openAuth } from './platform/auth.ts'
import { openBus, type Bus } from './platform/bus.ts'
import { type Config, ROOT } from './platform/config.ts'
import { type Db, openDb, openPool, openPreparedDb } from './platform/db.ts'
import { type Files, openFiles } from './platform/files.ts'
import { buildApp } from './platform/http/app.ts'
import { registerAuthRoutes } from './platform/http/auth-routes.ts'
import { registerHealth } from './platform/http/health.ts'
import { registerLive } from './platform/http/live.ts'
import { registerMetrics } from './platform/http/metrics.ts'
import type { App } from './platform/http/serve.ts'
import { registerWebApps } from './platform/http/web-apps.ts'
import type { Log } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { printTable } from './platform/print-table.ts'
import { openWhoIs } from './platform/who-is.ts'
import { migrateTasks, startTasks } from './platform/tasks.ts'
import { channelRoutes } from './channels/check/index.ts'
import { registerLinkPages } from './channels/link/index.ts'
import { openTelegramChannel } from './channels/telegram/index.ts'
import { openWhatsAppChannel } from './channels/whatsapp/index.ts'
import { feedbackNotices, feedbackRoutes } from './feedback/index.ts'
import {
  fieldWorkCron,
  fieldWorkNotices,
  fieldWorkReactions,
  fieldWorkRoutes,
  fieldWorkTasks,
} from './field-work/index.ts'
import {
  invoiceFacts,
  invoicingNotices,
  invoicingReactions,
  invoicingRoutes,
  invoicingTasks,
  paymentFacts,
  takeChatProof,
} from './invoicing/index.ts'
import {
  channelHealthCron,
  channelHealthRoutes,
  channelHealthTasks,
  createFirstAdmin,
  importTasks,
  inboxRoutes,
  followChatTexts,
  masterDataNotices,
  masterDataRoutes,
  noteOwnPassword,
  readCompany,
  redeemSignInLink,
  SECOND_FACTOR_RULE,
  seedRehearsal,
} from './master-data/index.ts'
import {
  schedulingCron,
  schedulingNotices,
  schedulingRoutes,
  schedulingTasks,
  ticketDeskRoutes,
} from './scheduling/index.ts'
import {
  type Change,
  changeFor,
  documentFileName,
  endsSessions,
  holdBack,
  type Notices,
  type Reactions,
  startRelay,
  verifyPages,
} from './ticket/index.ts'

export type Stoppable = { stop(): Promise<void> }

/** Who hears of what: every event has an entry, or this does not compile. */
const NOTICES: Notices = {
  ...masterDataNotices,
  ...schedulingNotices,
  ...fieldWorkNotices,
  ...invoicingNotices,
  ...feedbackNotices,
}
const REACTIONS: Reactions = { ...fieldWorkReactions, ...invoicingReactions }

type Parts = {
  config: Config
  log: Log
  pool: pg.Pool
  db: Db
  bus: Bus
  files: Files
  auth: Auth
  whatsapp: ReturnType<typeof openWhatsAppChannel>
  telegram: ReturnType<typeof openTelegramChannel>
  changed: () => void
  arrived: () => void
}

/**
 * Everything this process is asked to be (GSS_ROLE), on a database that runs. What is to be stopped is added to
 * `running` as soon as it runs, so that a failure of the next part stops it too.
 */
export async function serveEverything(
  config: Config,
  log: Log,
  url: string,
  running: Stoppable[],
  print: (line: string) => void,
): Promise<void> {
  await migrate(url)
  const pool = openPool(url, log)
  const db = openDb(pool)
  running.push({ stop: () => db.destroy() })
  await migrateTasks(pool)
  const bus = await openBus(url, pool, log)
  running.push(bus)
  const parts = assemble(config, log, pool, db, bus)
  running.push(await followChatTexts(db, bus, log))
  const firstPassword = config.simulator
    ? (await seedRehearsal(db, parts.auth), null)
    : await createFirstAdmin(db, parts.auth, config.adminPassword)
  const state = { migrations: true, worker: config.role === 'api' }
  if (config.role !== 'api') {
    running.push(...(await startWork(parts)))
    state.worker = true
  }
  const app = await buildServer(parts, state)
  running.push({ stop: () => app.close() })
  await app.listen({ port: config.port, host: config.host })
  printTable(config, firstPassword, print)
}

/** Opens what the parts share; nothing runs yet. */
function assemble(config: Config, log: Log, pool: pg.Pool, db: Db, bus: Bus): Parts {
  const files = openFiles(pathToFileURL(config.filesDir).href)
  const changed = () => bus.poke('gss_events')
  const arrived = () => bus.poke('gss_inbound')
  const auth = openAuth({
    pool,
    secret: config.authSecret,
    publicUrl: config.publicUrl,
    log,
    // in a rehearsal one person plays thirteen
    signInsPerMinute: config.simulator ? 300 : 20,
    trustedOrigins: [config.publicUrl, `http://localhost:${config.port}`, `http://127.0.0.1:${config.port}`],
    redeemLink: (token) => redeemSignInLink(db, token),
  })
  const whatsapp = openWhatsAppChannel({
    db,
    prepared: openPreparedDb(pool),
    files,
    log,
    config: config.whatsapp,
    publicUrl: config.publicUrl,
    changed,
    arrived,
    answers: { takesDocument: takeChatProof },
    facts: {
      invoice: async (look, id) => {
        const facts = await invoiceFacts(look, id)
        return facts && { ...facts, fileName: documentFileName(facts.number) }
      },
      payment: async (look, id) => {
        const facts = await paymentFacts(look, id)
        return (
          facts && {
            ...facts,
            invoiceNumber: facts.invoiceNumber ?? '',
            paid: facts.state === 'PAID',
            rest: facts.total - facts.paidAmount,
            receiptName: documentFileName(facts.receiptNumber ?? 'kwitansi'),
          }
        )
      },
    },
  })
  const telegram = openTelegramChannel({ db, pool, log, files, config, changed, arrived })
  return { config, log, pool, db, bus, files, auth, whatsapp, telegram, changed, arrived }
}

/** The worker's side: relay, tasks and senders, each woken by signals and able to find its work alone. */
async function startWork(parts: Parts): Promise<Stoppable[]> {
  const { config, log, pool, db, bus, files, whatsapp, telegram } = parts
  const relay = startRelay({ db, notices: NOTICES, reactions: REACTIONS, log, hold: holdBack })
  bus.on('gss_events', () => relay.wake())
  const tasks = await startTasks({
    pool,
    log,
    cron: [...fieldWorkCron, ...schedulingCron, ...channelHealthCron],
    tasks: {
      ...whatsapp.tasks(),
      ...fieldWorkTasks({ db, files, publicUrl: config.publicUrl, changed: parts.changed }),
      ...invoicingTasks(db),
      ...importTasks({ db, files }),
      ...channelHealthTasks(db),
      ...schedulingTasks(db, parts.changed),
    },
  })
  const senders = [whatsapp.startSender(), telegram.startSender()]
  bus.on('gss_outbox', () => senders.forEach((sender) => sender.wake()))
  const readers = [whatsapp.startReader(), telegram.startReceiving()]
  bus.on('gss_inbound', () => readers.forEach((reader) => reader.wake()))
  return [...senders, relay, { stop: () => tasks.stop() }, ...readers]
}

async function buildServer(parts: Parts, state: { migrations: boolean; worker: boolean }): Promise<App> {
  const { config, log, pool, db, bus, files, auth, whatsapp, telegram, changed } = parts
  const { publicUrl } = config
  const rehearsal = config.simulator !== undefined
  const whoIs = openWhoIs(auth, pool, SECOND_FACTOR_RULE)
  const app = await buildApp({
    log,
    whoIs,
    publicUrl,
    requestsPerMinute: 1200,
    trustProxy: config.production,
  })
  const http = { app, db, changed }
  registerHealth(app, db, () => ({ ...state, rehearsal }))
  registerMetrics(app, db)
  registerAuthRoutes(app, auth, {
    whoIs,
    passwordChanged: (staff) => noteOwnPassword(db, staff),
  })
  registerLive<Change>(app, bus, { visible: changeFor, endsSessions, whoIs })
  masterDataRoutes(http, {
    db,
    files,
    auth,
    rehearsal,
    botUsername: telegram.botUsername,
  })
  inboxRoutes(http, { db, files, publicUrl })
  channelRoutes(http, { db, config, botUsername: telegram.botUsername })
  channelHealthRoutes(http, { db, phoneNumberId: config.whatsapp.phoneNumberId })
  schedulingRoutes(http, { db, pool, publicUrl })
  ticketDeskRoutes(http, { db, files, publicUrl })
  fieldWorkRoutes(http, { db, files, publicUrl })
  invoicingRoutes(http, { db, files, publicUrl })
  feedbackRoutes(http, db)
  verifyPages(app, { db, files }, () => readCompany(db))
  await registerLinkPages(app, { db, files, publicUrl, changed })
  await whatsapp.registerWebhook(app)
  telegram.registerWebhook(app)
  if (config.simulator) {
    const page = `${config.simulator.whatsappUrl}/simulator`
    app.get('/simulator', { schema: { hide: true } }, async (_request, reply) => reply.redirect(page))
  }
  await registerWebApps(app, join(ROOT, 'dist'))
  return app
}
