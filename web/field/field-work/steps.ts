import type { FieldWork, Ticket, TicketState } from '../../shared/api/shapes.ts'
import { dayIn } from '../../shared/format.ts'
import type { Work } from '../offline/queue-order.ts'

export type Step = 'CHECK_IN' | 'PHOTO_BEFORE' | 'PHOTO_AFTER' | 'BAST' | 'DONE' | 'CHECK_OUT'
export type Missing = FieldWork['missingForDone'][number]

/** What is true of a job for this technician, with the work that still waits on the phone counted as done. */
export type JobFacts = {
  state: TicketState
  mine: boolean
  moves: ReadonlySet<string>
  /** checked in and not out again */
  present: boolean
  /** has been there at all */
  attended: boolean
  /** has been there on this day of the site; there is one check-in a day */
  today: boolean
  before: number
  after: number
  hasBast: boolean
  missing: readonly Missing[]
}

/** Moves that the server will allow once a waiting check-in has arrived. */
const AFTER_CHECK_IN = ['checkOut', 'handOver', 'requestExtension', 'markDone']

export function factsOf(
  ticket: Ticket,
  work: FieldWork,
  staffId: string,
  waiting: readonly Work[],
  now: number = Date.now(),
): JobFacts {
  const today = dayIn(now, ticket.timeZone)
  const seats = ticket.seats.filter((seat) => seat.technician.id === staffId)
  const own = work.attendance.filter((entry) => entry.technician.id === staffId)
  const facts = {
    state: ticket.state,
    // after Selesai the seats are ended, yet the job is still mine to check out of
    mine: seats.some((seat) => seat.endedAt === null || seat.endReason === 'DONE'),
    moves: new Set<string>(ticket.allowedMoves),
    present: own.some((entry) => entry.checkOutAt === null),
    attended: own.length > 0,
    today: own.some((entry) => entry.workDate === today),
    before: work.photos.filter((photo) => photo.kind === 'BEFORE').length,
    after: work.photos.filter((photo) => photo.kind === 'AFTER').length,
    hasBast: work.bast !== null,
    missing: new Set<Missing>(work.missingForDone),
  }
  for (const one of waiting) {
    count(facts, one, work.demands)
    if (one.kind === 'checkIn' && dayIn(one.at, ticket.timeZone) === today) facts.today = true
  }
  return { ...facts, missing: [...facts.missing] }
}

type Counting = Omit<JobFacts, 'missing' | 'moves'> & { missing: Set<Missing>; moves: Set<string> }

function count(facts: Counting, work: Work, demands: FieldWork['demands']): void {
  switch (work.kind) {
    case 'checkIn':
      facts.present = true
      facts.attended = true
      facts.missing.delete('CHECK_IN')
      if (facts.state === 'OPEN' || facts.state === 'ASSIGNED') facts.state = 'IN_PROGRESS'
      for (const move of AFTER_CHECK_IN) facts.moves.add(move)
      // who is there need not set off any more
      facts.moves.delete('depart')
      break
    case 'checkOut':
      facts.present = false
      break
    case 'photo':
      if (work.photoKind === 'BEFORE') facts.before++
      if (work.photoKind === 'AFTER') facts.after++
      if (facts.before >= demands.photosBefore) facts.missing.delete('PHOTO_BEFORE')
      if (facts.after >= demands.photosAfter) facts.missing.delete('PHOTO_AFTER')
      break
    case 'bast':
      facts.hasBast = true
      facts.missing.delete('BAST')
      // the newer BAST counts, also when an older one was proven
      if (demands.secondProofNeeded && !work.signature && !work.paper && !work.witnessName)
        facts.missing.add('SECOND_PROOF')
      else facts.missing.delete('SECOND_PROOF')
      break
    case 'note':
      break
    case 'done':
      // Selesai checks the whole crew out
      facts.state = 'DONE'
      facts.present = false
      facts.moves = new Set()
      break
  }
}

/** The one thing to do next; null = nothing left. `skipped` are photo steps that the technician passed over. */
export function nextStep(facts: JobFacts, skipped: ReadonlySet<Step>): Step | null {
  if (!facts.mine) return null
  const can = (move: string) => facts.moves.has(move)
  if (facts.present && facts.state === 'DONE') return can('checkOut') ? 'CHECK_OUT' : null
  if (facts.hasBast && can('markDone')) {
    if (facts.missing.includes('CHECK_IN')) return 'CHECK_IN'
    if (facts.missing.includes('PHOTO_BEFORE')) return 'PHOTO_BEFORE'
    if (facts.missing.includes('PHOTO_AFTER')) return 'PHOTO_AFTER'
    return facts.missing.includes('SECOND_PROOF') ? 'BAST' : 'DONE'
  }
  if (!facts.present && !facts.today && can('checkIn')) return 'CHECK_IN'
  if (!can('handOver')) return null
  const lacks = (name: Missing) => facts.missing.includes(name)
  if (lacks('PHOTO_BEFORE') || (facts.before === 0 && facts.after === 0 && !skipped.has('PHOTO_BEFORE')))
    return 'PHOTO_BEFORE'
  if (lacks('PHOTO_AFTER') || (facts.after === 0 && !skipped.has('PHOTO_AFTER'))) return 'PHOTO_AFTER'
  return 'BAST'
}

/** What of a step is behind us, to tick it off in the list. */
export function isDone(step: Step, facts: JobFacts): boolean {
  switch (step) {
    case 'CHECK_IN':
      // on another day it begins anew
      return facts.present || (facts.attended && facts.hasBast)
    case 'PHOTO_BEFORE':
      return facts.before > 0 && !facts.missing.includes('PHOTO_BEFORE')
    case 'PHOTO_AFTER':
      return facts.after > 0 && !facts.missing.includes('PHOTO_AFTER')
    case 'BAST':
      return facts.hasBast && !facts.missing.includes('SECOND_PROOF')
    case 'DONE':
      return facts.state === 'DONE' || facts.state === 'CLOSED'
    case 'CHECK_OUT':
      return false
  }
}
