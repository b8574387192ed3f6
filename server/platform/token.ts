import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 160 random bits, URL-safe: for living links, check pages and one-time links. */
export const newToken = () => randomBytes(20).toString('base64url')

/** Anything else in an address is not worth a question to the database (and a NUL byte would be an error there). */
export const looksLikeToken = (text: string) => /^[\w-]{20,64}$/.test(text)

/** One-time tokens are stored like passwords: only their hash. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

/** Compares secrets without telling by the time taken how much of them was right. */
export function sameSecret(given: string, expected: string): boolean {
  const a = createHash('sha256').update(given).digest()
  const b = createHash('sha256').update(expected).digest()
  return timingSafeEqual(a, b)
}
