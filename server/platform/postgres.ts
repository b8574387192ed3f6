import * as fs from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Place, preparePlace } from './postgres-place.ts'
import { adopt, createCluster, launch, type PostgresOptions, stopProcess } from './postgres-server.ts'
import { identityOf, isAlive } from './process-facts.ts'

export type { PostgresOptions }

export interface RunningPostgres {
  /** Connection URL of the application's database. */
  readonly url: string
  /** Process number of the postmaster; changes when it had to be started again. */
  readonly pid: number
  /** Stops the cluster if this process started or took it over; a mere guest leaves it running. */
  stop(): Promise<void>
}

const DATABASE = 'gss'
const CONNECT_WAIT_MS = 30_000

/**
 * Runs the PostgreSQL that comes with the packages, reachable through a Unix socket only.
 * A postmaster that outlived its node (kill -9) is adopted; one that dies is started again.
 * @throws Error with a sentence for the operator when it cannot run here.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const place = preparePlace(options.dataDir, options.systemDir ?? '/var/lib/gss')
  await createCluster(place, options.log)
  const guard = new Guard(place, options)
  await guard.start()
  try {
    await createDatabase(urlOf(place.socketDir, 'postgres'))
  } catch (error) {
    await guard.stop()
    throw error
  }
  const url = urlOf(place.socketDir, DATABASE)
  return {
    url,
    get pid() {
      return guard.pid
    },
    stop: () => guard.stop(),
  }
}

/** Keeps one postmaster running from start to stop. */
class Guard {
  pid = 0
  #stopping = false
  #watch: NodeJS.Timeout | undefined
  readonly #place: Place
  readonly #options: PostgresOptions

  constructor(place: Place, options: PostgresOptions) {
    this.#place = place
    this.#options = options
  }

  async start(): Promise<void> {
    this.pid = (await adopt(this.#place, this.#options.log)) ?? (await launch(this.#place, this.#options))
    takeCare(this.#place)
    this.#watch = setInterval(() => {
      if (!isAlive(this.pid)) void this.#restart()
    }, 250).unref()
  }

  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#watch)
    if (caretaker(this.#place) !== identityOf(process.pid)) return
    await stopProcess(this.pid)
    fs.rmSync(join(this.#place.base, 'caretaker'), { force: true })
  }

  async #restart(): Promise<void> {
    clearInterval(this.#watch)
    this.#options.log('PostgreSQL ended unexpectedly; starting it again')
    while (!this.#stopping) {
      try {
        await this.start()
        if (this.#stopping) await this.stop()
        return
      } catch (error) {
        this.#options.log(String((error as Error).message))
        await sleep(2000, undefined, { ref: false })
      }
    }
  }
}

/** A postmaster that was killed just now may still look alive; until the guard has noticed, try again. */
async function createDatabase(url: string): Promise<void> {
  const until = Date.now() + CONNECT_WAIT_MS
  for (;;) {
    try {
      return await createDatabaseOnce(url)
    } catch (error) {
      const refused = error instanceof pg.DatabaseError && !error.code?.startsWith('57P')
      if (refused || Date.now() > until) throw error
      await sleep(50)
    }
  }
}

async function createDatabaseOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } catch (error) {
    // Another node that starts at the same moment may have been faster.
    const faster = error instanceof pg.DatabaseError && ['42P04', '23505'].includes(error.code ?? '')
    if (!faster) throw error
  } finally {
    await client.end()
  }
}

function urlOf(socketDir: string, database: string): string {
  return `postgres://postgres@/${database}?host=${encodeURIComponent(socketDir)}&port=5432`
}

/** The living process that will stop the cluster, if any. */
function caretaker(place: Place): string | undefined {
  try {
    const note = fs.readFileSync(join(place.base, 'caretaker'), 'utf8')
    const pid = Number.parseInt(note, 10)
    return isAlive(pid) && identityOf(pid) === note ? note : undefined
  } catch {
    return undefined
  }
}

function takeCare(place: Place): void {
  if (caretaker(place) === undefined) fs.writeFileSync(join(place.base, 'caretaker'), identityOf(process.pid))
}
