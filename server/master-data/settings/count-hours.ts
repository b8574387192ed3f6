import type { Holiday } from './rules.ts'

/** What decides when the office works. */
export type WorkCalendar = {
  /** of the week, Sunday first; null = closed */
  workingHours: readonly ({ from: string; to: string } | null)[]
  jointLeaveIsWorkingDay: boolean
  holidays: ReadonlyMap<string, Holiday['kind']>
}

// The office keeps the time of Jakarta, which has no summer time.
const OFFSET_MS = 7 * 3_600_000
const DAY_MS = 86_400_000
/** Nobody is closed for longer; without any working hours there is no end to it. */
const MOST_DAYS = 60

const dayOf = (moment: number) => Math.floor((moment + OFFSET_MS) / DAY_MS)
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** When the office opens and closes on a day of its calendar, in milliseconds; null when it stays closed. */
function hoursOf(calendar: WorkCalendar, day: number): { opens: number; closes: number } | null {
  const date = new Date(day * DAY_MS)
  const holiday = calendar.holidays.get(date.toISOString().slice(0, 10))
  if (holiday === 'national' || (holiday === 'joint_leave' && !calendar.jointLeaveIsWorkingDay)) return null
  const hours = calendar.workingHours[date.getUTCDay()]
  if (!hours) return null
  const midnight = day * DAY_MS - OFFSET_MS
  return {
    opens: midnight + minutesOf(hours.from) * 60_000,
    closes: midnight + minutesOf(hours.to) * 60_000,
  }
}

/** Working time between two moments in whole seconds (domain.md 7: durations run in working minutes). */
export function workingSeconds(calendar: WorkCalendar, from: Date, to: Date): number {
  const [start, end] = [from.getTime(), to.getTime()]
  let total = 0
  for (let day = dayOf(start); day <= dayOf(end); day++) {
    const hours = hoursOf(calendar, day)
    if (hours) total += Math.max(0, Math.min(end, hours.closes) - Math.max(start, hours.opens))
  }
  return Math.round(total / 1000)
}

/**
 * The time off in which a moment lies: since when, and when the office opens again (null: not within two months).
 * @returns null while the office is open
 */
export function timeOff(calendar: WorkCalendar, at: Date): { since: Date; opens: Date | null } | null {
  const now = at.getTime()
  const today = dayOf(now)
  let since = now - MOST_DAYS * DAY_MS
  for (let day = today - MOST_DAYS; day <= today; day++) {
    const hours = hoursOf(calendar, day)
    if (hours && hours.opens <= now && now < hours.closes) return null
    if (hours && hours.closes <= now) since = hours.closes
  }
  for (let day = today; day <= today + MOST_DAYS; day++) {
    const hours = hoursOf(calendar, day)
    if (hours && hours.opens > now) return { since: new Date(since), opens: new Date(hours.opens) }
  }
  return { since: new Date(since), opens: null }
}
