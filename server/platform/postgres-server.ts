import { type ChildProcess, execFile, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { majorVersion, type Place, renameUnlessThere } from './postgres-place.ts'
import { isAlive, programIsGone, worksIn } from './process-facts.ts'
import { StartError } from './start-error.ts'

export interface PostgresOptions {
  /** Folder of our own for the cluster; made when missing. */
  dataDir: string
  log: (line: string) => void
  /** Server settings that differ from the defaults below, such as `{ fsync: 'off' }`. */
  settings?: Record<string, string>
  /** Where files go that the unprivileged user could not reach inside `dataDir` (root only). */
  systemDir?: string
}

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

/** Makes the files of a new cluster; leaves an existing one alone. */
export async function createCluster(place: Place, log: (line: string) => void): Promise<void> {
  const versionFile = join(place.cluster, 'PG_VERSION')
  const program = majorVersion(place.programs)
  if (fs.existsSync(versionFile)) {
    const found = fs.readFileSync(versionFile, 'utf8').trim()
    if (found === program) return
    throw new StartError(
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
export async function adopt(place: Place, log: (line: string) => void): Promise<number | undefined> {
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
export async function launch(place: Place, options: PostgresOptions): Promise<number> {
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
    if (!again || Date.now() - started > LOCK_WAIT_MS) throw new StartError(startFailure(place, said))
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

/** Fast shutdown (SIGINT); after half a minute an immediate one, which the next start recovers from. */
export async function stopProcess(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    const until = Date.now() + STOP_WAIT_MS
    while (isAlive(pid) && Date.now() < until) await sleep(20)
  }
}
