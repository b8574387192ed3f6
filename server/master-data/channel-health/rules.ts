/** What is wrong, as admin has to deal with it; each has words in locales/<language>/channels.json. */
export const TROUBLES = [
  'token',
  'rights',
  'payment',
  'locked',
  'registration',
  'country',
  'account',
  'quality',
  'template',
  'inbound',
  'other',
] as const
export type TroubleKind = (typeof TROUBLES)[number]

/** Nothing goes out any more, or soon will not: worth waking somebody. */
export const SEVERE: ReadonlySet<string> = new Set<TroubleKind>([
  'token',
  'rights',
  'payment',
  'locked',
  'registration',
  'account',
])

/** Trouble that a message WhatsApp takes shows to be over. Unpaid messages are taken, and fail later. */
export const ENDS_WITH_SENDING: readonly TroubleKind[] = [
  'token',
  'rights',
  'locked',
  'registration',
  'country',
]

const BY_CODE: Record<number, TroubleKind> = {
  0: 'token',
  190: 'token',
  3: 'rights',
  10: 'rights',
  131005: 'rights',
  131042: 'payment',
  368: 'locked',
  131031: 'locked',
  131045: 'registration',
  133010: 'registration',
  130497: 'country',
  132015: 'template',
  132016: 'template',
}

/** Which trouble of the account an error code of the Cloud API is; null when it concerns one message only. */
export const troubleOfCode = (code: number): TroubleKind | null =>
  BY_CODE[code] ?? (code >= 200 && code <= 299 ? 'rights' : null)

/** Template states in which it will not be sent, and somebody has to do something about it. */
export const BAD_TEMPLATE: ReadonlySet<string> = new Set(['REJECTED', 'PAUSED', 'DISABLED', 'FLAGGED'])

/**
 * How many people may be written to first in 24 hours.
 * @param tier as WhatsApp writes it (TIER_250, TIER_2K, TIER_UNLIMITED)
 * @returns null when there is no limit, or the tier is not known
 */
export function peoplePerDay(tier: string | null): number | null {
  const [, digits, thousands] = /^TIER_(\d+)(K?)$/i.exec(tier ?? '') ?? []
  return digits ? Number(digits) * (thousands ? 1000 : 1) : null
}

/** Rupiah per charged message by category; a category without a price is counted only. */
export type Prices = Record<string, number>

/** What so many charged messages come to; null without a price. */
export const costOf = (prices: Prices, category: string, charged: number): number | null =>
  prices[category] === undefined ? null : prices[category] * charged
