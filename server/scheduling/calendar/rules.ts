export type Hours = { from: string; to: string }
export type WorkCalendar = {
  /** Sunday first; null is a day off */
  workingHours: readonly (Hours | null)[]
  holidays: readonly { date: string; name: string; working: boolean }[]
}
/** The days of a visit at its site, and the hour at which it begins on the first and ends on the last. */
export type VisitDays = { first: string; last: string; from: string; to: string }

export type VisitWarning =
  | { warning: 'HOLIDAY'; day: string; name: string }
  | { warning: 'OUTSIDE_HOURS'; day: string; from: string | null; to: string | null }
export type AssignmentWarning =
  | VisitWarning
  | { warning: 'ABSENT'; kind: string }
  | { warning: 'MISSING_SKILL'; skills: string[] }
  | { warning: 'OTHER_AREA'; area: string; home: string }

/** What speaks against this technician for this job beyond the time; without a home area nothing is known of it. */
export function fitWarnings(
  job: { skills: readonly string[]; area: string | null },
  technician: { skills: readonly string[]; area: string | null },
): AssignmentWarning[] {
  const missing = job.skills.filter((skill) => !technician.skills.includes(skill))
  const { area } = job
  const { area: home } = technician
  const elsewhere = area !== null && home !== null && area.toLowerCase() !== home.toLowerCase()
  return [
    ...(missing.length > 0 ? [{ warning: 'MISSING_SKILL' as const, skills: missing }] : []),
    ...(elsewhere ? [{ warning: 'OTHER_AREA' as const, area, home }] : []),
  ]
}

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()

/**
 * What is unusual about the time of a visit: a holiday among its days, and hours in which nobody works. Of a visit over
 * several days only the first morning and the last evening count: the days between have no hours of their own.
 */
export function visitWarnings(visit: VisitDays, calendar: WorkCalendar): VisitWarning[] {
  const holiday = calendar.holidays.find(
    ({ date, working }) => !working && date >= visit.first && date <= visit.last,
  )
  const early = outside(visit.first, calendar, (hours) => visit.from < hours.from || visit.from >= hours.to)
  const late = outside(visit.last, calendar, (hours) => visit.to > hours.to)
  return [
    ...(holiday ? [{ warning: 'HOLIDAY' as const, day: holiday.date, name: holiday.name }] : []),
    ...[early ?? late].filter((one) => one !== null),
  ]
}

function outside(
  day: string,
  calendar: WorkCalendar,
  breaks: (hours: Hours) => boolean,
): VisitWarning | null {
  const hours = calendar.workingHours[weekday(day)] ?? null
  if (hours && !breaks(hours)) return null
  return { warning: 'OUTSIDE_HOURS', day, from: hours?.from ?? null, to: hours?.to ?? null }
}

/** When a day of the office begins; Jakarta has no summer time. */
export const startOfOfficeDay = (day: string): Date => new Date(`${day}T00:00:00+07:00`)
