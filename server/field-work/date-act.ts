/** An act may wait this long on a phone and still count from when it was done, in days. */
const LONGEST_WAIT_DAYS = 14
/** Beyond this an act counts as sent later, in seconds; below it is the time that a thin line takes. */
const SENT_LATER_SECONDS = 5 * 60
/** A clock that is a little ahead of itself between two looks is rounding, not a change, in seconds. */
const ROUNDING_SECONDS = 30

/** What a phone says about time, by its own clock: when it was done, and when this try to send it began. */
export type PhoneTime = { at?: string | undefined; sentAt?: string | undefined }
export type Dated = {
  /** when it was done, by our clock */
  at: Date
  deviceAt: Date | null
  /** how far the phone's clock was behind ours; null when the phone did not say when it sent */
  skewSeconds: number | null
  /** `sentLater`, `timeUnlikely`: shown beside the grade, so that CS can ask */
  doubts: string[]
}

/**
 * When something done on a phone was done, by our clock. The phone's clock may be wrong, but it measures well how long
 * the act has waited: arrival minus the time between act and sending. Whoever turns the clock in between is seen by a
 * wait that cannot be: then the arrival counts, and the doubt is noted. Without `sentAt` the arrival counts.
 * @param notBefore it cannot have been done earlier, e.g. before the job was taken
 */
export function dateAct(phone: PhoneTime, received: Date, notBefore: Date | null = null): Dated {
  const deviceAt = phone.at ? new Date(phone.at) : null
  const sentAt = phone.sentAt ? new Date(phone.sentAt) : null
  const skewSeconds = sentAt && capped((received.getTime() - sentAt.getTime()) / 1000)
  if (!deviceAt || !sentAt) return { at: received, deviceAt, skewSeconds, doubts: [] }
  const waited = sentAt.getTime() - deviceAt.getTime()
  if (waited < -ROUNDING_SECONDS * 1000 || waited > LONGEST_WAIT_DAYS * 86_400_000)
    return { at: received, deviceAt, skewSeconds, doubts: ['timeUnlikely'] }
  const done = received.getTime() - Math.max(0, waited)
  if (notBefore && done < notBefore.getTime())
    return { at: notBefore, deviceAt, skewSeconds, doubts: ['sentLater', 'timeUnlikely'] }
  return {
    at: new Date(done),
    deviceAt,
    skewSeconds,
    doubts: waited > SENT_LATER_SECONDS * 1000 ? ['sentLater'] : [],
  }
}

/** A phone that believes it is 1970 must not overflow the column. */
const capped = (seconds: number): number =>
  Math.round(Math.max(-2_000_000_000, Math.min(2_000_000_000, seconds)))

/** For the timeline: the time of the act, only when it differs from that of its arrival. */
export const doneAtOf = (dated: Dated): { doneAt?: string } =>
  dated.doubts.includes('sentLater') ? { doneAt: dated.at.toISOString() } : {}
