import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { productionProblems } from './config-production.ts'
import { type Credential, credentials, missingCredentials, rehearsalValues } from './config-rehearsal.ts'
import { type Reading, readVariables, type Variables } from './config-variables.ts'

export interface WhatsAppConfig {
  apiUrl: string
  apiVersion: string
  accessToken: string
  phoneNumberId: string
  businessAccountId: string
  appSecret: string
  verifyToken: string
  /** How long short messages of one sender are joined before they are read; 0 reads each at once. */
  joinSeconds: number
}

export interface TelegramConfig {
  apiUrl: string
  botToken: string
  mode: 'polling' | 'webhook'
  webhookSecret: string | undefined
}

/** Where the simulator of a rehearsal listens; its page is at `${whatsappUrl}/simulator`. */
export interface SimulatorConfig {
  whatsappPort: number
  telegramPort: number
  whatsappUrl: string
  telegramUrl: string
  botUsername: string
  businessNumber: string
  stateDir: string
}

export interface Config {
  production: boolean
  role: 'api' | 'worker' | 'all'
  port: number
  host: string
  /** How customers and staff reach this server; without a slash at the end. */
  publicUrl: string
  /** Undefined: run the PostgreSQL that comes with the packages, below `dataDir`. */
  databaseUrl: string | undefined
  dataDir: string
  filesDir: string
  adminPassword: string | undefined
  authSecret: string
  logLevel: Variables['LOG_LEVEL']
  whatsapp: WhatsAppConfig
  telegram: TelegramConfig
  /** Only in a rehearsal: no credentials of either vendor are set, so the simulator plays both. */
  simulator: SimulatorConfig | undefined
}

/** One sentence per wrong variable, each saying what to write instead. */
export class ConfigError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The settings of this process, checked. Without an argument: the environment, and `.env` in the
 * project folder for what the environment leaves unset. Relative folders start at the project folder.
 * @throws ConfigError
 */
export function loadConfig(env: NodeJS.ProcessEnv = environment()): Config {
  const reading = readVariables(env)
  const { values, problems, given } = reading
  const production = env['NODE_ENV'] === 'production'
  const rehearsal = !production && !credentials.some((name) => given.has(name))
  if (!rehearsal) problems.push(...missingCredentials(given, production))
  if (production) problems.push(...productionProblems(reading))
  if (rehearsal && values.PORT > 65_533)
    problems.push('PORT must be at most 65533 in a rehearsal, because the simulator uses the next two ports.')
  if (values.TELEGRAM_MODE === 'webhook') problems.push(...webhookProblems(reading))
  if (problems.length > 0) throw new ConfigError(problems)
  return build(
    rehearsal ? { ...rehearsalValues(values.PORT), ...defined(values) } : values,
    rehearsal,
    production,
  )
}

function build(given: Variables, rehearsal: boolean, production: boolean): Config {
  // missingCredentials and rehearsalValues made sure of every one
  const values = given as Variables & Record<Credential, string>
  const dataDir = resolve(ROOT, values.GSS_DATA_DIR)
  return {
    production,
    role: values.GSS_ROLE,
    port: values.PORT,
    host: values.HOST ?? (rehearsal ? '127.0.0.1' : '0.0.0.0'),
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    databaseUrl: values.DATABASE_URL,
    dataDir,
    filesDir: values.FILES_URL ? resolve(ROOT, folderOf(values.FILES_URL)) : join(dataDir, 'files'),
    adminPassword: values.GSS_ADMIN_PASSWORD,
    authSecret: values.AUTH_SECRET ?? keptSecret(dataDir),
    logLevel: values.LOG_LEVEL,
    whatsapp: {
      apiUrl: values.WHATSAPP_API_URL ?? 'https://graph.facebook.com',
      apiVersion: values.WHATSAPP_API_VERSION,
      accessToken: values.WHATSAPP_ACCESS_TOKEN,
      phoneNumberId: values.WHATSAPP_PHONE_NUMBER_ID,
      businessAccountId: values.WHATSAPP_BUSINESS_ACCOUNT_ID,
      appSecret: values.WHATSAPP_APP_SECRET,
      verifyToken: values.WHATSAPP_VERIFY_TOKEN,
      // in a rehearsal somebody is waiting in front of the screen
      joinSeconds: values.WHATSAPP_JOIN_SECONDS ?? (rehearsal ? 3 : 30),
    },
    telegram: {
      apiUrl: values.TELEGRAM_API_URL ?? 'https://api.telegram.org',
      botToken: values.TELEGRAM_BOT_TOKEN,
      mode: values.TELEGRAM_MODE,
      webhookSecret: values.TELEGRAM_WEBHOOK_SECRET,
    },
    simulator: rehearsal ? simulatorConfig(values.PORT, dataDir) : undefined,
  }
}

function simulatorConfig(port: number, dataDir: string): SimulatorConfig {
  return {
    whatsappPort: port + 1,
    telegramPort: port + 2,
    whatsappUrl: `http://127.0.0.1:${port + 1}`,
    telegramUrl: `http://127.0.0.1:${port + 2}`,
    botUsername: 'gss_rehearsal_bot',
    businessNumber: '+62 811-1000-2000',
    stateDir: join(dataDir, 'simulator'),
  }
}

function webhookProblems({ values, given }: Reading): string[] {
  const problems: string[] = []
  if (!given.has('TELEGRAM_WEBHOOK_SECRET'))
    problems.push(
      'TELEGRAM_WEBHOOK_SECRET is missing: with TELEGRAM_MODE=webhook write a random word of 32 letters and digits.',
    )
  if (!values.TELEGRAM_API_URL && !values.PUBLIC_URL?.startsWith('https://'))
    problems.push(
      'PUBLIC_URL must start with https:// when TELEGRAM_MODE=webhook, because Telegram calls nothing else.',
    )
  return problems
}

/** `file:./photos`, `file:/srv/photos` and `file:///srv/photos` alike. */
function folderOf(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length)
}

/** The signing secret of sessions, made once and kept, so that a restart signs nobody out. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'auth-secret')
  try {
    fs.mkdirSync(dataDir, { recursive: true })
    if (!fs.existsSync(file)) makeSecret(file)
    return fs.readFileSync(file, 'utf8').trim()
  } catch (error) {
    const problem = `GSS_DATA_DIR is ${dataDir}, where this user cannot read and write; write a folder that belongs to him.`
    throw new ConfigError([`${problem} (${(error as Error).message})`])
  }
}

function makeSecret(file: string): void {
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  // A link, not a rename: of two nodes that start together the first one's secret stays.
  try {
    fs.linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    fs.rmSync(draft)
  }
}

/** GSS_ENV_FILE names another file; tests name one that is not there, to stay clear of real credentials. */
function environment(): NodeJS.ProcessEnv {
  const file = resolve(ROOT, process.env['GSS_ENV_FILE'] || '.env')
  const kept = fs.existsSync(file) ? parseEnv(fs.readFileSync(file, 'utf8')) : {}
  const set = Object.entries(process.env).filter(([, value]) => value?.trim())
  return { ...kept, ...Object.fromEntries(set) }
}

function defined<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
}
