import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { endCrew, moveTicket, revokeDocuments } from '../ticket/index.ts'

/**
 * Cancels with a reason. The crew is free at once and its letters no longer hold.
 * @throws Refused WRONG_STATE once work has begun; NotAllowed, NotFound
 */
export async function cancelTicket(db: Db, actor: Staff, ticketId: string, reason: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await moveTicket(tx, {
      ticketId,
      move: 'cancel',
      actor,
      cancelReason: reason,
      event: { name: 'ticketCancelled', data: { reason } },
    })
    await endCrew(tx, ticketId, 'CANCELLED')
    await revokeDocuments(tx, { ticketId, type: 'ST' }, reason)
  })
}
