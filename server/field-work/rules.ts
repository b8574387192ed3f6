/** Metres around the site within which somebody counts as being there (peers use 75-1500; their default is 111-150). */
export const SITE_RADIUS = 150
/** A reading less exact than this says nothing about the place, in metres. */
export const USELESS_ACCURACY = 2000
/** Beyond this a reading only makes presence likely, in metres. */
export const GOOD_ACCURACY = 100
/** A reading older than this is not where the technician is now, in minutes. */
export const OLD_READING_MINUTES = 10
/** Difference between the phone's clock and ours that is worth noting, in minutes. */
export const CLOCK_SKEW_MINUTES = 5
/** domain.md 7: on time = planned start + 15 minutes. */
export const LATE_AFTER_MINUTES = 15

export type Grade = 'ON_SITE' | 'LIKELY' | 'OFF_SITE' | 'NO_LOCATION'
/** How a position came: read by the device, shared live, a pin put on a map, or passed on from elsewhere. */
export type PositionSource = 'device' | 'live' | 'pin' | 'forwarded'
/** `accuracy` in metres; null when the device did not say. */
export type Reading = {
  lat: number
  lng: number
  accuracy: number | null
  at: Date
  source?: PositionSource
}
export type Evidence = { grade: Grade; reasons: string[]; distance: number | null }

const EARTH_METRES = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in metres. */
export function distanceBetween(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
  const half =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lng - a.lng) / 2) ** 2
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half)))
}

/**
 * How sure we are that somebody is at the site. A bad position never locks anybody out: it is graded, with the reasons
 * in words for CS. The accuracy counts for the technician: the true position may be that much nearer.
 */
export function gradePosition(
  site: { lat: number; lng: number } | null,
  reading: Reading | null,
  received: Date,
  deviceAt: Date | null,
  radius: number = SITE_RADIUS,
): Evidence {
  const reasons: string[] = []
  if (deviceAt && Math.abs(received.getTime() - deviceAt.getTime()) > CLOCK_SKEW_MINUTES * 60_000)
    reasons.push('clockSkew')
  if (!reading) return { grade: 'NO_LOCATION', reasons: ['noReading', ...reasons], distance: null }
  // both times are the phone's own, so a wrong clock does not make a fresh reading old
  const age = (deviceAt ?? received).getTime() - reading.at.getTime()
  const distance = site ? Math.round(distanceBetween(site, reading)) : null
  if (age > OLD_READING_MINUTES * 60_000)
    return { grade: 'NO_LOCATION', reasons: ['oldReading', ...reasons], distance }
  const accuracy = reading.accuracy ?? 0
  if (accuracy > USELESS_ACCURACY)
    return { grade: 'NO_LOCATION', reasons: ['poorAccuracy', ...reasons], distance }
  // it tells where somebody was, not that it was he: kept for CS to look at, no more
  if (reading.source === 'forwarded')
    return { grade: 'NO_LOCATION', reasons: ['forwardedPin', ...reasons], distance }
  if (distance === null) return { grade: 'LIKELY', reasons: ['siteUnknown', ...reasons], distance }
  if (distance - accuracy > radius) return { grade: 'OFF_SITE', reasons: ['farAway', ...reasons], distance }
  const doubt = doubtOf(reading, distance, radius)
  return doubt
    ? { grade: 'LIKELY', reasons: [doubt, ...reasons], distance }
    : { grade: 'ON_SITE', reasons, distance }
}

/** What keeps a position near the site from being certain; null when nothing does. */
function doubtOf({ accuracy, source }: Reading, distance: number, radius: number): string | null {
  if ((accuracy ?? 0) > GOOD_ACCURACY) return 'roughAccuracy'
  if (distance > radius) return 'nearSite'
  // a pin can be put anywhere by hand
  if (source === 'pin') return 'staticPin'
  return accuracy === null ? 'accuracyUnknown' : null
}

/** Indonesia has three zones and no summer time. */
const OFFSETS: Record<string, string> = {
  'Asia/Jakarta': '+07:00',
  'Asia/Pontianak': '+07:00',
  'Asia/Makassar': '+08:00',
  'Asia/Jayapura': '+09:00',
}
export const zoneOffset = (zone: string): string => OFFSETS[zone] ?? '+07:00'

