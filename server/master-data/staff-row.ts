import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../platform/db.ts'
import type { Role } from '../platform/roles.ts'
import type { staffMember } from './schema.ts'

export type StaffMember = z.input<typeof staffMember>

/** The one selection of a member of staff that every screen uses. */
export const staffRows = (db: Db | Tx) =>
  db
    .selectFrom('staff')
    .leftJoin('telegramLinks', 'telegramLinks.staffId', 'staff.id')
    .select([
      'staff.id',
      'staff.name',
      'staff.username',
      'staff.role',
      'staff.phone',
      'staff.employeeNumber',
      'staff.photoFileId',
      'staff.banned',
      'staff.createdAt',
      'staff.mustChangePassword',
      'staff.twoFactorEnabled',
      'staff.homeArea',
      'staff.homeLat',
      'staff.homeLng',
      'telegramLinks.reachable',
    ])
    .select(
      sql<Date | null>`(select max(s.at) from staff_sign_ins s where s.staff_id = staff.id)`.as(
        'lastSignInAt',
      ),
    )
    .select(
      sql<
        string[]
      >`array(select k.skill from staff_skills k where k.staff_id = staff.id order by lower(k.skill))`.as(
        'skills',
      ),
    )

export type StaffRow = Awaited<ReturnType<ReturnType<typeof staffRows>['executeTakeFirstOrThrow']>>

export const telegramState = (reachable: boolean | null): StaffMember['telegram'] =>
  reachable === null ? 'NOT_LINKED' : reachable ? 'LINKED' : 'BLOCKED'

export const staffShape = (row: StaffRow): StaffMember => ({
  id: row.id,
  name: row.name,
  username: row.username,
  role: row.role as Role,
  phone: row.phone,
  employeeNumber: row.employeeNumber,
  photoFileId: row.photoFileId,
  status: row.banned ? 'INACTIVE' : 'ACTIVE',
  telegram: telegramState(row.reachable),
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  secondFactor: row.twoFactorEnabled,
  skills: row.skills,
  homeArea: row.homeArea,
  homePoint: row.homeLat === null || row.homeLng === null ? null : { lat: row.homeLat, lng: row.homeLng },
})

/** Staff whom the bot can reach, by role or by id; always in the same order. */
export async function staffOnTelegram(
  db: Db | Tx,
  which: { roles: readonly Role[] } | { ids: readonly string[] },
): Promise<string[]> {
  if ('ids' in which && which.ids.length === 0) return []
  const rows = db
    .selectFrom('staff')
    .innerJoin('telegramLinks', 'telegramLinks.staffId', 'staff.id')
    .select('staff.id')
    .where('staff.banned', '=', false)
    .where('telegramLinks.reachable', '=', true)
  const wanted =
    'roles' in which
      ? rows.where('staff.role', 'in', [...which.roles])
      : rows.where('staff.id', 'in', [...which.ids])
  return (await wanted.orderBy('staff.id').execute()).map((row) => row.id)
}
