import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Answer } from '../../platform/http/endpoint.ts'
import type { Role } from '../../platform/roles.ts'
import { readSetting } from '../../platform/settings.ts'
import { deviceOf } from './rules.ts'
import type { listMySignIns, listSkills } from './schema.ts'

const SHOWN = 20

/** The last sign-ins of a person, newest first. @throws NotFound */
export async function listSignInRows(
  db: Db,
  staffId: string,
  currentSession: string | null,
): Promise<Answer<typeof listMySignIns>> {
  const person = await db.selectFrom('staff').select('id').where('id', '=', staffId).executeTakeFirst()
  if (!person) throw new NotFound()
  const rows = await db
    .selectFrom('staffSignIns')
    .leftJoin('staffSessions', 'staffSessions.id', 'staffSignIns.sessionId')
    .select(['staffSignIns.sessionId', 'staffSignIns.at', 'staffSignIns.ipAddress', 'staffSignIns.userAgent'])
    .select(sql<boolean>`coalesce(staff_sessions.expires_at > now(), false)`.as('open'))
    .where('staffId', '=', staffId)
    .orderBy('staffSignIns.at', 'desc')
    .limit(SHOWN)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.sessionId,
      at: row.at.toISOString(),
      open: row.open,
      current: row.sessionId === currentSession,
      ipAddress: row.ipAddress,
      ...deviceOf(row.userAgent),
    })),
  }
}

/** The setting with the roles whose people may do nothing before they have set up a second factor. */
export const SECOND_FACTOR_RULE = 'secondFactorRoles'

export const secondFactorRoles = (db: Db | Tx): Promise<Role[]> =>
  readSetting<Role[]>(db, SECOND_FACTOR_RULE, [])

/** The catalogue by name. */
export async function readSkills(db: Db | Tx): Promise<Answer<typeof listSkills>> {
  const items = await db
    .selectFrom('skills')
    .leftJoin('staffSkills', 'staffSkills.skill', 'skills.name')
    .select(['skills.name', sql<number>`count(staff_skills.staff_id)`.as('people')])
    .groupBy('skills.name')
    .orderBy(sql`lower(skills.name)`)
    .execute()
  return { items }
}