/** The moment at which a local day ends. `day` is YYYY-MM-DD. */
export const endOfDay = (day: string, zone: string): Date => new Date(`${day}T23:59:59${zoneOffset(zone)}`)
export const startOfDay = (day: string, zone: string): Date => new Date(`${day}T00:00:00${zoneOffset(zone)}`)

export type Visit = { scheduledStart: Date; scheduledEnd: Date; timeZone: string }

const DAY_MS = 24 * 3_600_000
const localTime = (at: Date, zone: string): string =>
  new Date(at.getTime() + Number(zoneOffset(zone).slice(1, 3)) * 3_600_000).toISOString()

/**
 * When somebody is expected at a visit, seen from a day at the site: each day at the hour at which the visit was
 * planned to start. For a day after the last one, and for the small hours of a visit that began the evening before,
 * it is the last start that was planned; `day` then differs from the day that was asked for.
 */
export function plannedStart(visit: Visit, day: string): { day: string; at: Date } {
  const { scheduledStart, scheduledEnd, timeZone } = visit
  const first = localTime(scheduledStart, timeZone).slice(0, 10)
  const days = Math.ceil((scheduledEnd.getTime() - scheduledStart.getTime()) / DAY_MS)
  const wanted = Math.round((Date.parse(day) - Date.parse(first)) / DAY_MS)
  const at = new Date(scheduledStart.getTime() + Math.min(Math.max(wanted, 0), days - 1) * DAY_MS)
  return { day: localTime(at, timeZone).slice(0, 10), at }
}

/** Minutes after the planned start, 0 when early. */
export const minutesLate = (planned: Date, at: Date): number =>
  Math.max(0, Math.floor((at.getTime() - planned.getTime()) / 60_000))

export const isLate = (planned: Date, at: Date, after = LATE_AFTER_MINUTES): boolean =>
  minutesLate(planned, at) > after

export type BoardStatus = 'EXPECTED' | 'MISSING' | 'WORKING' | 'LEFT'

/** Nobody works this long at a stretch: a check-in still open after so many hours is a check-out that was forgotten. */
export const FORGOTTEN_AFTER_HOURS = 16

/** Is somebody at work by this entry? Forgotten check-outs are left open, because nobody knows when he went. */
export const isAtWork = (attendance: { checkInAt: Date; checkOutAt: Date | null }, now: Date): boolean =>
  attendance.checkOutAt === null &&
  now.getTime() - attendance.checkInAt.getTime() < FORGOTTEN_AFTER_HOURS * 3_600_000

/** How somebody stands on the board of a day. */
export function boardStatus(
  planned: Date,
  now: Date,
  attendance: { checkInAt: Date; checkOutAt: Date | null } | null,
  lateAfter = LATE_AFTER_MINUTES,
): BoardStatus {
  if (attendance) return isAtWork(attendance, now) ? 'WORKING' : 'LEFT'
  return isLate(planned, now, lateAfter) ? 'MISSING' : 'EXPECTED'
}

export type Missing = 'CHECK_IN' | 'PHOTO_BEFORE' | 'PHOTO_AFTER' | 'BAST' | 'SECOND_PROOF'

/** What still keeps Selesai from working, in the order in which it is done on site. */
export function missingForDone(
  facts: { checkedIn: boolean; before: number; after: number; handedOver: boolean; proven: boolean },
  demands: { photosBefore: number; photosAfter: number; secondProofNeeded: boolean },
): Missing[] {
  const { photosBefore, photosAfter, secondProofNeeded } = demands
  const wanting: Record<Missing, boolean> = {
    CHECK_IN: !facts.checkedIn,
    PHOTO_BEFORE: facts.before < photosBefore,
    PHOTO_AFTER: facts.after < photosAfter,
    BAST: !facts.handedOver,
    // without a BAST there is nothing yet that a second proof could be for
    SECOND_PROOF: secondProofNeeded && facts.handedOver && !facts.proven,
  }
  return (Object.keys(wanting) as Missing[]).filter((name) => wanting[name])
}

/** A BAST is signed, says why it is not, or comes with a photo of the signed paper. Field and message key, or null. */
export function whyIncomplete(report: {
  signature: boolean
  paper: boolean
  signerName: string | null
  noSignatureReason: string | null
}): { path: string; message: string } | null {
  if (report.signature && !report.signerName) return { path: 'signerName', message: 'signerName' }
  if (!report.signature && !report.paper && !report.noSignatureReason)
    return { path: 'signature', message: 'signatureOrReason' }
  return null
}
