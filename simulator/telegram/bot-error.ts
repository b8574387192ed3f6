import { Answer } from '../plumbing/http.ts'

/** `{"ok":false,...}` with the HTTP status of its code; the description is what clients match on. */
export function botError(code: number, description: string, parameters?: Record<string, number>): Answer {
  return new Answer(code, { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) })
}

export const badRequest = (what: string): Answer => botError(400, `Bad Request: ${what}`)

export const tooMany = (retryAfter: number): Answer =>
  botError(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter })
