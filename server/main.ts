import { join } from 'node:path'
import type pg from 'pg'
import { openAuth, whoIs } from './platform/auth.ts'
import { openBus, type Bus } from './platform/bus.ts'
import { type Config, ConfigError, loadConfig, ROOT } from './platform/config.ts'
import { type Db, openDb, openPool } from './platform/db.ts'
import { openFiles } from './platform/files.ts'
import { buildApp } from './platform/http/app.ts'
import { registerAuthRoutes } from './platform/http/auth-routes.ts'
import { registerHealth } from './platform/http/health.ts'
import { registerLive } from './platform/http/live.ts'
import type { App } from './platform/http/serve.ts'
import { registerWebApps } from './platform/http/web-apps.ts'
import { type Log, openLog } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { startPostgres } from './platform/postgres.ts'
import { migrateTasks } from './platform/tasks.ts'
import { createFirstAdmin, masterDataRoutes, noteOwnPassword, seedRehearsal } from './master-data/index.ts'

type Stoppable = { stop(): Promise<void> }
type Options = {
  startSimulator?: (config: Config) => Promise<Stoppable>
  /** where the operator reads progress and the table of addresses */
  print?: (line: string) => void
}

/**
 * Starts everything this process is asked to be (GSS_ROLE) and returns how to stop it again, in the order: no new
 * requests, no new tasks, no new messages, database.
 */
export async function main(options: Options = {}): Promise<Stoppable> {
  const print = options.print ?? ((line: string) => process.stdout.write(`${line}\n`))
  const config = readConfig(print)
  const log = openLog(config.logLevel)
  const running: Stoppable[] = []
  const stop = async () => {
    for (const part of running.toReversed())
      await part.stop().catch((error: unknown) => log.error({ err: error }, 'part did not stop'))
  }
  try {
    const [database, simulator] = await Promise.all([
      openDatabase(config, print),
      options.startSimulator?.(config),
    ])
    running.push(database)
    if (simulator) running.push(simulator)
    await serveEverything(config, log, database.url, running, print)
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function readConfig(print: (line: string) => void): Config {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    print('The configuration needs attention:')
    for (const problem of error.problems) print(`  - ${problem}`)
    process.exit(2)
  }
}

async function openDatabase(
  config: Config,
  print: (line: string) => void,
): Promise<Stoppable & { url: string }> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => undefined }
  return await startPostgres({ dataDir: join(config.dataDir, 'postgres'), log: print })
}

async function serveEverything(
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
  const auth = openAuth({
    pool,
    secret: config.authSecret,
    publicUrl: config.publicUrl,
    log,
    rateLimited: true,
    trustedOrigins: [config.publicUrl, `http://localhost:${config.port}`, `http://127.0.0.1:${config.port}`],
    redeemLink: async () => null,
  })
  const firstPassword = config.simulator
    ? (await seedRehearsal(db, auth), null)
    : await createFirstAdmin(db, auth, config.adminPassword)
  const state = { migrations: true, worker: config.role === 'api' }
  const app = await buildApp({
    log,
    whoIs: (headers) => whoIs(auth, headers),
    publicUrl: config.publicUrl,
    requestsPerMinute: 1200,
    trustProxy: config.production,
  })
  await registerRoutes(app, { config, pool, db, bus, auth, state })
  state.worker = true
  await app.listen({ port: config.port, host: config.host })
  running.push({ stop: () => app.close() })
  printTable(config, firstPassword, print)
}

type Wiring = {
  config: Config
  pool: pg.Pool
  db: Db
  bus: Bus
  auth: ReturnType<typeof openAuth>
  state: { migrations: boolean; worker: boolean }
}

async function registerRoutes(app: App, wiring: Wiring): Promise<void> {
  const { config, db, bus, auth, state } = wiring
  const http = { app, db, changed: () => bus.poke('gss_events') }
  registerHealth(app, db, () => ({ ...state, rehearsal: config.simulator !== undefined }))
  registerAuthRoutes(app, auth, async (cookie) => {
    const actor = await whoIs(auth, { cookie })
    if (actor) await noteOwnPassword(db, actor.id)
  })
  registerLive(app, bus, () => true)
  masterDataRoutes(http, {
    db,
    auth,
    botUsername: () => config.simulator?.botUsername ?? 'bot',
    rehearsal: config.simulator !== undefined,
  })
  await registerWebApps(app, join(ROOT, 'dist'))
}

function printTable(config: Config, firstPassword: string | null, print: (line: string) => void): void {
  const rows: [string, string][] = [
    ['Office', `${config.publicUrl}/`],
    ['Technicians', `${config.publicUrl}/field/`],
    ['API reference', `${config.publicUrl}/api/docs`],
  ]
  if (config.simulator)
    rows.push(
      ['Simulated phones', `${config.publicUrl}/simulator`],
      ['Demo accounts', 'admin, cs1, cs2, sales1, manager1, ts1..ts8'],
      ['Password', 'gss-demo'],
    )
  if (firstPassword) rows.push(['First sign-in', `admin / ${firstPassword}   (shown only now)`])
  const width = Math.max(...rows.map(([name]) => name.length))
  print('')
  print(config.simulator ? 'GSS is ready (rehearsal: simulated WhatsApp and Telegram)' : 'GSS is ready')
  for (const [name, value] of rows) print(`  ${name.padEnd(width)}  ${value}`)
  print('')
}
