import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../server/platform/db.ts'
import type { Role } from '../server/platform/roles.ts'
import { AUTH_SECRET } from './node.ts'

export type Person = {
  id: string
  /** the value of a Cookie header with which a node of the stage knows this person */
  cookie: string
}

/** Staff with a session each, made in bulk: signing in a thousand people would measure scrypt. */
export async function enrol(db: Db, role: Role, count: number): Promise<Person[]> {
  const made = await sql<{ id: string; token: string }>`
    with people as (
      insert into staff (name, email, username, role)
      select ${role} || ' ' || n, ${role} || n || '-' || left(md5(random()::text), 6) || '@local.invalid',
        ${role} || n || '_' || left(md5(random()::text), 6), ${role}
      from generate_series(1, ${count}::int) n returning id)
    insert into staff_sessions (user_id, token, expires_at)
    select id, md5(random()::text) || md5(id::text), now() + interval '14 days' from people
    returning user_id as id, token`.execute(db)
  return made.rows.map(({ id, token }) => ({ id, cookie: cookieOf(token) }))
}

/** The session cookie as better-auth signs it. */
function cookieOf(token: string): string {
  const signature = createHmac('sha256', AUTH_SECRET).update(token).digest('base64')
  return `gss.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}
