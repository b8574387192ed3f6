import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Config, ROOT, type SimulatorConfig } from '../server/platform/config.ts'
import { StartError } from '../server/platform/start-error.ts'

const RESTART_MS = 1000
const READY_WAIT_MS = 20_000

interface Part {
  name: string
  file: string
  env: Record<string, string>
}

/**
 * Runs the simulator's two processes, the fake WhatsApp and the fake Telegram, and starts one again
 * when it crashes. Resolves once both accept calls.
 */
export async function startSimulator(config: Config): Promise<{ stop(): Promise<void> }> {
  const { simulator } = config
  if (!simulator) return { stop: async () => undefined }
  mkdirSync(simulator.stateDir, { recursive: true })
  const keepers = parts(config, simulator).map((part) => new Keeper(part))
  const stop = async () => void (await Promise.all(keepers.map((keeper) => keeper.stop())))
  try {
    await Promise.all(keepers.map((keeper) => keeper.start()))
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

function parts(config: Config, simulator: SimulatorConfig): Part[] {
  const { whatsapp, telegram } = config
  const anyAddress = config.host === '0.0.0.0' || config.host === '::'
  const server = `http://${anyAddress ? '127.0.0.1' : config.host}:${config.port}`
  const shared = {
    SIM_HOST: '127.0.0.1',
    SIM_STATE_DIR: simulator.stateDir,
    TELEGRAM_BOT_TOKEN: telegram.botToken,
    SIM_BOT_USERNAME: simulator.botUsername,
    WHATSAPP_API_VERSION: whatsapp.apiVersion,
    WHATSAPP_ACCESS_TOKEN: whatsapp.accessToken,
    WHATSAPP_PHONE_NUMBER_ID: whatsapp.phoneNumberId,
    WHATSAPP_BUSINESS_ACCOUNT_ID: whatsapp.businessAccountId,
    WHATSAPP_APP_SECRET: whatsapp.appSecret,
    WHATSAPP_VERIFY_TOKEN: whatsapp.verifyToken,
    WHATSAPP_BUSINESS_NUMBER: simulator.businessNumber,
    NODE_COMPILE_CACHE: join(ROOT, '.cache/compile'),
  }
  return [
    {
      name: 'simulator WhatsApp',
      file: 'simulator/whatsapp/main.ts',
      env: {
        ...shared,
        SIM_PORT: String(simulator.whatsappPort),
        SIM_PEER_URL: simulator.telegramUrl,
        SIM_WEBHOOK_URL: `${server}/webhooks/whatsapp`,
      },
    },
    {
      name: 'simulator Telegram',
      file: 'simulator/telegram/main.ts',
      env: {
        ...shared,
        SIM_PORT: String(simulator.telegramPort),
        SIM_PEER_URL: simulator.whatsappUrl,
        SIM_WEBHOOK_URL: `${server}/webhooks/telegram`,
      },
    },
  ]
}

class Keeper {
  #child: ChildProcess | undefined
  #ready = false
  #stopping = false
  #said: string[] = []
  readonly #part: Part

  constructor(part: Part) {
    this.#part = part
  }

  async start(): Promise<void> {
    // The pipe to its stdin closes when this process is gone, however that happened.
    const child = spawn(process.execPath, [join(ROOT, this.#part.file)], {
      cwd: ROOT,
      env: { ...process.env, ...this.#part.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#child = child
    child.stdin.on('error', () => undefined)
    createInterface({ input: child.stderr }).on('line', (line) => this.#note(line))
    await this.#untilReady(child)
    this.#ready = true
    child.on('exit', () => void this.#again())
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const ready = new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(this.#failure('did not get ready')), READY_WAIT_MS)
      if (child.stdout)
        createInterface({ input: child.stdout }).on('line', (line) =>
          isReady(line) ? resolve() : this.#note(line),
        )
      child.on('error', reject)
      child.on('exit', (code) => reject(this.#failure(`ended with code ${code}`)))
    })
    await ready.finally(() => clearTimeout(timer))
  }

  async stop(): Promise<void> {
    this.#stopping = true
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    await new Promise((done) => {
      child.on('exit', done)
      child.kill('SIGTERM')
    })
  }

  async #again(): Promise<void> {
    while (!this.#stopping) {
      this.#note('ended unexpectedly; starting it again')
      await sleep(RESTART_MS)
      if (this.#stopping) return
      try {
        return await this.start()
      } catch (error) {
        this.#note((error as Error).message)
      }
    }
  }

  /** What it says before it is ready belongs to the sentence of a failed start. */
  #note(line: string): void {
    this.#said = [...this.#said.slice(-19), line]
    if (this.#ready) process.stderr.write(`${this.#part.name}: ${line}\n`)
  }

  #failure(what: string): StartError {
    const { name, file, env } = this.#part
    if (this.#said.some((line) => line.includes('EADDRINUSE')))
      return new StartError(
        `Port ${env['SIM_PORT']} is in use by another program; stop that one or set PORT to another number (the simulator uses the two ports after it).`,
      )
    return new StartError(`The ${name} (${file}) ${what}. It said:\n${this.#said.join('\n') || 'nothing'}`)
  }
}

function isReady(line: string): boolean {
  try {
    return (JSON.parse(line) as { ready?: boolean }).ready === true
  } catch {
    return false
  }
}
