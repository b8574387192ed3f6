import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseCookies } from 'better-auth/cookies'
import type pg from 'pg'
import type { Owed, Staff } from './actor.ts'
import { type Auth, SESSION_SECONDS, RENEWED_AFTER_SECONDS } from './auth.ts'
import { inBatches, type Waiting } from './in-batches.ts'
import type { Role } from './roles.ts'

type RequestHeaders = Record<string, string | string[] | undefined>
/** Who the session cookie of a request belongs to and what he owes; null for nobody or somebody who was deactivated. */
export type WhoIs = (
  headers: RequestHeaders,
  /** takes the cookies of a session that was prolonged; the browser forgets its own after two weeks */
  renew?: (cookies: string[]) => void,
) => Promise<Staff | null>

type Found = {
  token: string
  expires_at: Date
  id: string
  name: string
  role: Role
  banned: boolean | null
  must_change_password: boolean | null
  needs_second_factor: boolean
}

type Batch = readonly Waiting<string, Found | null>[]
const LIMITS = { together: 100, underWay: 3 }

/**
 * Reads sessions. Every request of every screen does, so it is one prepared statement for all that come together; the
 * library, which would ask several times each, is left the one request a day that prolongs a session.
 * @param secondFactorRule key of the setting that lists the roles whose people must have a second factor
 */
export function openWhoIs(auth: Auth, pool: pg.Pool, secondFactorRule: string): WhoIs {
  const find = inBatches((batch: Batch) => findSessions(pool, secondFactorRule, batch), LIMITS)
  return async (headers, renew) => {
    const token = await tokenOf(auth, headers)
    if (!token) return null
    const found = await find(token)
    if (!found || found.banned) return null
    const left = (found.expires_at.getTime() - Date.now()) / 1000
    if (left <= SESSION_SECONDS - RENEWED_AFTER_SECONDS && !(await prolong(auth, headers, renew))) return null
    return { kind: 'staff', id: found.id, name: found.name, role: found.role, ...owes(found) }
  }
}

async function findSessions(pool: pg.Pool, secondFactorRule: string, batch: Batch): Promise<void> {
  const { rows } = await pool.query<Found>({
    name: 'who-is',
    text: `select s.token, s.expires_at, p.id, p.name, p.role, p.banned, p.must_change_password,
        p.two_factor_enabled is not true
          and coalesce((select g.value ? p.role from settings g where g.key = $2), false) as needs_second_factor
      from staff_sessions s join staff p on p.id = s.user_id where s.token = any($1::text[])`,
    values: [batch.map((one) => one.asked), secondFactorRule],
  })
  const found = new Map(rows.map((row) => [row.token, row]))
  for (const one of batch) one.resolve(found.get(one.asked) ?? null)
}

function owes(found: Found): { owes?: Owed } {
  if (found.must_change_password) return { owes: 'PASSWORD_CHANGE_NEEDED' }
  return found.needs_second_factor ? { owes: 'SECOND_FACTOR_NEEDED' } : {}
}

/** The token in the session cookie, when it is signed by this server. */
async function tokenOf(auth: Auth, headers: RequestHeaders): Promise<string | null> {
  const cookie = headers['cookie']
  if (typeof cookie !== 'string') return null
  const context = await auth.$context
  const value = parseCookies(cookie).get(context.authCookies.sessionToken.name)
  const end = value?.lastIndexOf('.') ?? -1
  if (!value || end < 1) return null
  const token = value.slice(0, end)
  const right = createHmac('sha256', context.secret).update(token).digest()
  const given = Buffer.from(value.slice(end + 1), 'base64')
  return given.length === right.length && timingSafeEqual(given, right) ? token : null
}

/** Whether the session still holds; one that is a day old is prolonged, one that has ended is removed. */
async function prolong(auth: Auth, headers: RequestHeaders, renew?: (cookies: string[]) => void) {
  const { headers: answered, response } = await auth.api.getSession({
    headers: new Headers({ cookie: String(headers['cookie']) }),
    returnHeaders: true,
  })
  if (response) renew?.(answered.getSetCookie())
  return response !== null
}
