import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const READY_WAIT_MS = 90_000
const STOP_WAIT_MS = 30_000
/** Settings of the developer's shell must not change what a scenario sees. */
const SETTINGS =
  /^(PORT|HOST|PUBLIC_URL|DATABASE_URL|FILES_URL|AUTH_SECRET|LOG_LEVEL|NODE_ENV|(GSS|WHATSAPP|TELEGRAM|SIM|npm)_.*)$/

/** The whole product as its user starts it, with the simulated WhatsApp and Telegram beside it. */
export type Product = {
  url: string
  whatsappUrl: string
  telegramUrl: string
  /** where screenshots and the like go */
  folder: string
  /** the last lines that the server wrote */
  lastLines(): string
  /** what it logged as an error since it started */
  errors(): string[]
  stop(): Promise<void>
}

/** Addresses of a product whose server listens on `port` of this machine. */
function addresses(port: number) {
  return {
    url: `http://localhost:${port}`,
    whatsappUrl: `http://127.0.0.1:${port + 1}`,
    telegramUrl: `http://127.0.0.1:${port + 2}`,
  }
}

export type StartOptions = {
  /** the web apps are known to be built; otherwise they are when their sources changed */
  built?: boolean
  /** this port and the two after it instead of free ones */
  port?: number
}

/** Starts the product with empty data below `.cache/scenarios/<name>` and waits until it is ready. */
export async function startProduct(name: string, options: StartOptions = {}): Promise<Product> {
  const folder = join(ROOT, '.cache/scenarios', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const port = options.port ?? (await freePort())
  const server = launch(options.built ?? false, {
    PORT: String(port),
    GSS_DATA_DIR: join(folder, 'data'),
    GSS_STOP_WITH_PARENT: String(process.pid),
    GSS_ENV_FILE: 'none',
    WHATSAPP_JOIN_SECONDS: '0',
    LOG_LEVEL: 'warn',
  })
  const said = listen(server)
  const product: Product = {
    ...addresses(port),
    folder,
    lastLines: () => said.slice(-40).join('\n'),
    errors: () => said.filter((line) => /"level":("(error|fatal)"|[56]0)/.test(line)),
    stop: () => stop(server),
  }
  try {
    await untilReady(product, server)
  } catch (error) {
    await stop(server)
    throw new Error(`${(error as Error).message}\n${product.lastLines()}`, { cause: error })
  }
  return product
}

function launch(built: boolean, settings: Record<string, string>): ChildProcess {
  const kept = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name))
  return spawn(process.execPath, [join(ROOT, 'boot.mjs'), ...(built ? ['--no-build'] : [])], {
    cwd: ROOT,
    env: { ...Object.fromEntries(kept), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function listen(server: ChildProcess): string[] {
  const said: string[] = []
  for (const stream of [server.stdout, server.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      said.push(...part.split('\n').filter(Boolean))
      said.splice(0, said.length - 400)
    })
  return said
}

async function untilReady(product: Product, server: ChildProcess): Promise<void> {
  const end = Date.now() + READY_WAIT_MS
  while (Date.now() < end) {
    if (server.exitCode !== null) throw new Error(`The product ended with code ${server.exitCode}.`)
    if (await isReady(product.url)) return
    await sleep(100)
  }
  throw new Error(`The product was not ready after ${READY_WAIT_MS / 1000} seconds.`)
}

/** Does a server at this address answer that it is ready? */
async function isReady(url: string): Promise<boolean> {
  return (await readiness(url))?.ready === true
}

/** What a server at this address says of itself; null when there is none. */
async function readiness(url: string): Promise<{ ready?: boolean; rehearsal?: boolean } | null> {
  try {
    return (await (await fetch(`${url}/readyz`)).json()) as { ready?: boolean; rehearsal?: boolean }
  } catch {
    return null
  }
}

/**
 * A rehearsal that runs on `port` already; null when nothing does. Throws for a server that is none: a story must not
 * be written into the data of a company.
 */
export async function findProduct(name: string, port: number): Promise<Product | null> {
  const found = addresses(port)
  const says = await readiness(found.url)
  if (!says) return null
  if (!says.ready || !says.rehearsal)
    throw new Error(
      `${found.url} is no rehearsal (or not ready), and the story would be written into its data. Set PORT to another number.`,
    )
  const folder = join(ROOT, '.cache/scenarios', name)
  mkdirSync(folder, { recursive: true })
  const nothing = () => []
  return { ...found, folder, lastLines: () => '', errors: nothing, stop: async () => undefined }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((done) => server.once('exit', done))
  server.kill('SIGTERM')
  const killer = setTimeout(() => server.kill('SIGKILL'), STOP_WAIT_MS)
  await gone
  clearTimeout(killer)
}

/** Three free ports in a row; the server takes the first, the simulator the other two. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000) * 3
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
