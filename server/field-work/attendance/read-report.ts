import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { addDays, OFFICE_ZONE, workDate } from '../../platform/indonesian-date.ts'
import { endOfDay, type Grade, plannedStart } from '../rules.ts'
import type { reportRow } from './schema.ts'
import { workedMinutes } from './rules.ts'

export type ReportRow = z.output<typeof reportRow>
type Wish = { month: string; technicianId?: string | undefined }

/** First and last day of a month. */
export function daysOfMonth(month: string): { from: string; to: string } {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return { from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) }
}

/** Attendance of a month, one row per technician who was or should have been somewhere. */
export async function readReport(db: Db, viewer: Staff, wish: Wish, now = new Date()): Promise<ReportRow[]> {
  const only = viewer.role === 'technician' ? viewer.id : wish.technicianId
  const { from, to } = daysOfMonth(wish.month)
  const entries = await entriesOf(db, from, to, only)
  const missing = await missingDays(db, from, to, only, now)
  const rows = new Map<string, ReportRow>()
  const rowOf = (id: string, name: string): ReportRow => {
    const known = rows.get(id) ?? emptyRow(id, name)
    rows.set(id, known)
    return known
  }
  const days = new Map<string, Set<string>>()
  for (const entry of entries) {
    const row = rowOf(entry.technicianId, entry.name)
    days.set(row.technician.id, (days.get(row.technician.id) ?? new Set()).add(entry.workDate))
    row.visits += 1
    if (entry.late) row.late += 1
    else row.onTime += 1
    row.lateMinutes += entry.lateMinutes
    row.workedMinutes += workedMinutes(entry)
    row.grades[entry.grade as Grade] += 1
    if (!entry.checkOutAt && now > endOfDay(entry.workDate, entry.timeZone)) row.notOut += 1
    if (entry.corrected) row.corrected += 1
  }
  for (const row of rows.values()) row.days = days.get(row.technician.id)?.size ?? 0
  for (const one of missing) rowOf(one.technicianId, one.name).missing += 1
  return [...rows.values()].toSorted((a, b) => a.technician.name.localeCompare(b.technician.name, 'id'))
}

const emptyRow = (id: string, name: string): ReportRow => ({
  technician: { id, name },
  days: 0,
  visits: 0,
  onTime: 0,
  late: 0,
  lateMinutes: 0,
  workedMinutes: 0,
  missing: 0,
  notOut: 0,
  grades: { ON_SITE: 0, LIKELY: 0, OFF_SITE: 0, NO_LOCATION: 0 },
  corrected: 0,
})

async function entriesOf(db: Db, from: string, to: string, technicianId: string | undefined) {
  let rows = db
    .selectFrom('attendance')
    .innerJoin('tickets', 'tickets.id', 'attendance.ticketId')
    .innerJoin('staff', 'staff.id', 'attendance.technicianId')
    .select([
      'attendance.technicianId',
      'staff.name',
      'attendance.workDate',
      'attendance.checkInAt',
      'attendance.checkOutAt',
      'attendance.late',
      'attendance.lateMinutes',
      'attendance.grade',
      'tickets.timeZone',
      sql<boolean>`exists (select 1 from attendance_corrections c where c.attendance_id = attendance.id)`.as(
        'corrected',
      ),
    ])
    .where('attendance.workDate', '>=', from)
    .where('attendance.workDate', '<=', to)
  if (technicianId) rows = rows.where('attendance.technicianId', '=', technicianId)
  return await rows.execute()
}

/**
 * Planned days that are over on which the holder of the seat did not come. Who gave the seat back in time is not missed,
 * nor who was known to be absent.
 */
async function missingDays(
  db: Db,
  from: string,
  to: string,
  technicianId: string | undefined,
  now: Date,
): Promise<{ technicianId: string; name: string; day: string }[]> {
  const range = sql`tstzrange(${new Date(`${addDays(from, -1)}T00:00:00Z`)}, ${new Date(`${addDays(to, 2)}T00:00:00Z`)})`
  let rows = db
    .selectFrom('assignments')
    .innerJoin('tickets', 'tickets.id', 'assignments.ticketId')
    .innerJoin('staff', 'staff.id', 'assignments.technicianId')
    .select([
      'assignments.id',
      'assignments.technicianId',
      'assignments.claimedAt',
      'assignments.endedAt',
      'assignments.endReason',
      'staff.name',
      'tickets.timeZone',
      'tickets.scheduledStart',
      'tickets.scheduledEnd',
      sql<
        string[]
      >`array(select a.work_date::text from attendance a where a.assignment_id = assignments.id)`.as('came'),
      sql<{ from: string; until: string }[]>`coalesce((select json_agg(json_build_object('from', b.starts_at,
        'until', b.ends_at)) from absences b where b.technician_id = assignments.technician_id
        and tstzrange(b.starts_at, b.ends_at) && ${range}), '[]')`.as('away'),
    ])
    .where(sql<boolean>`assignments.during && ${range}`)
    .where('tickets.state', '<>', 'CANCELLED')
  if (technicianId) rows = rows.where('assignments.technicianId', '=', technicianId)
  const found = await rows.execute()
  return found.flatMap((seat) => {
    const days: { technicianId: string; name: string; day: string }[] = []
    const last = workDate(seat.scheduledEnd, seat.timeZone)
    for (let day = workDate(seat.scheduledStart, seat.timeZone); day <= last; day = addDays(day, 1)) {
      const planned = plannedStart(seat, day)
      const over = now > endOfDay(day, seat.timeZone)
      const held = seat.claimedAt <= planned.at && (seat.endedAt === null || wasDue(seat, planned.at))
      const came = seat.came.includes(day) || isAway(seat.away, planned.at)
      if (day >= from && day <= to && planned.day === day && over && held && !came)
        days.push({ technicianId: seat.technicianId, name: seat.name, day })
    }
    return days
  })
}

const isAway = (away: readonly { from: string; until: string }[], at: Date): boolean =>
  away.some((one) => Date.parse(one.from) <= at.getTime() && at.getTime() < Date.parse(one.until))

/** The seat was still his when he was due: given back before is not missed, taken away after is. */
const wasDue = (seat: { endedAt: Date | null; endReason: string | null }, planned: Date): boolean =>
  seat.endReason !== 'CANCELLED' && seat.endedAt !== null && seat.endedAt > planned

/** The month so far, in the office. */
export const thisMonth = (now = new Date()): string => workDate(now, OFFICE_ZONE).slice(0, 7)
