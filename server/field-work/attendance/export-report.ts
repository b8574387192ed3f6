import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { timeOfDay } from '../../platform/indonesian-date.ts'
import type { Cell } from '../../platform/xlsx.ts'
import { attendanceRows } from '../reads.ts'
import { daysOfMonth, readReport } from './read-report.ts'
import { workedMinutes } from './rules.ts'

type Say = (key: string) => string
type Wish = { month: string; technicianId?: string | undefined }

const SUMS = [
  'technician',
  'days',
  'visits',
  'onTime',
  'late',
  'lateMinutes',
  'workedMinutes',
  'missing',
  'notOut',
  'ON_SITE',
  'LIKELY',
  'OFF_SITE',
  'NO_LOCATION',
  'corrected',
]
const DETAILS = [
  'technician',
  'day',
  'ticket',
  'customer',
  'checkIn',
  'checkOut',
  'workedMinutes',
  'lateMinutes',
  'grade',
  'distance',
]

/** One line per technician, the headings first. */
export async function* summaryRows(db: Db, viewer: Staff, wish: Wish, say: Say): AsyncGenerator<Cell[]> {
  yield SUMS.map((name) => say(name))
  for (const row of await readReport(db, viewer, wish))
    yield [
      row.technician.name,
      row.days,
      row.visits,
      row.onTime,
      row.late,
      row.lateMinutes,
      row.workedMinutes,
      row.missing,
      row.notOut,
      row.grades.ON_SITE,
      row.grades.LIKELY,
      row.grades.OFF_SITE,
      row.grades.NO_LOCATION,
      row.corrected,
    ]
}

/** One line per visit day, with the times as they were at the site. */
export async function* detailRows(db: Db, wish: Wish, say: Say): AsyncGenerator<Cell[]> {
  yield DETAILS.map((name) => say(name))
  const { from, to } = daysOfMonth(wish.month)
  let rows = attendanceRows(db)
    .where('attendance.workDate', '>=', from)
    .where('attendance.workDate', '<=', to)
  if (wish.technicianId) rows = rows.where('attendance.technicianId', '=', wish.technicianId)
  const found = await rows.orderBy('staff.name').orderBy('attendance.checkInAt').execute()
  for (const row of found)
    yield [
      row.technicianName,
      row.workDate,
      row.code,
      row.customerName,
      timeOfDay(row.checkInAt, row.timeZone),
      row.checkOutAt ? timeOfDay(row.checkOutAt, row.timeZone) : null,
      workedMinutes(row),
      row.lateMinutes,
      say(row.grade),
      row.checkInDistance,
    ]
}
