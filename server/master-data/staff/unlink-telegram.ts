import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'

/** Cuts a Telegram account from a member of staff; open one-time links end with it. @throws NotFound when none is linked */
export async function unlinkTelegram(db: Db, actor: Staff, staffId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const link = await tx
      .deleteFrom('telegramLinks')
      .where('staffId', '=', staffId)
      .returning('staffId')
      .executeTakeFirst()
    if (!link) throw new NotFound()
    // what the bot has shown or asked there can no longer be edited or answered
    await tx.deleteFrom('telegramCards').where('staffId', '=', staffId).execute()
    await tx.deleteFrom('telegramDialogues').where('staffId', '=', staffId).execute()
    await tx
      .deleteFrom('telegramLinkTokens')
      .where('staffId', '=', staffId)
      .where('usedAt', 'is', null)
      .execute()
    await recordEvent(tx, { name: 'staffChanged', actor, data: { staffId, fields: ['telegram'] } })
  })
}
