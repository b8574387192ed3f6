import type { Staff } from '../../platform/actor.ts'
import type { Auth } from '../../platform/auth.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Answer } from '../../platform/http/endpoint.ts'
import { qrCode } from '../../platform/qr-code.ts'
import type { Role } from '../../platform/roles.ts'
import {
  beginSecondFactor,
  type Caller,
  confirmSecondFactor,
  endSecondFactor,
} from '../../platform/second-factor.ts'
import { writeSetting } from '../../platform/settings.ts'
import { recordEvent } from '../../ticket/index.ts'
import { endSessions } from '../change-staff.ts'
import { SECOND_FACTOR_RULE } from './reads.ts'
import type { beginSecondFactor as contract } from './schema.ts'

/** What the person scans or types into an authenticator app. Nothing is asked at sign-in before the first code. */
export async function showSecondFactor(
  auth: Auth,
  caller: Caller,
  password: string,
): Promise<Answer<typeof contract>> {
  const { uri, backupCodes } = await beginSecondFactor(auth, caller, password)
  const address = new URL(uri)
  // the library names the account by its made-up e-mail address; people know their user name
  address.pathname = address.pathname.replace(/@local\.invalid$/i, '').replace(/%40local\.invalid$/i, '')
  const key = address.searchParams.get('secret') ?? ''
  return {
    key: key.replaceAll(/(.{4})(?=.)/g, '$1 '),
    uri: address.href,
    qr: qrCode(address.href),
    backupCodes,
  }
}

/** @returns the cookies of the renewed session @throws InvalidInput for a wrong code */
export async function takeFirstCode(
  db: Db,
  auth: Auth,
  caller: Caller,
  actor: Staff,
  code: string,
): Promise<string[]> {
  const cookies = await confirmSecondFactor(auth, caller, code)
  await noteSecondFactor(db, actor, actor.id)
  return cookies
}

/** @returns the cookies of the renewed session @throws InvalidInput for a wrong password */
export async function dropSecondFactor(
  db: Db,
  auth: Auth,
  caller: Caller,
  actor: Staff,
  password: string,
): Promise<string[]> {
  const cookies = await endSecondFactor(auth, caller, password)
  await noteSecondFactor(db, actor, actor.id)
  return cookies
}

async function noteSecondFactor(db: Db, actor: Staff, staffId: string): Promise<void> {
  await db
    .transaction()
    .execute((tx) =>
      recordEvent(tx, { name: 'staffChanged', actor, data: { staffId, fields: ['secondFactor'] } }),
    )
}

/** Somebody lost the phone: the second factor is gone, and whoever holds an open session has to sign in again. */
export async function resetStaffSecondFactor(db: Db, actor: Staff, staffId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const person = await tx
      .updateTable('staff')
      .set({ twoFactorEnabled: false })
      .where('id', '=', staffId)
      .returning('id')
      .executeTakeFirst()
    if (!person) throw new NotFound()
    await tx.deleteFrom('staffSecondFactors').where('userId', '=', staffId).execute()
    if (staffId !== actor.id) await endSessions(tx, staffId)
    await recordEvent(tx, { name: 'staffChanged', actor, data: { staffId, fields: ['secondFactor'] } })
  })
}

/** From now on people of these roles do nothing before they have set up a second factor. */
export async function changeSecondFactorRoles(db: Db, actor: Staff, roles: Role[]): Promise<Role[]> {
  const wanted = [...new Set(roles)].toSorted()
  await db.transaction().execute(async (tx) => {
    await writeSetting(tx, SECOND_FACTOR_RULE, wanted)
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: [SECOND_FACTOR_RULE] } })
  })
  return wanted
}
