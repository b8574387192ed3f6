import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Auth, hashPassword, openAuth } from '../../platform/auth.ts'
import { buildApp } from '../../platform/http/app.ts'
import { registerAuthRoutes } from '../../platform/http/auth-routes.ts'
import type { App } from '../../platform/http/serve.ts'
import { openLog } from '../../platform/log.ts'
import type { Role } from '../../platform/roles.ts'
import { openFiles } from '../../platform/files.ts'
import { openWhoIs } from '../../platform/who-is.ts'
import { testDatabase } from '../../testing/index.ts'
import { noteOwnPassword } from '../change-staff.ts'
import { insertAccount } from '../insert-account.ts'
import { createSignInLink, redeemSignInLink } from '../link-telegram.ts'
import { masterDataRoutes } from '../routes.ts'
import { SECOND_FACTOR_RULE } from './reads.ts'

const { db, pool } = await testDatabase()
const log = openLog('silent')
const PASSWORD = 'kata-sandi-1'
let auth: Auth
let app: App

beforeAll(async () => {
  auth = openAuth({
    pool,
    secret: 'x'.repeat(40),
    publicUrl: 'http://localhost',
    trustedOrigins: ['http://localhost'],
    log,
    signInsPerMinute: 1000,
    redeemLink: (token) => redeemSignInLink(db, token),
    password: {
      hash: async (password) => `plain:${password}`,
      verify: async ({ hash, password }) => hash === `plain:${password}`,
    },
  })
  const whoIs = openWhoIs(auth, pool, SECOND_FACTOR_RULE)
  app = await buildApp({
    log,
    whoIs,
    publicUrl: 'http://localhost',
    requestsPerMinute: 0,
    trustProxy: false,
  })
  registerAuthRoutes(app, auth, {
    whoIs,
    passwordChanged: (staff) => noteOwnPassword(db, staff),
  })
  const http = { app, db, changed: () => undefined }
  const files = openFiles('file:///tmp/gss-no-files')
  masterDataRoutes(http, { db, files, auth, botUsername: () => 'bot', rehearsal: false })
  await app.ready()
})
afterAll(() => app.close())

/** A browser: keeps its cookies. */
function browser(agent = 'Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36') {
  const jar = new Map<string, string>()
  return async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object) => {
    const answer = await app.inject({
      method,
      url,
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'user-agent': agent,
        origin: 'http://localhost',
      },
      ...(body && { payload: body }),
    })
    for (const cookie of answer.cookies) {
      if (cookie.value === '' || cookie.maxAge === 0) jar.delete(cookie.name)
      else jar.set(cookie.name, encodeURIComponent(cookie.value))
    }
    return { status: answer.statusCode, json: () => answer.json<Record<string, never>>() as never as Json }
  }
}
// answers are looked at by path; the contract has its own types
type Json = Record<string, string> & {
  items: Record<string, unknown>[]
  qr: { size: number; path: string }
  backupCodes: string[]
  errors: { path: string }[]
}

async function account(role: Role, mustChange = false) {
  const username = `u${randomUUID().slice(0, 8)}`
  const hash = await hashPassword(auth, PASSWORD)
  const id = await db
    .transaction()
    .execute((tx) => insertAccount(tx, hash, { name: `Orang ${role}`, username, role, mustChange }))
  return { id, username }
}
type Browser = ReturnType<typeof browser>
const signIn = (ask: Browser, username: string, password = PASSWORD) =>
  ask('POST', '/api/auth/sign-in/username', { username, password })

/** The code an authenticator app shows, computed by RFC 6238 alone. */
function codeOf(key: string, step = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = key
    .replaceAll(' ', '')
    .split('')
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step))
  const hash = createHmac('sha1', bytes).update(counter).digest()
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

async function setUp(ask: Browser) {
  const begun = (await ask('POST', '/api/v1/me/second-factor', { password: PASSWORD })).json()
  const key = String(begun['key'])
  expect((await ask('POST', '/api/v1/me/second-factor/confirm', { code: codeOf(key) })).status).toBe(200)
  return { key, backupCodes: begun.backupCodes }
}

