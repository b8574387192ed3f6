import type { Message } from '../../../shared/api/shapes.ts'

const MOST = 10
const DAY = 24 * 60 * 60 * 1000
/** Words that talk to the registration, not to CS. */
const COMMAND = /^\s*(?:daftar|ubah)\b/i

/**
 * The messages that probably hold the complaint, oldest first: what the customer wrote since 24 hours before the last
 * word, as far as no complaint has it yet and it is no registration. `messages` come newest first.
 */
export function complaintFrom(messages: Message[]): Message[] {
  const free = messages.filter(
    (message) =>
      message.direction === 'IN' &&
      !message.complaintId &&
      message.kind !== 'system' &&
      !COMMAND.test(message.body ?? ''),
  )
  const newest = free[0]
  if (!newest) return []
  const since = Date.parse(newest.at) - DAY
  return free
    .filter((message) => Date.parse(message.at) >= since)
    .slice(0, MOST)
    .toReversed()
}
