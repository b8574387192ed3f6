import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { day, done, id, idParams, person, point, text, time } from '../../platform/http/shapes.ts'
import { COORDINATORS } from '../../platform/roles.ts'

export const grade = z.enum(['ON_SITE', 'LIKELY', 'OFF_SITE', 'NO_LOCATION'])

const kept = z.object({ checkInAt: time, checkOutAt: time.nullable(), grade, late: z.boolean() })
export const attendanceEntry = z.object({
  id,
  ticketId: id,
  ticketCode: z.string(),
  ticketTitle: z.string(),
  customerName: z.string(),
  technician: person,
  workDate: day,
  timeZone: z.string(),
  checkInAt: time,
  checkOutAt: time.nullable(),
  /** when the server heard of the check-in; later than `checkInAt` when there was no signal */
  checkInReceivedAt: time.nullable(),
  grade,
  gradeReasons: z.array(z.string()),
  distance: z.number().nullable(),
  accuracy: z.number().nullable(),
  location: point.nullable(),
  late: z.boolean(),
  lateMinutes: z.int(),
  via: z.enum(['web', 'telegram']),
  /** written down by CS, not by the technician himself */
  enteredBy: person.nullable(),
  /** what CS put right later, newest first; `before` is null for an entry that CS wrote down */
  corrections: z.array(
    z.object({ at: time, by: person, reason: z.string(), before: kept.nullable(), after: kept }),
  ),
})
/** One row of today's board: somebody who should be somewhere. */
export const boardRow = z.object({
  ticketId: id,
  ticketCode: z.string(),
  ticketTitle: z.string(),
  ticketState: z.string(),
  customerName: z.string(),
  address: z.string(),
  timeZone: z.string(),
  assignmentId: id,
  technician: person.extend({
    phone: z.string().nullable(),
    telegram: z.enum(['LINKED', 'BLOCKED', 'NOT_LINKED']),
  }),
  scheduledStart: time,
  scheduledEnd: time,
  /** EXPECTED: not yet due; MISSING: due and not there; WORKING: checked in; LEFT: checked out */
  status: z.enum(['EXPECTED', 'MISSING', 'WORKING', 'LEFT']),
  /** after the planned start; `attendance.late` says whether the rules call that late */
  lateMinutes: z.int(),
  /** when he set out for the site on this day */
  departedAt: time.nullable(),
  /** what CS was told about this day and has not dismissed yet */
  alerts: z.array(z.object({ id, kind: z.enum(['LATE', 'MISSING', 'OVERRUN', 'NOT_OUT']), at: time })),
  /** the kind of absence that is recorded for the time at which he is expected; null = none */
  absence: z.enum(['LEAVE', 'SICK', 'PERMIT', 'OTHER']).nullable(),
  /** whether the place of the visit has coordinates */
  siteKnown: z.boolean(),
  attendance: attendanceEntry.nullable(),
})

const policy = z.object({
  radius: z.int('wholeNumber').min(50, 'radiusRange').max(2000, 'radiusRange'),
  offSite: z.enum(['NONE', 'SOFT', 'HARD']),
  lateAfter: z.int('wholeNumber').min(0, 'minutesRange').max(240, 'minutesRange'),
  missingAfter: z.int('wholeNumber').min(1, 'minutesRange').max(480, 'minutesRange'),
  overrunAfter: z.int('wholeNumber').min(1, 'minutesRange').max(480, 'minutesRange'),
  keepPositionsDays: z.int('wholeNumber').min(7, 'keepDaysRange').max(730, 'keepDaysRange'),
})
export const getPolicy = endpoint({
  method: 'GET',
  url: '/api/v1/settings/attendance',
  roles: ['admin', 'cs', 'manager'],
  tag: 'settings',
  summary: 'Radius, what a check-in elsewhere means, when CS is alerted, how long positions are kept',
  response: policy,
})
export const changePolicy = endpoint({
  method: 'PATCH',
  url: '/api/v1/settings/attendance',
  roles: ['admin'],
  tag: 'settings',
  summary: 'Change the rules of attendance',
  body: policy.partial(),
  response: policy,
})

export const dismissAlert = endpoint({
  method: 'POST',
  url: '/api/v1/attendance-alerts/:id/dismiss',
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  summary: 'Somebody of CS has seen to it',
  response: done,
})
export const remindTechnician = endpoint({
  method: 'POST',
  url: '/api/v1/assignments/:id/reminder',
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  summary: 'Ingatkan: a reminder on Telegram to the technician of this seat, at most once in five minutes',
  response: done,
})

const reason = text(500).min(3, 'reasonTooShort')
export const correctAttendance = endpoint({
  method: 'POST',
  url: '/api/v1/attendance/:id/corrections',
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  summary: 'Put times or grade right, with the reason; what was there before stays readable',
  body: z.object({
    checkInAt: time.optional(),
    checkOutAt: time.nullish(),
    grade: grade.optional(),
    reason,
  }),
  response: attendanceEntry,
})
export const enterAttendance = endpoint({
  method: 'POST',
  url: '/api/v1/assignments/:id/attendance',
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  status: 201,
  summary: 'Write down a day that the technician could not check in himself',
  body: z.object({ checkInAt: time, checkOutAt: time.nullish(), reason }),
  response: attendanceEntry,
})
export const confirmSite = endpoint({
  method: 'POST',
  url: '/api/v1/attendance/:id/site',
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  summary: "Take the position of this check-in as the site's, where none was known",
  response: done,
})

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'month')
export const reportRow = z.object({
  technician: person,
  /** different days with a check-in */
  days: z.int(),
  visits: z.int(),
  onTime: z.int(),
  late: z.int(),
  lateMinutes: z.int(),
  workedMinutes: z.int(),
  /** planned visit days without a check-in */
  missing: z.int(),
  notOut: z.int(),
  grades: z.object({ ON_SITE: z.int(), LIKELY: z.int(), OFF_SITE: z.int(), NO_LOCATION: z.int() }),
  corrected: z.int(),
})
const wanted = z.object({ month, technicianId: id.optional() })
export const getReport = endpoint({
  method: 'GET',
  url: '/api/v1/attendance-report',
  roles: ['admin', 'cs', 'manager', 'technician'],
  tag: 'field work',
  summary: 'Attendance of a month per technician (a technician sees only himself)',
  query: wanted,
  response: z.object({ month, items: z.array(reportRow) }),
})
export const exportReport = endpoint({
  method: 'GET',
  url: '/api/v1/attendance-report-export',
  roles: ['admin', 'cs', 'manager'],
  tag: 'field work',
  summary: 'The same as CSV or XLSX; with details, one line per visit day',
  query: wanted.extend({ format: z.enum(['csv', 'xlsx']), details: z.stringbool().default(false) }),
  response: z.any(),
  produces: 'application/octet-stream',
})
export const listDays = endpoint({
  method: 'GET',
  url: '/api/v1/attendance-days',
  roles: ['admin', 'cs', 'manager', 'technician'],
  tag: 'field work',
  summary: 'Every visit day of a month, newest first (a technician sees only himself)',
  query: wanted,
  response: z.object({ month, from: day, items: z.array(attendanceEntry) }),
})
