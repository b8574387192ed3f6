import { sql } from 'kysely'
import { SYSTEM } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { OFFICE_ZONE, workDate } from '../../platform/indonesian-date.ts'
import { recordEvent } from '../../ticket/index.ts'
import { plannedStart } from '../rules.ts'
import { readPolicy } from './change-policy.ts'
import { type AlertKind, alertsDue, type VisitDay } from './rules.ts'

type Candidate = VisitDay & {
  assignmentId: string
  ticketId: string
  customerId: string
  technicianId: string
}

/**
 * Looks once at everybody who should be somewhere and writes down what CS has to know: late, missing, running over,
 * not checked out. Each kind once per seat and day, on however many nodes this runs at the same time.
 * @returns how many alerts are new
 */
export async function raiseAlerts(db: Db, now = new Date()): Promise<number> {
  const policy = await readPolicy(db)
  let raised = 0
  for (const candidate of await candidates(db, now))
    for (const kind of alertsDue(candidate, policy, now))
      if (await raise(db, candidate, kind, now)) raised += 1
  return raised
}

async function raise(db: Db, visit: Candidate, kind: AlertKind, now: Date): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const { assignmentId, ticketId, technicianId, day } = visit
    const made = await tx
      .insertInto('attendanceAlerts')
      .values({ assignmentId, workDate: day, kind, ticketId, technicianId, at: now })
      .onConflict((on) => on.columns(['assignmentId', 'workDate', 'kind']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return false
    // who is missing has been late already: one of the two on the board is enough
    if (kind === 'MISSING')
      await tx
        .deleteFrom('attendanceAlerts')
        .where('assignmentId', '=', assignmentId)
        .where('workDate', '=', day)
        .where('kind', '=', 'LATE')
        .where('dismissedAt', 'is', null)
        .execute()
    const due = kind === 'LATE' || kind === 'MISSING' ? visit.planned : visit.scheduledEnd
    await recordEvent(tx, {
      name: 'attendanceAlerted',
      actor: SYSTEM,
      ticketId,
      customerId: visit.customerId,
      data: {
        alertId: made.id,
        kind,
        technicianId,
        assignmentId,
        minutes: Math.max(0, Math.floor((now.getTime() - due.getTime()) / 60_000)),
      },
    })
    return true
  })
}

/** Seats that are held today at their site, and check-ins of the last two days that are still open. */
async function candidates(db: Db, now: Date): Promise<Candidate[]> {
  const since = new Date(now.getTime() - 3 * 86_400_000)
  const rows = await db
    .selectFrom('assignments')
    .innerJoin('tickets', 'tickets.id', 'assignments.ticketId')
    .select([
      'assignments.id as assignmentId',
      'assignments.technicianId',
      'assignments.endedAt',
      'tickets.id as ticketId',
      'tickets.customerId',
      'tickets.state',
      'tickets.timeZone',
      'tickets.scheduledStart',
      'tickets.scheduledEnd',
    ])
    .where(
      sql<boolean>`(assignments.ended_at is null and tickets.scheduled_start <= ${now} and tickets.scheduled_end > ${since})
        or assignments.id in (select assignment_id from attendance where check_out_at is null and check_in_at > ${since})`,
    )
    .execute()
  const entries =
    rows.length === 0
      ? []
      : await db
          .selectFrom('attendance')
          .select(['assignmentId', 'workDate', 'checkInAt', 'checkOutAt'])
          .where(
            'assignmentId',
            'in',
            rows.map((row) => row.assignmentId),
          )
          .where('checkInAt', '>', since)
          .execute()
  return rows.flatMap((row) => {
    const today = workDate(now, row.timeZone ?? OFFICE_ZONE)
    const live = row.endedAt === null && ['OPEN', 'ASSIGNED', 'IN_PROGRESS'].includes(row.state)
    const own = entries.filter((entry) => entry.assignmentId === row.assignmentId)
    const planned = plannedStart(row, today)
    const { assignmentId, technicianId, ticketId, customerId, scheduledEnd, timeZone } = row
    const of = (day: string, attendance: VisitDay['attendance']): Candidate => ({
      assignmentId,
      technicianId,
      ticketId,
      customerId,
      scheduledEnd,
      timeZone,
      day,
      planned: planned.at,
      live,
      attendance,
    })
    const days = own.map((entry) => of(entry.workDate, entry))
    // a visit that goes on past midnight is watched under the day it began
    if (!own.some((entry) => entry.workDate === today) && planned.day === today) days.push(of(today, null))
    return days
  })
}
