import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import { type Auth, hashPassword } from '../platform/auth.ts'
import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import { readPhone } from '../platform/phone.ts'
import type { Role } from '../platform/roles.ts'
import { recordEvent } from '../ticket/index.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import { insertAccount, staffTaken } from './insert-account.ts'
import { setSkills } from './staff/change-skills.ts'
import { whyCannotManage } from './rules.ts'
import type { changeUser, createUser } from './schema.ts'
import { staffRows, staffShape, type StaffMember } from './staff-row.ts'

export type NewStaff = Pick<
  z.output<NonNullable<typeof createUser.body>>,
  'name' | 'username' | 'password' | 'role'
> & {
  phone?: string | null
  employeeNumber?: string | null
  mustChangePassword?: boolean
} & WhereAndWhat
type WhereAndWhat = Partial<Pick<BodyOf<typeof changeUser>, 'skills' | 'homeArea' | 'homePoint'>>

/**
 * An account for a technician or another member of staff. CS may register technicians and CS, admin everybody.
 * @throws InvalidInput when the user name or phone is taken or the phone is none
 */
export async function createStaff(db: Db, auth: Auth, actor: Staff, person: NewStaff): Promise<StaffMember> {
  mustManage(actor, null, person.role)
  const phone = staffPhone(person.phone)
  const hash = await hashPassword(auth, person.password)
  return await db.transaction().execute(async (tx) => {
    const id = await insertAccount(tx, hash, {
      ...person,
      phone,
      mustChange: person.mustChangePassword ?? false,
    })
    const home = homeOf(person)
    if (Object.keys(home).length > 0) await tx.updateTable('staff').set(home).where('id', '=', id).execute()
    if (person.skills) await setSkills(tx, id, person.skills)
    await recordEvent(tx, { name: 'staffChanged', actor, data: { staffId: id, fields: ['created'] } })
    return staffShape(await staffRows(tx).where('staff.id', '=', id).executeTakeFirstOrThrow())
  })
}

/**
 * Changes a member of staff. A deactivated one is signed out everywhere in the same transaction.
 * @throws NotFound, NotAllowed, Refused STAFF_HAS_JOBS while a technician still holds seats, NOT_YOURSELF, STAFF_PHONE_TAKEN
 *   when somebody else has the number of a person who comes back; InvalidInput
 */
export async function changeStaff(
  db: Db,
  actor: Staff,
  id: string,
  change: BodyOf<typeof changeUser>,
): Promise<StaffMember> {
  return await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('staff')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new NotFound()
    mustManage(actor, before.role as Role, change.role ?? (before.role as Role))
    const loses = (change.role && change.role !== before.role) || change.status === 'INACTIVE'
    if (loses && id === actor.id) throw new Refused('NOT_YOURSELF')
    if (loses && before.role === 'technician') await mustHoldNoSeat(tx, id)
    const set = {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.role !== undefined && { role: change.role }),
      ...(change.phone !== undefined && { phone: staffPhone(change.phone) }),
      ...(change.employeeNumber !== undefined && { employeeNumber: change.employeeNumber }),
      ...homeOf(change),
      ...(change.status !== undefined && {
        banned: change.status === 'INACTIVE',
        banReason: change.status === 'INACTIVE' ? 'deactivated' : null,
      }),
      updatedAt: new Date(),
    }
    try {
      await tx.updateTable('staff').set(set).where('id', '=', id).execute()
    } catch (error) {
      // a person who comes back has typed no number that could be marked
      const taken = staffTaken(error)
      throw taken instanceof InvalidInput && change.phone === undefined
        ? new Refused('STAFF_PHONE_TAKEN')
        : taken
    }
    if (change.skills) await setSkills(tx, id, change.skills)
    if (loses) await endSessions(tx, id)
    await recordEvent(tx, { name: 'staffChanged', actor, data: { staffId: id, fields: Object.keys(change) } })
    return staffShape(await staffRows(tx).where('staff.id', '=', id).executeTakeFirstOrThrow())
  })
}

/** Another password, to be shown once and changed at the next sign-in; signs the person out everywhere. */
export async function resetStaffPassword(
  db: Db,
  auth: Auth,
  actor: Staff,
  id: string,
  wanted?: string,
): Promise<string> {
  const person = await db.selectFrom('staff').select('role').where('id', '=', id).executeTakeFirst()
  if (!person) throw new NotFound()
  mustManage(actor, person.role as Role, person.role as Role)
  const password = wanted ?? easyPassword()
  const hash = await hashPassword(auth, password)
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('staffAccounts')
      .set({ password: hash, updatedAt: new Date() })
      .where('userId', '=', id)
      .where('providerId', '=', 'credential')
      .execute()
    await tx.updateTable('staff').set({ mustChangePassword: true }).where('id', '=', id).execute()
    await endSessions(tx, id)
    await recordEvent(tx, { name: 'staffChanged', actor, data: { staffId: id, fields: ['password'] } })
  })
  return password
}

/** The person has chosen a password of his own; the session library has stored it. */
export async function noteOwnPassword(db: Db, staff: Staff): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('staff').set({ mustChangePassword: false }).where('id', '=', staff.id).execute()
    await recordEvent(tx, {
      name: 'staffChanged',
      actor: staff,
      data: { staffId: staff.id, fields: ['password'] },
    })
  })
}

/** @throws NotAllowed */
export function mustManage(actor: Staff, from: Role | null, to: Role): void {
  if (whyCannotManage(actor.role, from, to)) throw new NotAllowed('STAFF_NOT_ALLOWED')
}

const homeOf = ({ homeArea, homePoint }: WhereAndWhat) => ({
  ...(homeArea !== undefined && { homeArea }),
  ...(homePoint !== undefined && { homeLat: homePoint?.lat ?? null, homeLng: homePoint?.lng ?? null }),
})

/** Signed out everywhere at once. */
export async function endSessions(tx: Tx, staffId: string): Promise<void> {
  await tx.deleteFrom('staffSessions').where('userId', '=', staffId).execute()
}

async function mustHoldNoSeat(tx: Tx, technicianId: string): Promise<void> {
  const seat = await tx
    .selectFrom('assignments')
    .select('id')
    .where('technicianId', '=', technicianId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (seat) throw new Refused('STAFF_HAS_JOBS')
}

function staffPhone(raw: string | null | undefined): string | null {
  if (!raw) return null
  const phone = readPhone(raw)
  if (!phone.ok) throw new InvalidInput([{ path: 'phone', message: 'phone' }])
  return phone.e164
}

// no letters or digits that are mixed up when read out on the phone
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const easyPassword = () => Array.from({ length: 10 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
