import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'

/** Signs out one of the person's own devices. @throws NotFound for a session that is over or somebody else's */
export async function endOwnSession(db: Db, actor: Staff, sessionId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ended = await tx
      .deleteFrom('staffSessions')
      .where('id', '=', sessionId)
      .where('userId', '=', actor.id)
      .returning('id')
      .executeTakeFirst()
    if (!ended) throw new NotFound()
    await recordEvent(tx, {
      name: 'staffChanged',
      actor,
      data: { staffId: actor.id, fields: ['sessions'] },
    })
  })
}

/** Signs out every device of the person except the one that asks. @returns how many */
export async function endOtherSessions(db: Db, actor: Staff, currentSession: string | null): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    let others = tx.deleteFrom('staffSessions').where('userId', '=', actor.id)
    if (currentSession) others = others.where('id', '<>', currentSession)
    const ended = await others.returning('expiresAt').execute()
    const open = ended.filter((session) => session.expiresAt > new Date()).length
    if (open > 0)
      await recordEvent(tx, {
        name: 'staffChanged',
        actor,
        data: { staffId: actor.id, fields: ['sessions'] },
      })
    return open
  })
}
