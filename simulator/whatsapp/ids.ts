import { createHash, randomBytes, randomInt } from 'node:crypto'

/** Digits that do not start with zero: media ids, template ids, ... */
export function numericId(length = 16): string {
  let id = String(randomInt(1, 10))
  while (id.length < length) id += String(randomInt(0, 10))
  return id
}

/** Looks like Meta's: "wamid." and base64 over the number and random bytes; opaque to everyone. */
export function wamid(phone: string, inbound: boolean): string {
  const number = Buffer.from(phone)
  const core = Buffer.from(randomBytes(10).toString('hex').toUpperCase())
  const head = Buffer.from([0x1c, 0x18, number.length])
  const middle = Buffer.from([0x15, 0x02, 0x00, inbound ? 0x12 : 0x11, 0x18, core.length])
  return `wamid.${Buffer.concat([head, number, middle, core, Buffer.from([0])]).toString('base64')}`
}

/** Business-scoped user id: country, dot, digits; the same for the same seed. */
export function bsuid(seed: string): string {
  const hash = createHash('sha256').update(seed).digest()
  return `ID.${(hash.readBigUInt64BE(0) % 9_000_000_000_000_000_000n) + 1_000_000_000_000_000_000n}`
}

export const fbtraceId = (): string => `A${randomBytes(16).toString('base64url')}`

export const sha256Base64 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64')
