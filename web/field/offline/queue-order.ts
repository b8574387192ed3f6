/** Position as the phone measured it; accuracy in metres, `at` when it was measured. */
export type Reading = { lat: number; lng: number; accuracy: number; at: string }

/** What was used at a visit; quantity with at most two decimals. */
export type PartUsed = { description: string; quantity: number; unit: string; serialNumber: string | null }

/** What a technician has done and the server does not know yet. `at` is the time of the phone when it was done. */
export type Work =
  | { kind: 'checkIn' | 'checkOut'; at: string; location: Reading | null }
  | {
      kind: 'photo'
      at: string
      photoKind: 'BEFORE' | 'AFTER' | 'WORK' | 'PAPER_BAST'
      photo: Blob
      /** where the phone was at the shot, when it knew */
      location?: Reading | null
    }
  | {
      kind: 'bast'
      at: string
      workDone: string
      openItems: string
      parts?: readonly PartUsed[]
      signerName: string
      signerPosition: string
      signerPhone?: string
      consent?: boolean
      /** when and where the signature was drawn */
      signedAt?: string
      location?: Reading | null
      noSignatureReason: string
      witnessName?: string
      correctionReason?: string
      signature: Blob | null
      paper: Blob | null
    }
  | { kind: 'note'; at: string; text: string }
  | { kind: 'done'; at: string }

export type Refusal = { code: string; title: string; detail: string; errors: string[] }

export type QueueItem = {
  /** made on the phone; also the clientId and the Idempotency-Key, so that sending twice does nothing twice */
  id: string
  /** order in which the work was done, rising */
  seq: number
  staffId: string
  /** so that others who use this phone know whose work waits on it; older items do not say */
  staffName?: string
  ticketId: string
  ticketCode: string
  work: Work
  createdAt: number
  attempts: number
  /** not before this time (ms since 1970) */
  nextTryAt: number
  /** the server said no: stays until a human decides */
  refusal: Refusal | null
  /** the server has it since (ms since 1970); kept until its lists were read again, so that no screen goes back a step */
  arrivedAt?: number
}

const FIRST_WAIT = 2_000
const LONGEST_WAIT = 5 * 60_000

/**
 * Milliseconds until the next try: doubling from 2 s to 5 minutes, with a random half, so that a hundred phones that
 * lost the same mast do not come back in the same second.
 */
export function backoff(attempts: number, random: number): number {
  const full = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, attempts - 1))
  return Math.round(full * (0.5 + random / 2))
}

/** The first item of every ticket, oldest first: nothing overtakes within a ticket, tickets do not hold up each other. */
export function headsOf(items: readonly QueueItem[], staffId: string): QueueItem[] {
  const heads = new Map<string, QueueItem>()
  for (const item of items) {
    if (item.staffId !== staffId) continue
    const head = heads.get(item.ticketId)
    if (!head || item.seq < head.seq) heads.set(item.ticketId, item)
  }
  return [...heads.values()].toSorted((a, b) => a.seq - b.seq)
}

/** What may be sent now. A refused head holds its ticket back: what comes after was done relying on it. */
export function nextToSend(items: readonly QueueItem[], staffId: string, now: number): QueueItem | null {
  return headsOf(items, staffId).find((head) => !head.refusal && head.nextTryAt <= now) ?? null
}

/** Time of the next try, or null when nothing waits for a time. */
export function nextWakeUp(items: readonly QueueItem[], staffId: string): number | null {
  const times = headsOf(items, staffId)
    .filter((head) => !head.refusal)
    .map((head) => head.nextTryAt)
  return times.length > 0 ? Math.min(...times) : null
}

/** Work of others on the same phone: whose, and how much. Nameless when it is from an older version of the app. */
export function othersWork(
  items: readonly QueueItem[],
  staffId: string | null,
): { name: string | null; count: number }[] {
  const others = Map.groupBy(
    items.filter((item) => item.staffId !== staffId),
    (item) => item.staffId,
  )
  return [...others.values()].map((own) => ({ name: own[0]?.staffName ?? null, count: own.length }))
}

export type Standing = 'waiting' | 'held' | 'refused'

/** How an item stands: `held` = behind a refused one of the same ticket. */
export function standingOf(item: QueueItem, items: readonly QueueItem[]): Standing {
  if (item.refusal) return 'refused'
  const held = items.some(
    (other) =>
      other.refusal &&
      other.staffId === item.staffId &&
      other.ticketId === item.ticketId &&
      other.seq < item.seq,
  )
  return held ? 'held' : 'waiting'
}
