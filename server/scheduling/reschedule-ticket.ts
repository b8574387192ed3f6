import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, Refused } from '../platform/errors.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import {
  crewCollisionRefusal,
  crewCollisions,
  freeSeat,
  moveTicket,
  recordEvent,
  reschedule,
  revokeDocuments,
} from '../ticket/index.ts'
import { scheduleProblems } from './rules.ts'
import { startRound } from './start-round.ts'
import type { rescheduleTicket as contract } from './calendar/schema.ts'

export type NewTime = BodyOf<typeof contract>
type Visit = { id: string; customerId: string; scheduledStart: Date; scheduledEnd: Date }

/** A letter that no longer says when somebody comes; the sentence for it is in documents:letter.revokedBecause. */
const RESCHEDULED = 'RESCHEDULED'

/**
 * Moves a visit that somebody has taken: crew, customer and cards hear of it, and the letters of the crew are taken
 * back (new ones follow from the event, field-work/tasks.ts). Those whom CS releases because they cannot come leave a
 * seat to the pool. The time that is there already changes nothing.
 * @throws Refused CREW_COLLISION with what is in the way (absences may be overridden, other jobs not), WRONG_STATE;
 *   InvalidInput for the times and for somebody who is not in the crew; NotFound, NotAllowed
 */
export async function rescheduleTicket(db: Db, actor: Staff, ticketId: string, wish: NewTime): Promise<void> {
  const [start, end] = [new Date(wish.scheduledStart), new Date(wish.scheduledEnd)]
  try {
    await db.transaction().execute((tx) => moveVisit(tx, actor, ticketId, { ...wish, start, end }))
  } catch (error) {
    // the constraint was faster than the look before it: a job was taken at this very moment
    if (!(error instanceof Refused) || error.code !== 'CREW_COLLISION' || error.details.length > 0)
      throw error
    throw crewCollisionRefusal(await crewCollisions(db, ticketId, start, end))
  }
}

async function moveVisit(
  tx: Tx,
  actor: Staff,
  ticketId: string,
  wish: NewTime & { start: Date; end: Date },
): Promise<void> {
  const visit = await moveTicket(tx, { ticketId, move: 'rescheduleVisit', actor, event: null })
  const { start, end } = wish
  const kept = {
    start: visit.scheduledStart.getTime() === start.getTime(),
    end: visit.scheduledEnd.getTime() === end.getTime(),
  }
  if (kept.start && kept.end) return
  // a visit that goes on for days has begun long ago: only a start that changes can be too early
  const problems = scheduleProblems(start, end, new Date()).filter(
    ({ path }) => !(kept.start && path === 'scheduledStart'),
  )
  if (problems.length > 0) throw new InvalidInput(problems)
  await releaseCrew(tx, actor, visit, wish)
  const collisions = await crewCollisions(tx, ticketId, start, end)
  const inTheWay = wish.override ? collisions.filter((one) => one.what === 'JOB') : collisions
  if (inTheWay.length > 0) throw crewCollisionRefusal(inTheWay)
  await reschedule(tx, ticketId, start, end)
  const [left] = wish.release
  if (left) await startRound(tx, ticketId, left)
  await revokeDocuments(tx, { ticketId, type: 'ST' }, RESCHEDULED)
  await recordEvent(tx, {
    name: 'visitRescheduled',
    actor,
    ticketId,
    customerId: visit.customerId,
    data: {
      start: start.toISOString(),
      end: end.toISOString(),
      oldStart: visit.scheduledStart.toISOString(),
      oldEnd: visit.scheduledEnd.toISOString(),
      reason: wish.reason,
      released: wish.release,
    },
  })
}

/** Each of them leaves a seat to the pool, as in Cari Pengganti: those on standby hear first. */
async function releaseCrew(tx: Tx, actor: Staff, visit: Visit, { release, reason }: NewTime): Promise<void> {
  for (const technicianId of new Set(release)) {
    const seat = await tx
      .selectFrom('assignments')
      .select('id')
      .where('ticketId', '=', visit.id)
      .where('technicianId', '=', technicianId)
      .where('endedAt', 'is', null)
      .executeTakeFirst()
    if (!seat) throw new InvalidInput([{ path: 'release', message: 'notInCrew' }])
    const { ended } = await freeSeat(tx, {
      ticketId: visit.id,
      assignment: { id: seat.id },
      move: 'requestReplacement',
      actor,
      reason,
    })
    await revokeDocuments(tx, { assignmentId: ended.id, type: 'ST' }, reason)
    await recordEvent(tx, {
      name: 'replacementRequested',
      actor,
      ticketId: visit.id,
      customerId: visit.customerId,
      data: { assignmentId: ended.id, technicianId, reason, keep: false },
    })
  }
}
