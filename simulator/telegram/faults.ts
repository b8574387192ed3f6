/** What can be made to go wrong on the Telegram side. All off in a calm rehearsal. */
export type Faults = {
  /** Messages to one chat: bucket size and refill per second; null = no limit. */
  perChat: { burst: number; perSecond: number } | null
  overallPerSecond: number | null
  /** The next `count` calls that send or edit answer 429 with this retry_after (seconds). */
  flood: { retryAfter: number; count: number } | null
  /** The next `count` calls answer this error (500, 502, 401, 403 ...). */
  callError: { code: number; count: number } | null
  /** The next n sends are carried out, but the connection breaks before the answer. */
  dropAfterAccept: number
  answerDelayMs: number
  /** No update reaches the bot until switched off; everything is kept. */
  updatesPaused: boolean
  /** Webhook only: every update comes twice. */
  updateDuplicate: boolean
  /** Seconds until a button press can no longer be answered. */
  queryExpireSeconds: number
}

/** Telegram's published limits, for tests of back-off. */
export const REAL_LIMITS = { perChat: { burst: 5, perSecond: 1 }, overallPerSecond: 30 }

export function calmFaults(): Faults {
  return {
    perChat: null,
    overallPerSecond: null,
    flood: null,
    callError: null,
    dropAfterAccept: 0,
    answerDelayMs: 0,
    updatesPaused: false,
    updateDuplicate: false,
    queryExpireSeconds: 30,
  }
}
