const ZONE_HOURS = 7
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A visit that is due now, as the office form takes it: local day and clock. */
export type VisitTimes = { date: string; endDate: string; start: string; end: string }

/**
 * From the last full five minutes on for three hours. Late in the evening it runs into the next day, because a visit
 * of an hour would be over before the story is.
 */
export function dueNow(now = new Date()): VisitTimes {
  const begin = Math.floor(now.getTime() / (5 * MINUTE)) * 5 * MINUTE
  const [start, end] = [local(new Date(begin)), local(new Date(begin + 3 * HOUR))]
  return { date: start.date, start: start.clock, endDate: end.date, end: end.clock }
}

/** The same for the API. */
export function visitOf({ date, endDate, start, end }: VisitTimes) {
  const iso = (day: string, clock: string) =>
    new Date(`${day}T${clock.replace('.', ':')}:00+0${ZONE_HOURS}:00`).toISOString()
  return { scheduledStart: iso(date, start), scheduledEnd: iso(endDate, end) }
}

function local(at: Date): { date: string; clock: string } {
  const text = new Date(at.getTime() + ZONE_HOURS * HOUR).toISOString()
  return { date: text.slice(0, 10), clock: text.slice(11, 16).replace(':', '.') }
}
