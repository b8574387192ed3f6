import { type Staff, SYSTEM } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import type { Role } from '../platform/roles.ts'
import { hashToken, newToken } from '../platform/token.ts'
import { recordEvent } from '../ticket/index.ts'

/** Long enough to walk to a phone, short enough that a photographed link is useless. */
const SIGN_IN_MINUTES = 10

export type TelegramAccount = { id: number; name: string }
export type Linked = {
  staff: Staff
  /** the account that was linked before, to be told that it no longer is; null when there was none */
  previous: number | null
}

/**
 * Uses up a link token: from now on this Telegram account speaks for that member of staff. Everything or nothing in
 * one transaction, so a token works once whatever the number of taps; an account that belonged to a colleague moves.
 * @returns null when the token is unknown, used, expired or its owner was deactivated
 */
export async function takeTelegramLink(
  db: Db,
  token: string,
  telegram: TelegramAccount,
): Promise<Linked | null> {
  return await db.transaction().execute(async (tx) => {
    const staff = await useToken(tx, token, 'link')
    if (!staff) return null
    const before = await tx
      .selectFrom('telegramLinks')
      .select('telegramId')
      .where('staffId', '=', staff.id)
      .executeTakeFirst()
    const displaced = await tx
      .deleteFrom('telegramLinks')
      .where('telegramId', '=', telegram.id)
      .where('staffId', '<>', staff.id)
      .returning('staffId')
      .executeTakeFirst()
    const link = {
      telegramId: telegram.id,
      telegramName: telegram.name,
      reachable: true,
      linkedAt: new Date(),
    }
    await tx
      .insertInto('telegramLinks')
      .values({ staffId: staff.id, ...link })
      .onConflict((on) => on.column('staffId').doUpdateSet(link))
      .execute()
    for (const staffId of [staff.id, ...(displaced ? [displaced.staffId] : [])])
      await recordEvent(tx, { name: 'staffChanged', actor: staff, data: { staffId, fields: ['telegram'] } })
    return { staff, previous: before && before.telegramId !== telegram.id ? before.telegramId : null }
  })
}

/** A one-time token that signs in whoever opens the link; earlier ones become void. */
export async function createSignInLink(db: Db, staffId: string): Promise<string> {
  const token = newToken()
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('telegramLinkTokens')
      .where('staffId', '=', staffId)
      .where('purpose', '=', 'sign-in')
      .where('usedAt', 'is', null)
      .execute()
    await tx
      .insertInto('telegramLinkTokens')
      .values({
        tokenHash: hashToken(token),
        staffId,
        purpose: 'sign-in',
        expiresAt: new Date(Date.now() + SIGN_IN_MINUTES * 60_000),
      })
      .execute()
  })
  return token
}

/** Uses up a sign-in token. @returns null when it is unknown, used, expired or its owner was deactivated */
export async function redeemSignInLink(db: Db, token: string): Promise<{ staffId: string } | null> {
  return await db.transaction().execute(async (tx) => {
    const staff = await useToken(tx, token, 'sign-in')
    return staff && { staffId: staff.id }
  })
}

async function useToken(tx: Tx, token: string, purpose: 'link' | 'sign-in'): Promise<Staff | null> {
  const used = await tx
    .updateTable('telegramLinkTokens')
    .set({ usedAt: new Date() })
    .where('tokenHash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', new Date())
    .returning('staffId')
    .executeTakeFirst()
  if (!used) return null
  const person = await tx
    .selectFrom('staff')
    .select(['id', 'name', 'role'])
    .where('id', '=', used.staffId)
    .where('banned', '=', false)
    .executeTakeFirst()
  return person ? { kind: 'staff', id: person.id, name: person.name, role: person.role as Role } : null
}

/** Who speaks through this Telegram account; null for strangers and people who were deactivated. */
export async function staffByTelegram(db: Db, telegramId: number): Promise<Staff | null> {
  const person = await db
    .selectFrom('telegramLinks')
    .innerJoin('staff', 'staff.id', 'telegramLinks.staffId')
    .select(['staff.id', 'staff.name', 'staff.role'])
    .where('telegramLinks.telegramId', '=', telegramId)
    .where('staff.banned', '=', false)
    .executeTakeFirst()
  return person ? { kind: 'staff', id: person.id, name: person.name, role: person.role as Role } : null
}

/** Where a member of staff is written to; null when not linked, blocked or deactivated. */
export async function telegramOf(
  db: Db,
  staffId: string,
): Promise<{ telegramId: number; staff: Staff } | null> {
  const person = await db
    .selectFrom('telegramLinks')
    .innerJoin('staff', 'staff.id', 'telegramLinks.staffId')
    .select(['telegramLinks.telegramId', 'staff.id', 'staff.name', 'staff.role'])
    .where('staff.id', '=', staffId)
    .where('staff.banned', '=', false)
    .where('telegramLinks.reachable', '=', true)
    .executeTakeFirst()
  if (!person) return null
  const { telegramId, id, name, role } = person
  return { telegramId, staff: { kind: 'staff', id, name, role: role as Role } }
}

/**
 * Somebody blocked the bot or let it in again; the office sees it in the staff list and in the broadcast of a job.
 * Saying what is known already leaves no event.
 */
export async function setReachable(db: Db, telegramId: number, reachable: boolean): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('telegramLinks')
      .set({ reachable })
      .where('telegramId', '=', telegramId)
      .where('reachable', '<>', reachable)
      .returning('staffId')
      .executeTakeFirst()
    if (changed)
      await recordEvent(tx, {
        name: 'staffChanged',
        actor: SYSTEM,
        data: { staffId: changed.staffId, fields: ['telegram'] },
      })
  })
}

export async function staffName(db: Db, staffId: string): Promise<string | null> {
  const row = await db.selectFrom('staff').select('name').where('id', '=', staffId).executeTakeFirst()
  return row?.name ?? null
}
