import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { Refused } from '../platform/errors.ts'
import { freeSeat, recordEvent, revokeDocuments } from '../ticket/index.ts'
import { renewSchedule } from './renew-schedule.ts'
import { whyCannotRelease } from './rules.ts'

/**
 * Lepas Job: a technician gives the seat back before having begun. The job is in the pool again as an emergency and
 * his Surat Tugas no longer holds.
 * @throws Refused RELEASE_AFTER_CHECK_IN, WRONG_STATE; NotFound when he has no seat
 */
export async function releaseJob(db: Db, actor: Staff, ticketId: string, reason = ''): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { ticket, ended } = await freeSeat(tx, {
      ticketId,
      assignment: { technicianId: actor.id },
      move: 'releaseJob',
      actor,
      reason,
    })
    const refusal = whyCannotRelease(ended.startedAt)
    if (refusal) throw new Refused(refusal)
    await revokeDocuments(tx, { assignmentId: ended.id, type: 'ST' }, reason || 'released')
    await recordEvent(tx, {
      name: 'jobReleased',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { assignmentId: ended.id, technicianId: actor.id, reason },
    })
    await renewSchedule(tx, actor, ticket)
  })
}
