import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError, loadConfig, ROOT } from './config.ts'
import { variableNames } from './config-variables.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

const bare = { GSS_DATA_DIR: dataDir }
const real = {
  ...bare,
  WHATSAPP_ACCESS_TOKEN: 'EAAG-real',
  WHATSAPP_PHONE_NUMBER_ID: '109876543210987',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '101112131415161',
  WHATSAPP_APP_SECRET: 'a1b2c3',
  WHATSAPP_VERIFY_TOKEN: 'my-word',
  TELEGRAM_BOT_TOKEN: '123456789:AAE_real-token',
}
const production = {
  ...real,
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://gss.example.co.id',
  AUTH_SECRET: 'x'.repeat(40),
}

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    loadConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems
  }
}

test('with nothing set it rehearses with the simulator on the next two ports', () => {
  const config = loadConfig({ ...bare, PORT: '9100' })
  expect(config).toMatchObject({
    production: false,
    role: 'all',
    port: 9100,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:9100',
    databaseUrl: undefined,
    filesDir: join(dataDir, 'files'),
    whatsapp: { apiUrl: 'http://127.0.0.1:9101', accessToken: 'rehearsal-whatsapp-token', joinSeconds: 3 },
    telegram: {
      apiUrl: 'http://127.0.0.1:9102',
      botToken: '7000000000:rehearsal-telegram-token',
      mode: 'polling',
    },
    simulator: { whatsappPort: 9101, telegramPort: 9102, stateDir: join(dataDir, 'simulator') },
  })
})

test('with all credentials it talks to the vendors and starts no simulator', () => {
  const config = loadConfig({ ...real, WHATSAPP_JOIN_SECONDS: '0' })
  expect(config.simulator).toBeUndefined()
  expect(config.host).toBe('0.0.0.0')
  expect(config.whatsapp).toMatchObject({
    apiUrl: 'https://graph.facebook.com',
    apiVersion: 'v26.0',
    joinSeconds: 0,
  })
  expect(config.telegram.apiUrl).toBe('https://api.telegram.org')
})

test('empty values count as unset, and a slash at the end of a URL does not matter', () => {
  const config = loadConfig({
    ...bare,
    PORT: ' ',
    TELEGRAM_BOT_TOKEN: '',
    PUBLIC_URL: 'http://10.0.0.5:8080/',
  })
  expect(config).toMatchObject({ port: 8080, publicUrl: 'http://10.0.0.5:8080' })
  expect(config.simulator).toBeDefined()
})

test('relative folders start at the project folder', () => {
  const config = loadConfig({ ...bare, AUTH_SECRET: 'x'.repeat(32), GSS_DATA_DIR: 'some/data' })
  expect(config.filesDir).toBe(join(ROOT, 'some/data/files'))
  expect(loadConfig({ ...bare, FILES_URL: 'file:./photos' }).filesDir).toBe(join(ROOT, 'photos'))
  expect(loadConfig({ ...bare, FILES_URL: 'file:///srv/photos' }).filesDir).toBe('/srv/photos')
})

test('the signing secret is made once, kept and readable by its owner only', () => {
  const first = loadConfig(bare).authSecret
  expect(first.length).toBeGreaterThanOrEqual(32)
  expect(loadConfig(bare).authSecret).toBe(first)
  expect(readFileSync(join(dataDir, 'auth-secret'), 'utf8')).toBe(first)
  expect(statSync(join(dataDir, 'auth-secret')).mode & 0o077).toBe(0)
  expect(loadConfig({ ...bare, AUTH_SECRET: 'y'.repeat(32) }).authSecret).toBe('y'.repeat(32))
})

test('a data folder that cannot be used is answered with a sentence', () => {
  const file = join(dataDir, 'no-folder')
  writeFileSync(file, '')
  expect(problemsOf({ GSS_DATA_DIR: file })).toEqual([expect.stringMatching(/^GSS_DATA_DIR is .*no-folder/)])
})

