import { fromLocal, toLocal } from '../../shared/zoned.ts'
import { parseClock, showClock } from '../ui/clock-text.ts'

/** What is to be put right: an entry, or a day on which there is none. */
export type Subject = {
  /** null: the entry is written down anew */
  entryId: string | null
  assignmentId: string
  name: string
  day: string
  timeZone: string
  checkInAt: string | null
  checkOutAt: string | null
  grade: string | null
}
export type Times = { checkIn: string; checkOut: string; grade: string; reason: string }

export const timesOf = (subject: Subject): Times => {
  const clock = (at: string | null) => (at ? showClock(toLocal(at, subject.timeZone).time) : '')
  return {
    checkIn: clock(subject.checkInAt),
    checkOut: clock(subject.checkOutAt),
    grade: subject.grade ?? 'NO_LOCATION',
    reason: '',
  }
}

/** Why the form cannot go out yet, by field; empty when it can. */
export function problemsOf(times: Times): Partial<Record<keyof Times, 'required' | 'clock'>> {
  return {
    ...(parseClock(times.checkIn) === null && { checkIn: times.checkIn.trim() ? 'clock' : 'required' }),
    ...(times.checkOut.trim() && parseClock(times.checkOut) === null && { checkOut: 'clock' }),
    ...(times.reason.trim().length < 3 && { reason: 'required' }),
  }
}

/**
 * The moments that the clocks mean on that day at the site. Work that ended before it began went on past midnight. A
 * clock that was not touched keeps its seconds.
 */
export function momentsOf(subject: Subject, times: Times): { checkInAt: string; checkOutAt: string | null } {
  const { day, timeZone } = subject
  const before = timesOf(subject)
  const at = (text: string, date: string) => fromLocal({ date, time: parseClock(text) ?? '' }, timeZone) ?? ''
  const checkInAt =
    subject.checkInAt && times.checkIn === before.checkIn ? subject.checkInAt : at(times.checkIn, day)
  if (!times.checkOut.trim()) return { checkInAt, checkOutAt: null }
  if (subject.checkOutAt && times.checkOut === before.checkOut)
    return { checkInAt, checkOutAt: subject.checkOutAt }
  const sameDay = at(times.checkOut, day)
  const next = new Date(Date.parse(sameDay) + 86_400_000).toISOString()
  return { checkInAt, checkOutAt: sameDay < checkInAt ? next : sameDay }
}
