import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseCookies } from 'better-auth/cookies'
import type pg from 'pg'
import type { Owed, Staff } from './actor.ts'
import { type Auth, SESSION_SECONDS, RENEWED_AFTER_SECONDS } from './auth.ts'
import type { Role } from './roles.ts'

type RequestHeaders = Record<string, string | string[] | undefined>
/** Who the session cookie of a request belongs to and what he owes; null for nobody or somebody who was deactivated. */
export type WhoIs = (
  headers: RequestHeaders,
  /** takes the cookies of a session that was prolonged; the browser forgets its own after two weeks */
  renew?: (cookies: string[]) => void,
) => Promise<Staff | null>

type Found = {
  expires_at: Date
  id: string
  name: string
  role: Role
  banned: boolean | null
  must_change_password: boolean | null
  needs_second_factor: boolean
}

/**
 * Reads sessions. Every request of every screen does, so it is one prepared statement; the library, which would ask
 * several times, is left the one request a day that prolongs a session.
 * @param secondFactorRule key of the setting that lists the roles whose people must have a second factor
 */
export function openWhoIs(auth: Auth, pool: pg.Pool, secondFactorRule: string): WhoIs {
  return async (headers, renew) => {
    const token = await tokenOf(auth, headers)
    if (!token) return null
    const { rows } = await pool.query<Found>({
      name: 'who-is',
      text: `select s.expires_at, p.id, p.name, p.role, p.banned, p.must_change_password,
          p.two_factor_enabled is not true
            and coalesce((select g.value ? p.role from settings g where g.key = $2), false) as needs_second_factor
        from staff_sessions s join staff p on p.id = s.user_id where s.token = $1`,
      values: [token, secondFactorRule],
    })
    const found = rows[0]
    if (!found || found.banned) return null
    const left = (found.expires_at.getTime() - Date.now()) / 1000
    if (left <= SESSION_SECONDS - RENEWED_AFTER_SECONDS && !(await prolong(auth, headers, renew))) return null
    return { kind: 'staff', id: found.id, name: found.name, role: found.role, ...owes(found) }
  }
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
