import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { NotAllowed, NotFound } from '../platform/errors.ts'
import type { Role } from '../platform/roles.ts'
import { hashToken, newToken } from '../platform/token.ts'
import { recordEvent } from '../ticket/index.ts'
import { whyCannotManage } from './rules.ts'

/** A stolen link is useless after a quarter of an hour. */
const VALID_MINUTES = 15

/**
 * A one-time link that ties a Telegram account to a member of staff. Only the hash is kept; a new link makes earlier
 * ones void.
 */
export async function createTelegramLink(
  db: Db,
  actor: Staff,
  staffId: string,
  botUsername: string,
): Promise<{ url: string; expiresAt: string }> {
  const person = await db
    .selectFrom('staff')
    .select('role')
    .where('id', '=', staffId)
    .where('banned', '=', false)
    .executeTakeFirst()
  if (!person) throw new NotFound()
  const own = staffId === actor.id
  if (!own && whyCannotManage(actor.role, person.role as Role, person.role as Role))
    throw new NotAllowed('STAFF_NOT_ALLOWED')
  const token = newToken()
  const expiresAt = new Date(Date.now() + VALID_MINUTES * 60_000)
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('telegramLinkTokens')
      .where('staffId', '=', staffId)
      .where('usedAt', 'is', null)
      .where('purpose', '=', 'link')
      .execute()
    await tx
      .insertInto('telegramLinkTokens')
      .values({ tokenHash: hashToken(token), staffId, expiresAt, purpose: 'link' })
      .execute()
    await recordEvent(tx, { name: 'staffChanged', actor, data: { staffId, fields: ['telegramLink'] } })
  })
  return { url: `https://t.me/${botUsername}?start=${token}`, expiresAt: expiresAt.toISOString() }
}
