/** What can be made to go wrong on the WhatsApp side. All off (or generous) in a calm rehearsal. */
export type Faults = {
  /** Extra wait before each status webhook, ms. */
  statusDelayMs: number
  statusDuplicate: boolean
  /** read, delivered, sent instead of sent, delivered, read. */
  statusReorder: boolean
  statusSkipDelivered: boolean
  /** `sent` and `delivered` reach the webhook before the send call is answered. */
  statusBeforeAnswer: boolean
  /** Statuses are collected and come in one POST with several entries. */
  statusBatch: boolean
  /** Accepted sends end in `failed` with this code. */
  statusFailCode: number | null
  inboundDuplicate: boolean
  inboundReorder: boolean
  inboundBatch: boolean
  /** No webhook is delivered until switched off; everything is kept. */
  webhookPaused: boolean
  /** 131047 as a failed status instead of an error answer. */
  windowAsync: boolean
  /** The next `count` send calls answer this error code. */
  sendError: { code: number; count: number } | null
  /** The next n sends are accepted, but the connection breaks before the answer. */
  dropAfterAccept: number
  answerDelayMs: number
  /** Messages to one person: bucket size and refill per minute; null = no limit. */
  pairRate: { burst: number; perMinute: number } | null
  throughputPerSecond: number | null
  mediaUrlSeconds: number
  templateReview: 'approve' | 'reject' | 'hold'
  templateReviewMs: number
  /** An edit or deletion by a person comes as edit/revoke (numbers shared with the app), else as unsupported. */
  coexistence: boolean
}

/** Meta's real limits, for tests of back-off. */
export const REAL_LIMITS = { pairRate: { burst: 45, perMinute: 10 }, throughputPerSecond: 80 }

export function calmFaults(): Faults {
  return {
    statusDelayMs: 0,
    statusDuplicate: false,
    statusReorder: false,
    statusSkipDelivered: false,
    statusBeforeAnswer: false,
    statusBatch: false,
    statusFailCode: null,
    inboundDuplicate: false,
    inboundReorder: false,
    inboundBatch: false,
    webhookPaused: false,
    windowAsync: false,
    sendError: null,
    dropAfterAccept: 0,
    answerDelayMs: 0,
    pairRate: { burst: 200, perMinute: 1200 },
    throughputPerSecond: 1000,
    mediaUrlSeconds: 300,
    templateReview: 'approve',
    templateReviewMs: 300,
    coexistence: false,
  }
}
