import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { freeSeat, recallSeat, recordEvent, revokeDocuments } from '../ticket/index.ts'
import { renewSchedule } from './renew-schedule.ts'
import { startRound } from './start-round.ts'

export type ReplacementWish = {
  assignmentId: string
  reason: string
  /** true: he stays responsible until somebody takes the seat, and his letter holds until then */
  keep?: boolean | undefined
}

/**
 * Cari Pengganti: the seat of a technician who is not there goes back to the pool as an emergency, those on standby
 * hear first. Released at once his letter is revoked now; kept, whoever takes the seat relieves him in the same
 * statement. Notes, photos and the remaining days stay with the ticket. Others at work go on working. When the planned
 * time is over already the visit gets a new one.
 * @throws NotFound when that seat is not a live one of this ticket; Refused WRONG_STATE, REPLACEMENT_SOUGHT; NotAllowed
 */
export async function requestReplacement(
  db: Db,
  actor: Staff,
  ticketId: string,
  wish: ReplacementWish,
): Promise<void> {
  const keep = wish.keep ?? false
  await db.transaction().execute(async (tx) => {
    const { ticket, ended } = await freeSeat(tx, {
      ticketId,
      assignment: { id: wish.assignmentId },
      move: 'requestReplacement',
      actor,
      reason: wish.reason,
      keep,
    })
    if (!keep) await revokeDocuments(tx, { assignmentId: ended.id, type: 'ST' }, wish.reason)
    await recordEvent(tx, {
      name: 'replacementRequested',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { assignmentId: ended.id, technicianId: ended.technicianId, reason: wish.reason, keep },
    })
    await renewSchedule(tx, actor, ticket)
    await startRound(tx, ticketId, ended.technicianId)
  })
}

/**
 * The one who was to be replaced comes after all: possible while nobody has taken the seat. A letter that was revoked
 * is followed by a new one.
 * @throws NotFound; Refused SEAT_TAKEN, CREW_TAKEN, WRONG_STATE; NotAllowed
 */
export async function callOffReplacement(
  db: Db,
  actor: Staff,
  ticketId: string,
  assignmentId: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { ticket, holder } = await recallSeat(tx, { ticketId, assignmentId, actor })
    await recordEvent(tx, {
      name: 'replacementCalledOff',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { assignmentId, technicianId: holder.technicianId },
    })
  })
}
