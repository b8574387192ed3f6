import type { ClaimOutcome, MoveName, TicketState } from '../ticket/index.ts'
import type { FieldError } from '../platform/errors.ts'
import type { Role } from '../platform/roles.ts'

/** How far back a visit may have begun when CS writes it down: yesterday's emergency, not last month's typing mistake. */
export const BACKDATE_HOURS = 24
/** A longer visit is a typing mistake in the year; the end would block the crew's calendar until then. */
export const LONGEST_VISIT_DAYS = 60

const DAY = 24 * 3_600_000

/** What is wrong with a planned time, as field and message key; an empty list means that it can stand. */
export function scheduleProblems(start: Date, end: Date, now: Date): FieldError[] {
  if (end <= start) return [{ path: 'scheduledEnd', message: 'endBeforeStart' }]
  if (end.getTime() - start.getTime() > LONGEST_VISIT_DAYS * DAY)
    return [{ path: 'scheduledEnd', message: 'visitTooLong' }]
  if (now.getTime() - start.getTime() > BACKDATE_HOURS * 3_600_000)
    return [{ path: 'scheduledStart', message: 'startInPast' }]
  // nobody could take it: the pool shows only visits that are not over
  if (end <= now) return [{ path: 'scheduledEnd', message: 'endInPast' }]
  return []
}

/**
 * A freed seat of a visit whose time is over could never be taken again. The visit then gets the same length of time
 * from now on; when others of the crew are still there it keeps its start. Null when its time is not over.
 */
export function renewedSchedule(
  visit: { start: Date; end: Date },
  now: Date,
  crewRemains: boolean,
): { start: Date; end: Date } | null {
  if (visit.end > now) return null
  const length = visit.end.getTime() - visit.start.getTime()
  return { start: crewRemains ? visit.start : now, end: new Date(now.getTime() + length) }
}

/** Seed: "mengubah detail jadwal sebelum diambil teknisi". Once somebody relies on the details they stand. */
export function whyCannotChange(seatsTaken: number): 'TICKET_TAKEN' | null {
  return seatsTaken > 0 ? 'TICKET_TAKEN' : null
}

/** Who has begun cannot just walk away: CS looks for a replacement then. */
export function whyCannotRelease(
  startedAt: Date | null,
  plannedStart: Date,
  now: Date,
  hours: number,
): 'RELEASE_AFTER_CHECK_IN' | 'RELEASE_TOO_LATE' | null {
  if (startedAt) return 'RELEASE_AFTER_CHECK_IN'
  // so many hours before the visit somebody else can still be found without an emergency
  return now.getTime() > plannedStart.getTime() - hours * 3_600_000 ? 'RELEASE_TOO_LATE' : null
}

export type ClaimFacts = {
  state: TicketState
  freeSeats: number
  over: boolean
  mine: boolean
  /** what the database says is in this technician's way (claim_hindrance) */
  hindrance: Exclude<ClaimOutcome, 'WON'> | null
}

const ACTIVE: readonly TicketState[] = ['OPEN', 'ASSIGNED', 'IN_PROGRESS']

/** Why a technician could not take a job right now; the same order of reasons as the claim itself. */
export function whyCannotClaim(role: Role, job: ClaimFacts): Exclude<ClaimOutcome, 'WON'> | null {
  if (role !== 'technician') return 'NOT_ALLOWED'
  if (job.mine) return 'ALREADY_CLAIMED'
  if (job.over || !ACTIVE.includes(job.state)) return 'NOT_IN_POOL'
  if (job.freeSeats === 0) return 'POOL_FULL'
  return job.hindrance
}

/** A ticket is in the pool while it has a free seat, is not finished and its planned time is not over. */
export function inPool(job: { state: TicketState; freeSeats: number; over: boolean }): boolean {
  return job.freeSeats > 0 && !job.over && (job.state === 'OPEN' || job.state === 'IN_PROGRESS')
}

/** Standing by makes sense while a job is on and full; with a seat free one takes it instead. */
export function whyCannotStandBy(
  job: Omit<ClaimFacts, 'hindrance'>,
): 'NOT_IN_POOL' | 'ALREADY_CLAIMED' | 'SEAT_FREE' | null {
  if (job.mine) return 'ALREADY_CLAIMED'
  if (job.over || !ACTIVE.includes(job.state)) return 'NOT_IN_POOL'
  return job.freeSeats > 0 ? 'SEAT_FREE' : null
}

/** What is known about the ticket and the caller beyond the state, for the buttons. */
export type MoveFacts = ClaimFacts & {
  seatsTaken: number
  /** the caller's own seat */
  started: boolean
  /** the caller finished this job with the crew */
  finished: boolean
  departedToday: boolean
  presentNow: boolean
  presentToday: boolean
  extensionOpen: boolean
  /** somebody is sought for a seat of which the holder is still known */
  sought: boolean
  invoiced: boolean
  paid: boolean
}

const HOLDS_WHEN: Partial<Record<MoveName, (facts: MoveFacts) => boolean>> = {
  changeDetails: (facts) => whyCannotChange(facts.seatsTaken) === null,
  claimJob: (facts) => whyCannotClaim('technician', facts) === null,
  releaseJob: (facts) => facts.mine && !facts.started,
  // before anybody took it details and schedule just change
  correctDetails: (facts) => facts.seatsTaken > 0,
  rescheduleVisit: (facts) => facts.seatsTaken > 0,
  assignTechnician: (facts) => facts.freeSeats > 0 && !facts.over,
  broadcastAgain: (facts) => facts.freeSeats > 0 && !facts.over,
  requestReplacement: (facts) => facts.seatsTaken > 0,
  callOffReplacement: (facts) => facts.sought,
  depart: (facts) => facts.mine && !facts.departedToday && !facts.presentToday,
  checkIn: (facts) => facts.mine && !facts.presentToday,
  checkOut: (facts) => (facts.mine || facts.finished) && facts.presentNow,
  handOver: (facts) => facts.mine,
  requestExtension: (facts) => facts.mine && !facts.extensionOpen,
  decideExtension: (facts) => facts.extensionOpen,
  markDone: (facts) => facts.mine,
  draftInvoice: (facts) => !facts.invoiced,
  close: (facts) => facts.paid,
}

/** Of the moves that the lifecycle offers, those that the facts allow: exactly these become buttons. */
export function movesThatHold(offered: readonly MoveName[], facts: MoveFacts): MoveName[] {
  return offered.filter((move) => HOLDS_WHEN[move]?.(facts) ?? true)
}

/** Money, the customer’s opinion, what CS is told about people and says among itself: technicians see the work, not these. */
const OFFICE_ONLY = /^(invoice|payment|revision|rating|message|attendanceAlert|ticketNoted)/

export function timelineShows(role: Role, event: string): boolean {
  return role !== 'technician' || !OFFICE_ONLY.test(event)
}

/** Just missed, or full long ago: two different sentences. Milliseconds behind the one who took the last seat. */
export function lostBy(behindMs: number | null): 'close' | 'late' {
  return behindMs !== null && behindMs < 60_000 ? 'close' : 'late'
}

/** Seconds as one says them: tenths, and thousandths where a tenth would be a lie. */
export function secondsBehind(behindMs: number): number {
  return behindMs < 100 ? Math.max(1, behindMs) / 1000 : Math.round(behindMs / 100) / 10
}

/** Whole seconds to wait, at least one. */
export function secondsUntil(at: Date | null, now: Date): number {
  return at === null ? 1 : Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 1000))
}
