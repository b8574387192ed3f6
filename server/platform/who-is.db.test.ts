import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { insertStaff } from '../testing/people.ts'
import type { Staff } from './actor.ts'
import { openAuth } from './auth.ts'
import { openLog } from './log.ts'
import { writeSetting } from './settings.ts'
import { newToken } from './token.ts'
import { openWhoIs } from './who-is.ts'

const { db, pool } = await testDatabase()
const SECRET = 's'.repeat(40)
const DAY = 24 * 3_600_000
const authAt = (publicUrl: string) =>
  openAuth({
    pool,
    secret: SECRET,
    publicUrl,
    trustedOrigins: [],
    log: openLog('silent'),
    signInsPerMinute: 1000,
    redeemLink: async () => null,
  })
const auth = authAt('http://localhost')
const whoIs = openWhoIs(auth, pool, 'whoMustHaveOne')

/** A session that ends in so many milliseconds, and the cookie that a browser would send. */
async function session(staff: Staff, left: number) {
  const token = newToken()
  const expiresAt = new Date(Date.now() + left)
  await db.insertInto('staffSessions').values({ userId: staff.id, token, expiresAt }).execute()
  return { token, cookie: cookieOf(token, SECRET) }
}
function cookieOf(token: string, secret: string): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `other=1; gss.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}
const endOf = async (token: string) =>
  (await db.selectFrom('staffSessions').select('expiresAt').where('token', '=', token).executeTakeFirst())
    ?.expiresAt

it('knows the person of a session with one statement', async () => {
  const andi = await insertStaff(db, 'technician', 'Andi')
  const { cookie } = await session(andi, 13.5 * DAY)
  await whoIs({ cookie })
  const before = pool.totalCount
  const asked: unknown[] = []
  const counting = { query: (query: pgQuery) => (asked.push(query), pool.query(query)) } as never
  expect(await openWhoIs(auth, counting, 'whoMustHaveOne')({ cookie })).toEqual(andi)
  expect([asked.length, pool.totalCount]).toEqual([1, before])
})
type pgQuery = { text: string; values: unknown[] }

it.each(['none', '', 'gss.session_token=', 'gss.session_token=abc', 'gss.session_token=abc.def', '=;;='])(
  'nobody: %s',
  async (cookie) => expect(await whoIs(cookie === 'none' ? {} : { cookie })).toBeNull(),
)

it('a token signed with another secret is nobody, however real the session', async () => {
  const { token } = await session(await insertStaff(db, 'admin'), 13.5 * DAY)
  expect(await whoIs({ cookie: cookieOf(token, 'x'.repeat(40)) })).toBeNull()
  expect(await whoIs({ cookie: `gss.session_token=${token}.` })).toBeNull()
})

it('behind HTTPS only the cookie that a browser keeps to HTTPS counts', async () => {
  const andi = await insertStaff(db, 'technician', 'Andi')
  const { cookie } = await session(andi, 13.5 * DAY)
  const secure = openWhoIs(authAt('https://gss.example'), pool, 'whoMustHaveOne')
  expect(await secure({ cookie })).toBeNull()
  expect(await secure({ cookie: cookie.replace('gss.', '__Secure-gss.') })).toEqual(andi)
})

it('a session that has ended is nobody, and is removed', async () => {
  const { token, cookie } = await session(await insertStaff(db, 'cs'), -1000)
  expect(await whoIs({ cookie })).toBeNull()
  expect(await endOf(token)).toBeUndefined()
})

it('a session in use lives on: once a day it is prolonged, and the browser is told', async () => {
  const andi = await insertStaff(db, 'technician', 'Andi')
  const { token, cookie } = await session(andi, 12 * DAY)
  const renewed: string[] = []
  const known = await whoIs({ cookie }, (cookies) => renewed.push(...cookies))
  expect(known).toEqual(andi)
  expect((await endOf(token))!.getTime()).toBeGreaterThan(Date.now() + 13.9 * DAY)
  expect(renewed.join()).toMatch(/^gss\.session_token=.*Max-Age=1209600/)
  await whoIs({ cookie }, (cookies) => renewed.push(...cookies))
  expect(renewed).toHaveLength(1)
})

it('somebody deactivated is nobody at once', async () => {
  const andi = await insertStaff(db, 'technician')
  const { cookie } = await session(andi, 13.5 * DAY)
  await db.updateTable('staff').set({ banned: true }).where('id', '=', andi.id).execute()
  expect(await whoIs({ cookie })).toBeNull()
})

it('says what somebody owes: a password of his own first, then the second factor of his role', async () => {
  const andi = await insertStaff(db, 'sales')
  const { cookie } = await session(andi, 13.5 * DAY)
  await writeSetting(db, 'whoMustHaveOne', ['admin', 'sales'])
  expect((await whoIs({ cookie }))?.owes).toBe('SECOND_FACTOR_NEEDED')
  await db.updateTable('staff').set({ twoFactorEnabled: true }).where('id', '=', andi.id).execute()
  expect((await whoIs({ cookie }))?.owes).toBeUndefined()
  await db.updateTable('staff').set({ mustChangePassword: true }).where('id', '=', andi.id).execute()
  expect((await whoIs({ cookie }))?.owes).toBe('PASSWORD_CHANGE_NEEDED')
})
