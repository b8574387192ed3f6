import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { freeSeat, recordEvent, revokeDocuments } from '../ticket/index.ts'
import { renewSchedule } from './renew-schedule.ts'

/**
 * Cari Pengganti: CS takes the seat from a technician who is not there. The job goes back to the pool as an emergency,
 * those on standby hear first; the letter of the one who left is revoked. Others at work go on working. When the
 * planned time is over already the visit gets a new one.
 * @throws NotFound when that seat is not a live one of this ticket; Refused WRONG_STATE; NotAllowed
 */
export async function requestReplacement(
  db: Db,
  actor: Staff,
  ticketId: string,
  wish: { assignmentId: string; reason: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { ticket, ended } = await freeSeat(tx, {
      ticketId,
      assignment: { id: wish.assignmentId },
      move: 'requestReplacement',
      actor,
      reason: wish.reason,
    })
    await revokeDocuments(tx, { assignmentId: ended.id, type: 'ST' }, wish.reason)
    await recordEvent(tx, {
      name: 'replacementRequested',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { assignmentId: ended.id, technicianId: ended.technicianId, reason: wish.reason },
    })
    await renewSchedule(tx, actor, ticket)
  })
}
