import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '../server/platform/config.ts'
import type { Vendors } from './vendors.ts'

const READY_WAIT_MS = 60_000
const STOP_WAIT_MS = 30_000
/** The operator's own settings must not change what is measured. */
const SETTINGS =
  /^(PORT|HOST|PUBLIC_URL|DATABASE_URL|FILES_URL|AUTH_SECRET|LOG_LEVEL|NODE_ENV|(GSS|WHATSAPP|TELEGRAM|SIM|npm)_.*)$/

/** What the server and the measurements agree on. */
export const APP_SECRET = 'bench-app-secret'
export const PHONE_NUMBER_ID = '106540352242922'
export const BUSINESS_ACCOUNT_ID = '102290129340398'
export const AUTH_SECRET = 'bench-secret-bench-secret-bench-secret'
export const ADMIN_PASSWORD = 'bench-admin-password'

export type NodeOptions = {
  /** left out: the PostgreSQL that the server starts itself */
  databaseUrl?: string
  /** left out: a rehearsal with the simulator beside it */
  vendors?: Vendors
  env?: Record<string, string>
}

export type Node = {
  url: string
  pid: number
  /** from spawning the process to the first answer of /readyz with 200 */
  readyMs: number
  /** resident memory in MB of the server alone (Linux) */
  memoryMb(): number
  /** seconds of processor time used so far (Linux) */
  cpuSeconds(): number
  /** the last lines it wrote */
  lastLines(): string
  /** as if the power had gone */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Starts the server as `npm start` does, installed and built, and waits until it is ready. */
export async function startNode(dataDir: string, options: NodeOptions): Promise<Node> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = launch({
    PORT: String(port),
    GSS_DATA_DIR: dataDir,
    GSS_ENV_FILE: 'none',
    GSS_STOP_WITH_PARENT: String(process.pid),
    GSS_ADMIN_PASSWORD: ADMIN_PASSWORD,
    AUTH_SECRET,
    LOG_LEVEL: 'warn',
    ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
    ...(options.vendors && credentials(options.vendors)),
    ...options.env,
  })
  const said = listen(child)
  const node: Node = {
    url,
    pid: child.pid ?? 0,
    readyMs: 0,
    memoryMb: () => statusField(child.pid, 'VmRSS') / 1024,
    cpuSeconds: () => cpuSeconds(child.pid),
    lastLines: () => said.slice(-20).join('\n'),
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  }
  try {
    await untilReady(url, child)
  } catch (error) {
    await node.stop()
    throw new Error(`${(error as Error).message}\n${node.lastLines()}`, { cause: error })
  }
  return { ...node, readyMs: performance.now() - started }
}

const credentials = ({ url }: Vendors): Record<string, string> => ({
  HOST: '127.0.0.1',
  WHATSAPP_API_URL: url,
  WHATSAPP_ACCESS_TOKEN: 'bench-token',
  WHATSAPP_PHONE_NUMBER_ID: PHONE_NUMBER_ID,
  WHATSAPP_BUSINESS_ACCOUNT_ID: BUSINESS_ACCOUNT_ID,
  WHATSAPP_APP_SECRET: APP_SECRET,
  WHATSAPP_VERIFY_TOKEN: 'bench-verify-token',
  TELEGRAM_API_URL: url,
  TELEGRAM_BOT_TOKEN: '7000000000:bench-telegram-token',
})

function launch(settings: Record<string, string>): ChildProcess {
  const kept = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name))
  return spawn(process.execPath, [join(ROOT, 'boot.mjs'), '--no-build'], {
    cwd: ROOT,
    env: { ...Object.fromEntries(kept), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function listen(child: ChildProcess): string[] {
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      said.push(...part.split('\n').filter(Boolean))
      said.splice(0, said.length - 200)
    })
  return said
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + READY_WAIT_MS
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    await sleep(10)
  }
  throw new Error(`The server was not ready after ${READY_WAIT_MS / 1000} seconds.`)
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill(signal)
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_WAIT_MS)
  await gone
  clearTimeout(killer)
}

/** A number of kB out of /proc; NaN where there is none. */
function statusField(pid: number | undefined, field: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN)
  } catch {
    return Number.NaN
  }
}

function cpuSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    // user and system time in ticks, of which Linux has 100 a second
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return Number.NaN
  }
}

/** Three free ports in a row: a rehearsal's simulator takes the two after the server's. */
async function freePort(): Promise<number> {
  for (;;) {
    // below the numbers that the system gives to outgoing connections
    const port = 12_000 + Math.floor(Math.random() * 6000) * 3
    const free = await Promise.all([port, port + 1, port + 2].map(isFree))
    if (free.every(Boolean)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
}
