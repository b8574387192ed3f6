import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotAllowed } from '../../platform/errors.ts'
import { moveTicket } from '../../ticket/index.ts'
import { lockTicket } from '../change-ticket.ts'

/**
 * The customer's PO or SPK number: often it comes when the work is under way or done. It stands on the papers that are
 * issued from now on; a Surat Tugas that is out stays valid, and the crew need not hear of it.
 * @throws Refused WRONG_STATE once the ticket is closed or cancelled; NotFound, NotAllowed
 */
export async function notePurchaseOrder(
  db: Db,
  actor: Staff,
  ticketId: string,
  purchaseOrder: string | null,
): Promise<void> {
  if (actor.role !== 'admin' && actor.role !== 'cs') throw new NotAllowed()
  await db.transaction().execute(async (tx) => {
    const before = await lockTicket(tx, ticketId)
    if (before.purchaseOrder === purchaseOrder) return
    await moveTicket(tx, {
      ticketId,
      move: 'notePurchaseOrder',
      actor,
      event: { name: 'ticketChanged', data: { fields: ['purchaseOrder'] } },
    })
    await tx.updateTable('tickets').set({ purchaseOrder }).where('id', '=', ticketId).execute()
  })
}
