import { addDays } from '../../../shared/zoned.ts'

export const VIEWS = ['day', 'week', 'month'] as const
export type View = (typeof VIEWS)[number]

/** A column of the board: an hour of a day, or a day. Times in milliseconds. */
export type Column = { key: string; start: number; end: number }

const HOUR = 3_600_000
/** The office is in Jakarta, which has no summer time. */
export const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00+07:00`)
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** The days that a view shows around a day: itself, its week from Monday, its month. */
export function daysOf(view: View, day: string): string[] {
  const first =
    view === 'day'
      ? day
      : view === 'week'
        ? addDays(day, -((weekdayOf(day) + 6) % 7))
        : `${day.slice(0, 8)}01`
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const count = view === 'day' ? 1 : view === 'week' ? 7 : new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Array.from({ length: count }, (_, index) => addDays(first, index))
}

/** The same place one view earlier (-1) or later (1); the last day of a month stays inside the next one. */
export function stepped(view: View, day: string, by: 1 | -1): string {
  if (view !== 'month') return addDays(day, view === 'day' ? by : 7 * by)
  const first = new Date(`${day.slice(0, 8)}01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + by)
  return first.toISOString().slice(0, 10)
}

/** Hours of the one day, or the days. */
export function columnsOf(view: View, days: readonly string[]): Column[] {
  if (view !== 'day')
    return days.map((day) => ({ key: day, start: startOfDay(day), end: startOfDay(day) + 24 * HOUR }))
  const start = startOfDay(days[0] as string)
  return Array.from({ length: 24 }, (_, hour) => ({
    key: String(hour).padStart(2, '0'),
    start: start + hour * HOUR,
    end: start + (hour + 1) * HOUR,
  }))
}
