import type { WorkCalendar } from '../calendar/rules.ts'

/** A visit that is finished so recently may be the same trouble once more: a repeat visit. */
export const REPEAT_DAYS = 30
const USUAL = { from: '09:00', hours: 3 }

/** A day on the calendar of the office and the clocks of a visit on it; why days before it were left out. */
export type SuggestedTime = { date: string; from: string; to: string; skipped: string[] }

/**
 * When a visit that is not urgent is usually planned: on the next day that is worked, in its working hours, for three
 * hours from nine. Null when none of these days is worked.
 * @param days the days after today, in order
 */
export function suggestTime(days: readonly string[], calendar: WorkCalendar): SuggestedTime | null {
  const skipped: string[] = []
  for (const date of days) {
    const hours = calendar.workingHours[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? null
    const holiday = calendar.holidays.find((one) => one.date === date && !one.working)
    if (hours && !holiday) return { date, ...clocks(hours), skipped }
    if (holiday) skipped.push(holiday.name)
  }
  return null
}

function clocks(hours: { from: string; to: string }): { from: string; to: string } {
  const from = hours.from > USUAL.from || hours.to <= USUAL.from ? hours.from : USUAL.from
  const end = `${String(Number(from.slice(0, 2)) + USUAL.hours).padStart(2, '0')}${from.slice(2)}`
  return { from, to: end < hours.to ? end : hours.to }
}
