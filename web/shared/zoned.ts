import { OFFICE_ZONE } from './format.ts'

/** What a date field and a time field hold: YYYY-MM-DD and HH:mm in the zone of the site. */
export type LocalMoment = { date: string; time: string }

/** A moment as the calendar and the clock of a zone show it. */
export function toLocal(at: string | number | Date, zone: string = OFFICE_ZONE): LocalMoment {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(new Date(at))
      .map((part) => [part.type, part.value]),
  )
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}`,
  }
}

/**
 * The ISO time of a local date and time, or null when they are no date. Indonesia has no summer time, so one
 * correction by the zone's offset is exact.
 */
export function fromLocal({ date, time }: LocalMoment, zone: string = OFFICE_ZONE): string | null {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  if (Number.isNaN(asUtc)) return null
  const seen = toLocal(asUtc, zone)
  const offset = Date.parse(`${seen.date}T${seen.time}:00Z`) - asUtc
  return new Date(asUtc - offset).toISOString()
}

/** Another calendar day: addDays('2026-11-30', 1) = '2026-12-01'. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
