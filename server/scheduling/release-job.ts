import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { Refused } from '../platform/errors.ts'
import { freeSeat, recordEvent, revokeDocuments } from '../ticket/index.ts'
import { readPolicy } from './read-policy.ts'
import { renewSchedule } from './renew-schedule.ts'
import { whyCannotRelease } from './rules.ts'
import { startRound } from './start-round.ts'

/**
 * Lepas Job: a technician gives the seat back in good time before the visit. The job is in the pool again as an
 * emergency and his Surat Tugas no longer holds. Too late for that, he may still ask for a replacement (`emergency`):
 * he stays responsible until somebody takes the seat, and CS hears of it.
 * @throws Refused RELEASE_TOO_LATE, RELEASE_AFTER_CHECK_IN, REPLACEMENT_SOUGHT, WRONG_STATE; NotFound when he has no seat
 */
export async function releaseJob(
  db: Db,
  actor: Staff,
  ticketId: string,
  reason = '',
  emergency = false,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { releaseHours } = await readPolicy(tx)
    const before = await tx
      .selectFrom('tickets')
      .innerJoin('assignments', 'assignments.ticketId', 'tickets.id')
      .select(['assignments.startedAt', 'tickets.scheduledStart'])
      .where('tickets.id', '=', ticketId)
      .where('assignments.technicianId', '=', actor.id)
      .where('assignments.endedAt', 'is', null)
      .executeTakeFirst()
    const refusal =
      before && whyCannotRelease(before.startedAt, before.scheduledStart, new Date(), releaseHours)
    const keep = emergency && refusal !== null
    const { ticket, ended } = await freeSeat(tx, {
      ticketId,
      assignment: { technicianId: actor.id },
      move: 'releaseJob',
      actor,
      reason,
      keep,
    })
    if (refusal && !keep) throw new Refused(refusal, { hours: releaseHours })
    if (!keep) await revokeDocuments(tx, { assignmentId: ended.id, type: 'ST' }, reason || 'released')
    const subject = { actor, ticketId, customerId: ticket.customerId }
    const data = { assignmentId: ended.id, technicianId: actor.id, reason }
    if (keep) await recordEvent(tx, { name: 'replacementRequested', ...subject, data: { ...data, keep } })
    else await recordEvent(tx, { name: 'jobReleased', ...subject, data })
    await renewSchedule(tx, actor, ticket)
    await startRound(tx, ticketId, actor.id)
  })
}