const eventsOf = async (staffId: string) =>
  (
    await db.selectFrom('events').select(['data', 'actorId']).where('name', '=', 'staffChanged').execute()
  ).filter((event) => (event.data as { staffId?: string }).staffId === staffId)

it('a password that others know opens nothing but its change', async () => {
  const { id, username } = await account('cs', true)
  const ask = browser()
  expect((await signIn(ask, username)).status).toBe(200)
  expect((await ask('GET', '/api/v1/me')).status).toBe(200)
  for (const url of ['/api/v1/users', '/api/v1/me/sign-ins', '/api/v1/customers']) {
    const refused = await ask('GET', url)
    expect(refused.status).toBe(403)
    expect(refused.json()['code']).toBe('PASSWORD_CHANGE_NEEDED')
  }
  const change = { currentPassword: PASSWORD, newPassword: 'punya-saya-9', revokeOtherSessions: true }
  expect((await ask('POST', '/api/auth/change-password', change)).status).toBe(200)
  expect((await ask('GET', '/api/v1/users')).status).toBe(200)
  expect(await eventsOf(id)).toMatchObject([{ actorId: id, data: { fields: ['password'] } }])
})

it('a second factor is set up with a code, and every sign-in asks for one', async () => {
  const { id, username } = await account('technician')
  const ask = browser()
  await signIn(ask, username)
  const wrong = await ask('POST', '/api/v1/me/second-factor', { password: 'bukan itu' })
  expect(wrong.json().errors).toMatchObject([{ path: 'password' }])
  const begun = (await ask('POST', '/api/v1/me/second-factor', { password: PASSWORD })).json()
  expect(begun['uri']).toContain(`GSS:${username}?`)
  expect(begun.qr.path.startsWith('M0 0h1')).toBe(true)
  expect(begun.backupCodes).toHaveLength(10)
  // half a set-up locks nobody out
  expect((await signIn(browser(), username)).json()['twoFactorRedirect']).toBeUndefined()

  const key = String(begun['key'])
  const bad = await ask('POST', '/api/v1/me/second-factor/confirm', { code: '000000' })
  expect(bad.json().errors).toMatchObject([{ path: 'code' }])
  expect((await ask('POST', '/api/v1/me/second-factor/confirm', { code: codeOf(key) })).status).toBe(200)
  expect((await ask('GET', '/api/v1/me')).json()['secondFactor']).toBe('ON')
  expect((await eventsOf(id)).map((event) => event.data)).toEqual([{ staffId: id, fields: ['secondFactor'] }])

  const other = browser()
  expect((await signIn(other, username)).json()['twoFactorRedirect']).toBe(true)
  expect((await other('GET', '/api/v1/me')).status).toBe(401)
  expect((await other('POST', '/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  expect((await other('POST', '/api/auth/two-factor/verify-totp', { code: codeOf(key) })).status).toBe(200)
  expect((await other('GET', '/api/v1/me')).status).toBe(200)

  const lost = browser()
  await signIn(lost, username)
  const code = begun.backupCodes[0]
  expect((await lost('POST', '/api/auth/two-factor/verify-backup-code', { code })).status).toBe(200)
  await signIn(lost, username)
  expect((await lost('POST', '/api/auth/two-factor/verify-backup-code', { code })).status).not.toBe(200)
})

it("the bot's sign-in link asks for the code as well", async () => {
  const { id, username } = await account('technician')
  const ask = browser()
  await signIn(ask, username)
  const { key } = await setUp(ask)
  const phone = browser()
  const token = await createSignInLink(db, id)
  const redeemed = await phone('POST', '/api/auth/telegram-link/redeem', { token })
  expect(redeemed.json()['twoFactorRedirect']).toBe(true)
  expect((await phone('GET', '/api/v1/me')).status).toBe(401)
  expect((await phone('POST', '/api/auth/two-factor/verify-totp', { code: codeOf(key) })).status).toBe(200)
  expect((await phone('GET', '/api/v1/me')).status).toBe(200)
})

it('a role that must have one is let in only after the set-up; admin can reset it', async () => {
  const boss = await account('admin')
  const admin = browser()
  await signIn(admin, boss.username)
  const { id, username } = await account('sales')
  const ask = browser()
  await signIn(ask, username)
  expect((await ask('GET', '/api/v1/customers')).status).toBe(200)
  expect((await ask('PATCH', '/api/v1/settings/second-factor', { roles: [] })).status).toBe(403)
  await admin('PATCH', '/api/v1/settings/second-factor', { roles: ['sales'] })
  const refused = await ask('GET', '/api/v1/customers')
  expect([refused.status, refused.json()['code']]).toEqual([403, 'SECOND_FACTOR_NEEDED'])
  expect((await ask('GET', '/api/v1/me')).json()['secondFactor']).toBe('NEEDED')
  await setUp(ask)
  expect((await ask('GET', '/api/v1/customers')).status).toBe(200)
  // nobody gets round our own operations
  expect((await ask('POST', '/api/auth/two-factor/disable', { password: PASSWORD })).status).toBe(404)

  expect((await ask('DELETE', `/api/v1/users/${id}/second-factor`)).status).toBe(403)
  expect((await admin('DELETE', `/api/v1/users/${id}/second-factor`)).status).toBe(200)
  expect((await ask('GET', '/api/v1/me')).status).toBe(401)
  expect((await signIn(ask, username)).json()['twoFactorRedirect']).toBeUndefined()
  await admin('PATCH', '/api/v1/settings/second-factor', { roles: [] })
  expect((await eventsOf(id)).at(-1)).toMatchObject({ actorId: boss.id, data: { fields: ['secondFactor'] } })
})

it('switching it off needs the password, and new backup codes void the old ones', async () => {
  const { username } = await account('manager')
  const ask = browser()
  await signIn(ask, username)
  const { backupCodes } = await setUp(ask)
  const renewed = await ask('POST', '/api/v1/me/second-factor/backup-codes', { password: PASSWORD })
  expect(renewed.json().backupCodes).not.toContain(backupCodes[0])
  expect((await ask('DELETE', '/api/v1/me/second-factor', { password: 'salah' })).status).toBe(422)
  expect((await ask('DELETE', '/api/v1/me/second-factor', { password: PASSWORD })).status).toBe(200)
  expect((await ask('GET', '/api/v1/me')).json()['secondFactor']).toBe('OFF')
})

it('secrets are never kept for a repeated key', async () => {
  const kept = await db.selectFrom('idempotencyKeys').select('body').execute()
  expect(JSON.stringify(kept)).not.toContain('backupCodes')
})

it('sign-ins are listed with device, and others can be ended', async () => {
  const { id, username } = await account('cs')
  const [phone, desk] = [browser(), browser('Mozilla/5.0 (Windows NT 10.0) Firefox/141.0')]
  await signIn(phone, username)
  await signIn(desk, username)
  const list = async () => (await desk('GET', '/api/v1/me/sign-ins')).json().items
  expect(await list()).toMatchObject([
    { browser: 'Firefox', system: 'Windows', open: true, current: true },
    { browser: 'Chrome', system: 'Android', open: true, current: false },
  ])
  const other = String((await list())[1]?.['id'])
  const stranger = browser()
  await signIn(stranger, (await account('cs')).username)
  expect((await stranger('DELETE', `/api/v1/me/sign-ins/${other}`)).status).toBe(404)
  expect((await desk('DELETE', `/api/v1/me/sign-ins/${other}`)).status).toBe(200)
  expect((await phone('GET', '/api/v1/me')).status).toBe(401)
  // that it was there stays known
  expect(await list()).toMatchObject([{ current: true }, { system: 'Android', open: false }])

  await signIn(phone, username)
  expect((await desk('POST', '/api/v1/me/sign-ins/end-others')).json()['ended']).toBe(1)
  expect((await phone('GET', '/api/v1/me')).status).toBe(401)
  expect((await desk('GET', '/api/v1/me')).status).toBe(200)
  expect((await eventsOf(id)).map((event) => event.data)).toEqual([
    { staffId: id, fields: ['sessions'] },
    { staffId: id, fields: ['sessions'] },
  ])
  const cs = await stranger('GET', `/api/v1/users/${id}/sign-ins`)
  expect(cs.json().items).toHaveLength(3)
  const boss = (await account('admin')).id
  expect((await stranger('GET', `/api/v1/users/${boss}/sign-ins`)).status).toBe(403)
})
