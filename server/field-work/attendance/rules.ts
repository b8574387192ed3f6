import { distanceBetween, endOfDay, type Evidence, isAtWork, minutesLate } from '../rules.ts'

/** How the company looks at presence; admin decides, these are the standards (peers: 75-1500 m, 15 minutes). */
export type Policy = {
  /** metres around the site that count as being there */
  radius: number
  /** what a check-in clearly away from the site means: graded only, also told to CS, or refused */
  offSite: 'NONE' | 'SOFT' | 'HARD'
  /** minutes after the planned start */
  lateAfter: number
  missingAfter: number
  /** minutes after the planned end */
  overrunAfter: number
  /** after so many days only the distance and the grade of a position are kept */
  keepPositionsDays: number
}
export const STANDARD_POLICY: Policy = {
  radius: 150,
  offSite: 'SOFT',
  lateAfter: 15,
  missingAfter: 45,
  overrunAfter: 30,
  keepPositionsDays: 90,
}

/** A hard rule never locks anybody out for a weak signal: only a position that is clearly elsewhere counts. */
export function whyCannotCheckIn(
  policy: Pick<Policy, 'offSite'>,
  evidence: Evidence,
): 'CHECK_IN_OFF_SITE' | null {
  return policy.offSite === 'HARD' && evidence.grade === 'OFF_SITE' ? 'CHECK_IN_OFF_SITE' : null
}

/** A photo of the work supports a check-in without a usable position; it does not outweigh a position elsewhere. */
export const PHOTO_COUNTS_MINUTES = 30
export function withPhoto(
  grade: string,
  reasons: readonly string[],
): { grade: string; reasons: string[] } | null {
  if (reasons.includes('photoTaken') || grade === 'ON_SITE') return null
  return { grade: grade === 'NO_LOCATION' ? 'LIKELY' : grade, reasons: [...reasons, 'photoTaken'] }
}

type Point = { lat: number; lng: number }
/** Phones read a position in the moment of a photo roughly, in metres: this much beyond the radius is still the site. */
export const PHOTO_ROUGHNESS = 500
/** A photo speaks for a check-in unless it was taken somewhere else. */
export function photoSupports(site: Point | null, photo: Point | null, radius: number): boolean {
  return !site || !photo || distanceBetween(site, photo) <= radius + PHOTO_ROUGHNESS
}

export const ALERT_KINDS = ['LATE', 'MISSING', 'OVERRUN', 'NOT_OUT'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export type VisitDay = {
  /** the local day at the site */
  day: string
  planned: Date
  scheduledEnd: Date
  timeZone: string
  /** the seat is held and the job is still to do or being done */
  live: boolean
  attendance: { checkInAt: Date; checkOutAt: Date | null } | null
}

/** What CS has to be told of a visit day at this moment, worst first. */
export function alertsDue(visit: VisitDay, policy: Policy, now: Date): AlertKind[] {
  const { attendance } = visit
  if (!attendance) {
    if (!visit.live) return []
    const late = minutesLate(visit.planned, now)
    // the day is over: who never came is missing in the report, and nothing can be done about it any more
    if (now > endOfDay(visit.day, visit.timeZone)) return []
    return late > policy.missingAfter ? ['MISSING'] : late > policy.lateAfter ? ['LATE'] : []
  }
  if (attendance.checkOutAt !== null) return []
  if (now > endOfDay(visit.day, visit.timeZone) && !isAtWork(attendance, now)) return ['NOT_OUT']
  const over = minutesLate(visit.scheduledEnd, now)
  return visit.live && over > policy.overrunAfter && isAtWork(attendance, now) ? ['OVERRUN'] : []
}

/** Minutes at work by a pair of times; a forgotten check-out counts as nothing until somebody corrects it. */
export const workedMinutes = (entry: { checkInAt: Date; checkOutAt: Date | null }): number =>
  entry.checkOutAt
    ? Math.max(0, Math.round((entry.checkOutAt.getTime() - entry.checkInAt.getTime()) / 60_000))
    : 0

/** What is wrong with corrected times, as field and message key; empty when they can stand. */
export function correctionProblems(
  times: { checkInAt: Date; checkOutAt: Date | null },
  now: Date,
): { path: string; message: string }[] {
  if (times.checkInAt > now) return [{ path: 'checkInAt', message: 'timeToCome' }]
  if (!times.checkOutAt) return []
  if (times.checkOutAt > now) return [{ path: 'checkOutAt', message: 'timeToCome' }]
  if (times.checkOutAt < times.checkInAt) return [{ path: 'checkOutAt', message: 'endBeforeStart' }]
  if (times.checkOutAt.getTime() - times.checkInAt.getTime() > 24 * 3_600_000)
    return [{ path: 'checkOutAt', message: 'dayTooLong' }]
  return []
}
