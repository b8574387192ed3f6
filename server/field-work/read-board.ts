import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Answer } from '../platform/http/endpoint.ts'
import { OFFICE_ZONE, workDate } from '../platform/indonesian-date.ts'
import { attendanceRows, attendanceShape, type AttendanceEntry } from './reads.ts'
import { boardStatus, endOfDay, minutesLate, plannedStart, startOfDay } from './rules.ts'
import type { boardRow, getBoard } from './schema.ts'

type Row = z.input<typeof boardRow>

/** Eastern Indonesia is two hours ahead of the office: its day begins before ours. */
const WIDEST_HOURS = 2

/**
 * Who should be where on a day, and who is. A day is the local day of each site; a technician sees only himself.
 * Somebody who is due and not there comes first.
 */
export async function readBoard(
  db: Db,
  actor: Staff,
  date: string | undefined,
): Promise<Answer<typeof getBoard>> {
  const day = date ?? workDate(new Date(), OFFICE_ZONE)
  const attendance = new Map<string, AttendanceEntry>()
  for (const row of await attendanceRows(db).where('attendance.workDate', '=', day).execute())
    attendance.set(row.assignmentId, attendanceShape(row))
  const visits = await visitsOn(db, actor, day)
  const now = new Date()
  const items = visits
    .filter((visit) => isOnDay(visit, day) && (visit.endedAt === null || attendance.has(visit.assignmentId)))
    .map((visit): Row => {
      const seen = attendance.get(visit.assignmentId) ?? null
      const planned = plannedStart(visit.scheduledStart, day, visit.timeZone)
      const status = boardStatus(
        planned,
        now,
        seen && { checkOutAt: seen.checkOutAt ? new Date(seen.checkOutAt) : null },
      )
      const lateMinutes = seen
        ? minutesLate(planned, new Date(seen.checkInAt))
        : status === 'MISSING'
          ? minutesLate(planned, now)
          : 0
      return {
        ticketId: visit.ticketId,
        ticketCode: visit.code ?? '',
        ticketTitle: visit.title,
        ticketState: visit.state,
        customerName: visit.customerName,
        address: visit.address,
        timeZone: visit.timeZone,
        assignmentId: visit.assignmentId,
        technician: { id: visit.technicianId, name: visit.technicianName, phone: visit.phone },
        scheduledStart: visit.scheduledStart.toISOString(),
        scheduledEnd: visit.scheduledEnd.toISOString(),
        status,
        lateMinutes,
        attendance: seen,
      }
    })
  const rank = { MISSING: 0, WORKING: 1, EXPECTED: 2, LEFT: 3 }
  return {
    date: day,
    items: items.toSorted(
      (a, b) =>
        rank[a.status] - rank[b.status] ||
        a.scheduledStart.localeCompare(b.scheduledStart) ||
        a.technician.name.localeCompare(b.technician.name),
    ),
  }
}

const isOnDay = (visit: { scheduledStart: Date; scheduledEnd: Date; timeZone: string }, day: string) =>
  visit.scheduledStart <= endOfDay(day, visit.timeZone) &&
  visit.scheduledEnd >= startOfDay(day, visit.timeZone)

async function visitsOn(db: Db, actor: Staff, day: string) {
  let rows = db
    .selectFrom('assignments')
    .innerJoin('tickets', 'tickets.id', 'assignments.ticketId')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .innerJoin('staff', 'staff.id', 'assignments.technicianId')
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
      'tickets.scheduledStart',
      'tickets.scheduledEnd',
      'customers.name as customerName',
      'staff.name as technicianName',
      'staff.phone',
    ])
    .where('tickets.scheduledStart', '<=', endOfDay(day, OFFICE_ZONE))
    .where(
      'tickets.scheduledEnd',
      '>=',
      new Date(startOfDay(day, OFFICE_ZONE).getTime() - WIDEST_HOURS * 3_600_000),
    )
    .where('tickets.state', '<>', 'CANCELLED')
  if (actor.role === 'technician') rows = rows.where('assignments.technicianId', '=', actor.id)
  return await rows.execute()
}
