import { type ChildProcess, execFile, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { majorVersion, type Place, preparePlace, renameUnlessThere } from './postgres-place.ts'
import { identityOf, isAlive, programIsGone, worksIn } from './process-facts.ts'

export interface PostgresOptions {
  /** Folder of our own for the cluster; made when missing. */
  dataDir: string
  log: (line: string) => void
  /** Server settings that differ from the defaults below, such as `{ fsync: 'off' }`. */
  settings?: Record<string, string>
  /** Where files go that the unprivileged user could not reach inside `dataDir` (root only). */
  systemDir?: string
}

export interface RunningPostgres {
  /** Connection URL of the application's database. */
  readonly url: string
  /** Process number of the postmaster; changes when it had to be started again. */
  readonly pid: number
  /** Stops the cluster if this process started or took it over; a mere guest leaves it running. */
  stop(): Promise<void>
}

const DATABASE = 'gss'
const LOCK_WAIT_MS = 10_000
const READY_WAIT_MS = 60_000
const STOP_WAIT_MS = 30_000
const LOG_LIMIT_BYTES = 5_000_000
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

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

async function createCluster(place: Place, log: (line: string) => void): Promise<void> {
  const versionFile = join(place.cluster, 'PG_VERSION')
  const program = majorVersion(place.programs)
  if (fs.existsSync(versionFile)) {
    const found = fs.readFileSync(versionFile, 'utf8').trim()
    if (found === program) return
    throw new Error(
      `The data in ${place.cluster} were written by PostgreSQL ${found}, and this release brings ${program}; start the release that wrote them, take a backup there and restore it here.`,
    )
  }
  log('creating the database files')
  // Built aside and renamed, so that an interrupted first start leaves nothing half made.
  const draft = `${place.cluster}.${process.pid}`
  fs.rmSync(draft, { recursive: true, force: true })
  fs.mkdirSync(draft, { mode: 0o700 })
  if (place.runAs.uid !== undefined) fs.chownSync(draft, place.runAs.uid, place.runAs.gid ?? place.runAs.uid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const args = [
    '-D',
    draft,
    '--username=postgres',
    '--auth=trust',
    '--no-instructions',
    '--no-sync',
    ...locale,
  ]
  await promisify(execFile)(join(place.programs, 'bin/initdb'), args, surroundings(place, draft))
  if (!renameUnlessThere(draft, place.cluster)) fs.rmSync(draft, { recursive: true, force: true })
}

function surroundings(place: Place, cwd: string) {
  return { ...place.runAs, cwd, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }
}

interface LockFile {
  pid: number
  socketDir: string
  ready: boolean
}

function readLockFile(cluster: string): LockFile | undefined {
  try {
    const lines = fs.readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** Takes over the postmaster of an earlier node; undefined when there is none that serves this cluster. */
async function adopt(place: Place, log: (line: string) => void): Promise<number | undefined> {
  const lock = readLockFile(place.cluster)
  if (!lock?.pid || !isAlive(lock.pid)) return undefined
  if (worksIn(lock.pid, place.cluster) === false) {
    // The number belongs to another program now (the machine or container was restarted). Only the
    // number is replaced: PostgreSQL still needs the rest to see whether old backends live on.
    const file = join(place.cluster, 'postmaster.pid')
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\d+/, '4194305'))
    return undefined
  }
  if (lock.socketDir !== place.socketDir || programIsGone(lock.pid)) {
    await stopProcess(lock.pid)
    return undefined
  }
  if (!(await waitUntilReady(place, lock.pid))) return undefined
  log(`found PostgreSQL still running (process ${lock.pid})`)
  return lock.pid
}

/** Starts a postmaster; a lock that its dead predecessor still holds is waited for. */
async function launch(place: Place, options: PostgresOptions): Promise<number> {
  const started = Date.now()
  for (;;) {
    const logFile = openLog(place.base)
    const size = fs.fstatSync(logFile).size
    const child = spawnPostmaster(place, options, logFile)
    fs.closeSync(logFile)
    const pid = child.pid
    if (pid !== undefined && (await waitUntilReady(place, pid, child))) return pid
    const said = fs.readFileSync(join(place.base, 'postgres.log')).subarray(size).toString('utf8')
    const locked = /lock file .* already exists|shared memory block .* still in use/.test(said)
    const again = locked || child.signalCode !== null
    if (!again || Date.now() - started > LOCK_WAIT_MS) throw new Error(startFailure(place, said))
    await sleep(250)
    const running = await adopt(place, options.log)
    if (running !== undefined) return running
  }
}

function spawnPostmaster(place: Place, options: PostgresOptions, logFile: number): ChildProcess {
  const settings = { ...SETTINGS, ...options.settings, unix_socket_directories: place.socketDir }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: Ctrl-C in a terminal must reach the application first, which then stops PostgreSQL.
  const child = spawn(join(place.programs, 'bin/postgres'), ['-D', place.cluster, ...args], {
    ...surroundings(place, place.cluster),
    detached: true,
    stdio: ['ignore', logFile, logFile],
  })
  child.on('error', (error) => options.log(`PostgreSQL cannot be run: ${error.message}`))
  child.unref()
  return child
}

function openLog(base: string): number {
  const file = join(base, 'postgres.log')
  if (fs.existsSync(file) && fs.statSync(file).size > LOG_LIMIT_BYTES) fs.renameSync(file, `${file}.old`)
  return fs.openSync(file, 'a', 0o600)
}

/** True once the postmaster accepts connections, false when it ended instead. Recovery may take its time. */
async function waitUntilReady(place: Place, pid: number, child?: ChildProcess): Promise<boolean> {
  const started = Date.now()
  for (;;) {
    const ended = child ? child.exitCode !== null || child.signalCode !== null : !isAlive(pid)
    if (ended) return false
    const lock = readLockFile(place.cluster)
    if (lock?.pid === pid && lock.ready) return true
    if (lock?.pid !== pid && Date.now() - started > READY_WAIT_MS) return false
    await sleep(10)
  }
}

function startFailure(place: Place, said: string): string {
  const reason = said.split('\n').findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? 'no reason was given'
  return `PostgreSQL did not start: ${reason.trim()} (its log is ${join(place.base, 'postgres.log')})`
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } catch (error) {
    // Another node that starts at the same moment may have been faster.
    if ((error as { code?: string }).code !== '42P04' && (error as { code?: string }).code !== '23505')
      throw error
  } finally {
    await client.end()
  }
}

function urlOf(socketDir: string, database: string): string {
  return `postgres://postgres@/${database}?host=${encodeURIComponent(socketDir)}&port=5432`
}

/** Fast shutdown (SIGINT); after half a minute an immediate one, which the next start recovers from. */
async function stopProcess(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    const until = Date.now() + STOP_WAIT_MS
    while (isAlive(pid) && Date.now() < until) await sleep(20)
  }
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
