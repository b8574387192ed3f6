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
export function addresses(port: number) {
  return {
    url: `http://localhost:${port}`,
    whatsappUrl: `http://127.0.0.1:${port + 1}`,
    telegramUrl: `http://127.0.0.1:${port + 2}`,
  }
}

/**
 * Starts the product on free ports with empty data and waits until it is ready. The web apps are built first when
 * their sources changed, unless `built` says that this has just been done.
 */
export async function startProduct(name: string, built = false): Promise<Product> {
  const folder = join(ROOT, '.cache/scenarios', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const server = launch(built, {
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
export async function isReady(url: string): Promise<boolean> {
  return await fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  )
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
