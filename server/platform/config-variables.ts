import { z } from 'zod'

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const whole = (least: number, most: number, sentence: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number)
    .refine((value) => value >= least && value <= most, sentence)

const httpUrl = (sentence: string) =>
  z
    .string()
    .refine((value) => ['http:', 'https:'].includes(parsed(value)?.protocol ?? ''), sentence)
    .transform((value) => value.replace(/\/+$/, ''))

const word = (sentence: string) => z.string().regex(/^\S+$/, sentence)
/** Meta's ids are opaque; only the phone number itself, written with a plus, is a likely mistake. */
const metaId = (sentence: string) => z.string().regex(/^[^\s+]\S*$/, sentence)
const oneOf = <const T extends readonly string[]>(values: T, sentence: string) =>
  z.enum(values, { error: sentence })

/** Every variable the server reads, with the sentence shown when it is wrong. */
const variables = z.object({
  PORT: whole(1, 65_535, 'PORT must be a number from 1 to 65535, such as 8080.').default(8080),
  HOST: word('HOST must be an address to listen on, such as 127.0.0.1 or 0.0.0.0.').optional(),
  PUBLIC_URL: httpUrl('PUBLIC_URL must be the address people open, such as https://gss.example.co.id.')
    .refine(
      (value) => parsed(value)?.pathname === '/',
      'PUBLIC_URL must end after the host name; a folder such as /gss is not supported.',
    )
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(
      (value) => /^postgres(ql)?:\/\//.test(value),
      'DATABASE_URL must look like postgres://user:password@host:5432/gss; leave it out to use the built-in PostgreSQL.',
    )
    .optional(),
  GSS_DATA_DIR: z.string().default('.data'),
  GSS_ROLE: oneOf(['all', 'api', 'worker'], 'GSS_ROLE must be all, api or worker.').default('all'),
  GSS_ADMIN_PASSWORD: z
    .string()
    .min(8, 'GSS_ADMIN_PASSWORD must have at least 8 characters.')
    .max(128, 'GSS_ADMIN_PASSWORD must have at most 128 characters.')
    .optional(),
  AUTH_SECRET: z
    .string()
    .min(32, 'AUTH_SECRET must have at least 32 characters; `openssl rand -base64 32` prints a good one.')
    .optional(),
  LOG_LEVEL: oneOf(LEVELS, `LOG_LEVEL must be one of ${LEVELS.join(', ')}.`).default('info'),
  FILES_URL: z
    .string()
    .refine(
      (value) => /^file:./.test(value),
      'FILES_URL must start with file: and name a folder, such as file:/srv/gss/files; other stores are not supported yet.',
    )
    .optional(),
  WHATSAPP_API_URL: httpUrl(
    'WHATSAPP_API_URL must be a URL; leave it out for https://graph.facebook.com.',
  ).optional(),
  WHATSAPP_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'WHATSAPP_API_VERSION must look like v26.0.')
    .default('v26.0'),
  WHATSAPP_ACCESS_TOKEN: word(
    'WHATSAPP_ACCESS_TOKEN must be the token of the system user, without spaces.',
  ).optional(),
  WHATSAPP_PHONE_NUMBER_ID: metaId(
    "WHATSAPP_PHONE_NUMBER_ID must be the number's id from Meta's API Setup page, not the phone number.",
  ).optional(),
  WHATSAPP_BUSINESS_ACCOUNT_ID: metaId(
    "WHATSAPP_BUSINESS_ACCOUNT_ID must be the WhatsApp Business Account's id from Meta's API Setup page.",
  ).optional(),
  WHATSAPP_APP_SECRET: word(
    "WHATSAPP_APP_SECRET must be the app secret from the app's Basic settings, without spaces.",
  ).optional(),
  WHATSAPP_VERIFY_TOKEN: word(
    'WHATSAPP_VERIFY_TOKEN must be the word you also enter with the webhook URL at Meta, without spaces.',
  ).optional(),
  WHATSAPP_JOIN_SECONDS: whole(
    0,
    300,
    'WHATSAPP_JOIN_SECONDS must be a number from 0 (answer at once) to 300.',
  ).optional(),
  TELEGRAM_API_URL: httpUrl(
    'TELEGRAM_API_URL must be a URL; leave it out for https://api.telegram.org.',
  ).optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(
      /^\d+:[\w-]+$/,
      'TELEGRAM_BOT_TOKEN must be the token BotFather gave you, such as 123456789:AAE-letters-and-digits.',
    )
    .optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'TELEGRAM_WEBHOOK_SECRET must be up to 256 letters, digits, _ or -.')
    .optional(),
  TELEGRAM_MODE: oneOf(['polling', 'webhook'], 'TELEGRAM_MODE must be polling or webhook.').default(
    'polling',
  ),
})

export type Variables = z.output<typeof variables>
export const variableNames = Object.keys(variables.shape) as (keyof Variables)[]

export interface Reading {
  values: Variables
  problems: string[]
  /** Names with something written, right or wrong. */
  given: ReadonlySet<string>
}

/** Reads each variable on its own; a wrong one gives a sentence and counts as unset in `values`. */
export function readVariables(env: NodeJS.ProcessEnv): Reading {
  const written = new Map<string, string>()
  for (const name of variableNames) {
    const text = env[name]?.trim()
    if (text) written.set(name, text)
  }
  const given = new Set(written.keys())
  const problems = new Map<string, string>()
  const first = variables.safeParse(Object.fromEntries(written))
  if (first.success) return { values: first.data, problems: [], given }
  for (const issue of first.error.issues) {
    const name = String(issue.path[0])
    if (!problems.has(name)) problems.set(name, issue.message)
    written.delete(name)
  }
  return { values: variables.parse(Object.fromEntries(written)), problems: [...problems.values()], given }
}

/** The parts of a URL; undefined when it is none. */
export function parsed(url: string | undefined): URL | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url) : undefined
}