describe('a wrong value is answered with one sentence that names the variable', () => {
  test.each([
    { PORT: 'abc' },
    { PORT: '0' },
    { PORT: '65536' },
    { PORT: '65534' },
    { HOST: 'a b' },
    { PUBLIC_URL: 'gss.example.co.id' },
    { PUBLIC_URL: 'https://example.co.id/gss' },
    { DATABASE_URL: 'mysql://localhost/gss' },
    { GSS_ROLE: 'web' },
    { GSS_ADMIN_PASSWORD: 'short' },
    { AUTH_SECRET: 'short' },
    { LOG_LEVEL: 'loud' },
    { FILES_URL: 's3://bucket/folder' },
    { FILES_URL: 'file:' },
    { WHATSAPP_API_URL: 'ftp://graph.facebook.com' },
    { WHATSAPP_API_VERSION: '26' },
    { WHATSAPP_JOIN_SECONDS: '-1' },
    { WHATSAPP_JOIN_SECONDS: '301' },
    { TELEGRAM_API_URL: 'telegram' },
    { TELEGRAM_WEBHOOK_SECRET: 'two words' },
    { TELEGRAM_MODE: 'push' },
  ])('%o', (wrong) => {
    const problems = problemsOf({ ...bare, ...wrong })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${Object.keys(wrong)[0]} .*\\.$`))
  })

  test.each([
    { WHATSAPP_ACCESS_TOKEN: 'two words' },
    { WHATSAPP_PHONE_NUMBER_ID: '+6281110002000' },
    { WHATSAPP_BUSINESS_ACCOUNT_ID: '+1' },
    { WHATSAPP_APP_SECRET: 'two words' },
    { WHATSAPP_VERIFY_TOKEN: 'two words' },
    { TELEGRAM_BOT_TOKEN: 'bot123' },
  ])('%o among real credentials', (wrong) => {
    const problems = problemsOf({ ...real, ...wrong })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${Object.keys(wrong)[0]} `))
  })

  test('several wrong values give several sentences', () => {
    expect(problemsOf({ ...bare, PORT: 'x', GSS_ROLE: 'y', LOG_LEVEL: 'z' })).toHaveLength(3)
  })
})

test('some credentials without the others: says which ones to add', () => {
  const named = (env: NodeJS.ProcessEnv) => problemsOf(env).map((sentence) => sentence.split(' ')[0])
  expect(named({ ...bare, TELEGRAM_BOT_TOKEN: real.TELEGRAM_BOT_TOKEN })).toEqual([
    'WHATSAPP_ACCESS_TOKEN',
    'WHATSAPP_PHONE_NUMBER_ID',
    'WHATSAPP_BUSINESS_ACCOUNT_ID',
    'WHATSAPP_APP_SECRET',
    'WHATSAPP_VERIFY_TOKEN',
  ])
  expect(named({ ...real, TELEGRAM_BOT_TOKEN: '' })).toEqual(['TELEGRAM_BOT_TOKEN'])
  expect(named({ ...real, WHATSAPP_APP_SECRET: '' })).toEqual(['WHATSAPP_APP_SECRET'])
})

test('a Telegram webhook needs its secret and an address Telegram can call', () => {
  expect(problemsOf({ ...real, TELEGRAM_MODE: 'webhook' })).toEqual([
    expect.stringContaining('TELEGRAM_WEBHOOK_SECRET is missing'),
    expect.stringContaining('PUBLIC_URL must start with https://'),
  ])
  const complete = {
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: 'secret-word',
    PUBLIC_URL: 'https://a.id',
  }
  expect(problemsOf({ ...real, ...complete })).toEqual([])
})

describe('production', () => {
  test('starts with real values', () => {
    expect(problemsOf(production)).toEqual([])
    expect(loadConfig(production)).toMatchObject({ production: true, simulator: undefined })
  })

  test('never rehearses', () => {
    const problems = problemsOf({ ...bare, NODE_ENV: 'production' })
    expect(problems.filter((sentence) => sentence.includes('is missing'))).toHaveLength(8)
    expect(problems.join()).not.toContain('rehearse')
  })

  test.each([
    { AUTH_SECRET: '' },
    { PUBLIC_URL: '' },
    { PUBLIC_URL: 'http://gss.example.co.id' },
    { PUBLIC_URL: 'https://localhost' },
    { WHATSAPP_API_URL: 'http://127.0.0.1:8081' },
    { WHATSAPP_API_URL: 'http://localhost:8081' },
    { TELEGRAM_API_URL: 'http://[::1]:8082' },
    { TELEGRAM_API_URL: 'http://0.0.0.0:8082' },
    { WHATSAPP_ACCESS_TOKEN: 'rehearsal-whatsapp-token' },
    { WHATSAPP_APP_SECRET: 'rehearsal-app-secret' },
    { WHATSAPP_VERIFY_TOKEN: 'rehearsal-verify-token' },
    { TELEGRAM_BOT_TOKEN: '7000000000:rehearsal-telegram-token' },
    { GSS_ADMIN_PASSWORD: 'gss-demo' },
  ])('refuses %o', (wrong) => {
    const problems = problemsOf({ ...production, ...wrong })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${Object.keys(wrong)[0]} `))
  })
})

test('.env.example names every variable, and nothing else', () => {
  const text = readFileSync(join(ROOT, '.env.example'), 'utf8')
  const named = [...text.matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => String(match[1]))
  expect(named.toSorted()).toEqual([...variableNames, 'NODE_ENV'].toSorted())
})
