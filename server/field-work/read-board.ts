import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Answer } from '../platform/http/endpoint.ts'
import { addDays, OFFICE_ZONE, workDate } from '../platform/indonesian-date.ts'
import { telegramState } from '../master-data/index.ts'
import { readPolicy } from './attendance/change-policy.ts'
import { type OpenAlert, openAlerts } from './attendance/dismiss-alert.ts'
import { attendanceRows, attendanceShape, type AttendanceRow } from './reads.ts'
import { boardStatus, endOfDay, isAtWork, minutesLate, plannedStart, startOfDay } from './rules.ts'
import type { boardRow } from './attendance/schema.ts'
import type { getBoard } from './schema.ts'

type Row = z.input<typeof boardRow>

/**
 * Who should be where on a day, and who is. A day is the local day of each site, today when none is asked for; a
 * technician sees only himself. Who was there stays on the board of that day whatever became of his seat, and who
 * works past midnight stays on today's. Somebody who is due and not there comes first.
 */
export async function readBoard(
  db: Db,
  actor: Staff,
  date: string | undefined,
  now = new Date(),
): Promise<Answer<typeof getBoard>> {
  const officeDay = date ?? workDate(now, OFFICE_ZONE)
  const visits = await visitsAround(db, actor, officeDay)
  const attendance = await attendanceOf(
    db,
    visits.map((visit) => visit.assignmentId),
  )
  const departures = await departuresOf(
    db,
    visits.map((visit) => visit.assignmentId),
  )
  const alerts = await openAlerts(
    db,
    actor.role === 'technician' ? [] : visits.map((visit) => visit.assignmentId),
  )
  const { lateAfter } = await readPolicy(db)
  const items = visits.flatMap((visit): Row[] => {
    const today = workDate(now, visit.timeZone)
    const day = date ?? today
    const own = attendance.filter((entry) => entry.assignmentId === visit.assignmentId)
    const seen =
      own.find((entry) => entry.workDate === day) ??
      (day === today ? own.find((entry) => isAtWork(entry, now)) : undefined)
    const planned = plannedStart(visit, day)
    const departed = departures.find((one) => one.assignmentId === visit.assignmentId && one.workDate === day)
    const expected = planned.day === day && visit.endedAt === null
    return seen || expected
      ? [
          boardRowOf(visit, {
            seen: seen ?? null,
            departedAt: departed?.at ?? null,
            alerts: alerts.filter(
              (one) =>
                one.assignmentId === visit.assignmentId &&
                (one.workDate === day || one.workDate === seen?.workDate),
            ),
            planned: planned.at,
            day,
            now,
            lateAfter,
          }),
        ]
      : []
  })
  const rank = { MISSING: 0, WORKING: 1, EXPECTED: 2, LEFT: 3 }
  return {
    date: officeDay,
    items: items.toSorted(
      (a, b) =>
        rank[a.status] - rank[b.status] ||
        a.scheduledStart.localeCompare(b.scheduledStart) ||
        a.technician.name.localeCompare(b.technician.name),
    ),
  }
}

type VisitRow = Awaited<ReturnType<typeof visitsAround>>[number]

type Seen = {
  seen: AttendanceRow | null
  departedAt: Date | null
  alerts: OpenAlert[]
  planned: Date
  day: string
  now: Date
  lateAfter: number
}

function boardRowOf(visit: VisitRow, facts: Seen): Row {
  const { seen, departedAt, planned, day, now } = facts
  const status = boardStatus(planned, now, seen, facts.lateAfter)
  // who never came on a past day was missing until its end, not until now
  const missedUntil = new Date(Math.min(now.getTime(), endOfDay(day, visit.timeZone).getTime()))
  const cameAt = seen?.checkInAt ?? (status === 'MISSING' ? missedUntil : planned)
  return {
    ticketId: visit.ticketId,
    ticketCode: visit.code ?? '',
    ticketTitle: visit.title,
    ticketState: visit.state,
    customerName: visit.customerName,
    address: visit.address,
    timeZone: visit.timeZone,
    assignmentId: visit.assignmentId,
    technician: {
      id: visit.technicianId,
      name: visit.technicianName,
      phone: visit.phone,
      telegram: telegramState(visit.reachable),
    },
    scheduledStart: visit.scheduledStart.toISOString(),
    scheduledEnd: visit.scheduledEnd.toISOString(),
    status,
    lateMinutes: minutesLate(planned, cameAt),
    departedAt: departedAt?.toISOString() ?? null,
    alerts: facts.alerts.map(({ id, kind, at }) => ({ id, kind, at: at.toISOString() })),
    absence: absenceAt(visit.away, planned),
    siteKnown: visit.lat !== null,
    attendance: seen && attendanceShape(seen),
  }
}

const absenceAt = (away: VisitRow['away'], at: Date): Row['absence'] =>
  away.find((one) => Date.parse(one.from) <= at.getTime() && at.getTime() < Date.parse(one.until))?.kind ??
  null

const attendanceOf = (db: Db, assignmentIds: string[]): Promise<AttendanceRow[]> =>
  assignmentIds.length === 0
    ? Promise.resolve([])
    : attendanceRows(db)
        .where('attendance.assignmentId', 'in', assignmentIds)
        .orderBy('attendance.checkInAt', 'desc')
        .execute()

const departuresOf = async (db: Db, assignmentIds: string[]) =>
  assignmentIds.length === 0
    ? []
    : await db
        .selectFrom('departures')
        .select(['assignmentId', 'workDate', 'at'])
        .where('assignmentId', 'in', assignmentIds)
        .execute()

/** Seats that are held around the day, wherever the site is, and those on which somebody was at work around it. */
async function visitsAround(db: Db, actor: Staff, day: string) {
  const [before, after] = [addDays(day, -1), addDays(day, 1)]
  const around = sql`tstzrange(${startOfDay(before, OFFICE_ZONE)}, ${endOfDay(after, OFFICE_ZONE)})`
  let rows = db
    .selectFrom('assignments')
    .innerJoin('tickets', 'tickets.id', 'assignments.ticketId')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .innerJoin('staff', 'staff.id', 'assignments.technicianId')
    .leftJoin('telegramLinks', 'telegramLinks.staffId', 'staff.id')
    .select([
      'assignments.id as assignmentId',
      'assignments.technicianId',
      'assignments.endedAt',
      'tickets.id as ticketId',
      'tickets.code',
      'tickets.title',
      'tickets.state',
      'tickets.address',
      'tickets.timeZone',
      'tickets.lat',
      'tickets.scheduledStart',
      'tickets.scheduledEnd',
      'customers.name as customerName',
      'staff.name as technicianName',
      'staff.phone',
      'telegramLinks.reachable',
    ])
    .select(
      sql<{ kind: NonNullable<Row['absence']>; from: string; until: string }[]>`coalesce((select
        json_agg(json_build_object('kind', b.kind, 'from', b.starts_at, 'until', b.ends_at)) from absences b
        where b.technician_id = assignments.technician_id and tstzrange(b.starts_at, b.ends_at) && ${around}), '[]')`.as(
        'away',
      ),
    )
    .where('tickets.state', '<>', 'CANCELLED')
    .where(
      sql<boolean>`assignments.id in (
        select id from assignments where ended_at is null and during && ${around}
        union select assignment_id from attendance where work_date between ${before} and ${after})`,
    )
  if (actor.role === 'technician') rows = rows.where('assignments.technicianId', '=', actor.id)
  return await rows.execute()
}
