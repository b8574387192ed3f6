import type { Db, Tx } from '../../platform/db.ts'
import { timeOfDay, workDate } from '../../platform/indonesian-date.ts'
import { holidaysOf, readCalendar } from '../../master-data/index.ts'
import type { VisitDays, WorkCalendar } from './rules.ts'

/** `09:00`, on the clock of the site. */
const clock = (at: Date, zone: string) => timeOfDay(at, zone, 'en').slice(0, 5)

/** The days of a visit on the calendar of its site; one that ends at midnight does not touch the next day. */
export function visitDays(start: Date, end: Date, zone: string): VisitDays {
  const to = clock(end, zone)
  const midnight = to === '00:00'
  return {
    first: workDate(start, zone),
    last: workDate(midnight ? new Date(end.getTime() - 1) : end, zone),
    from: clock(start, zone),
    to: midnight ? '24:00' : to,
  }
}

/** Working hours of the week, and the holidays from one day to another with whether they are worked. */
export async function readWorkDays(look: Db | Tx, first: string, last: string): Promise<WorkCalendar> {
  const calendar = await readCalendar(look)
  const years = new Set([Number(first.slice(0, 4)), Number(last.slice(0, 4))])
  const holidays = await Promise.all([...years].map((year) => holidaysOf(look, year)))
  return {
    workingHours: calendar.workingHours,
    holidays: holidays
      .flat()
      .filter(({ date }) => date >= first && date <= last)
      .map(({ date, name, kind }) => ({
        date,
        name,
        working: kind === 'joint_leave' && calendar.jointLeaveIsWorkingDay,
      })),
  }
}
