import type { Refusal } from './queue-order.ts'

export type Outcome =
  | { kind: 'sent'; answer: unknown }
  | { kind: 'refused'; refusal: Refusal }
  /** try again; `after` in ms when the server said when; `reached` = it was the server that answered */
  | { kind: 'later'; after?: number; reached: boolean }
  | { kind: 'signedOut' }

export type RawAnswer = { status: number; contentType: string; body: string; retryAfter: string | null }

/** Refusals that only mean "not at this moment". */
const PASSING = new Set([
  'IDEMPOTENCY_KEY_AT_WORK',
  'TOO_MANY_REQUESTS',
  // the photo goes on where it stopped
  'UPLOAD_INCOMPLETE',
  // the person has to settle something first; the work goes out afterwards
  'PASSWORD_CHANGE_NEEDED',
  'SECOND_FACTOR_NEEDED',
])

/**
 * What an HTTP answer means for an item of the queue. Only our own problem documents count as a refusal: a hotel's
 * or an operator's login page also answers 200 or 403, and that must never throw a technician's work away.
 */
export function judgeAnswer(raw: RawAnswer): Outcome {
  const json = /\bjson\b/i.test(raw.contentType) ? parse(raw.body) : null
  if (raw.status >= 200 && raw.status < 300)
    return json ? { kind: 'sent', answer: json } : { kind: 'later', reached: false }
  const code = json?.['code']
  if (typeof code !== 'string') return { kind: 'later', reached: false }
  if (raw.status === 401) return { kind: 'signedOut' }
  if (raw.status >= 500 || raw.status === 408 || PASSING.has(code))
    return { kind: 'later', reached: true, ...retryAfter(raw.retryAfter) }
  return { kind: 'refused', refusal: asRefusal(code, json ?? {}) }
}

function asRefusal(code: string, json: Record<string, unknown>): Refusal {
  const errors = Array.isArray(json['errors']) ? (json['errors'] as { message?: unknown }[]) : []
  return {
    code,
    title: text(json['title']) || code,
    detail: text(json['detail']),
    errors: errors.flatMap((error) => (typeof error.message === 'string' ? [error.message] : [])),
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function parse(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function retryAfter(header: string | null): { after?: number } {
  const seconds = Number(header)
  return header && Number.isFinite(seconds) && seconds > 0 ? { after: Math.min(seconds, 600) * 1000 } : {}
}
