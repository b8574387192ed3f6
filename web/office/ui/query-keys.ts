import type { Change } from '../../shared/live.ts'

/**
 * First word of every query key. A change on the server names the heads that it makes old (shell/live-updates.ts), so
 * each query of the office must begin with one of these: `['tickets', id]`, `['tickets', 'list', filters]`.
 */
export type QueryHead =
  | 'me'
  | 'users'
  | 'customers'
  | 'complaints'
  | 'conversations'
  | 'messages'
  | 'notes'
  | 'quick-replies'
  | 'templates'
  | 'tickets'
  | 'pool'
  | 'claims'
  | 'field-work'
  | 'attendance'
  | 'extensions'
  | 'calendar'
  | 'invoices'
  | 'ratings'
  | 'kpi'
  | 'company'
  | 'settings'

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/**
 * Whether a change concerns a query: its head is meant, and when the second word of the key is an id, that id is
 * among the ids of the change. Lists (second word is no id) are always concerned.
 */
export function concerns(key: readonly unknown[], heads: readonly QueryHead[], change: Change): boolean {
  if (!heads.includes(key[0] as QueryHead)) return false
  const second = key[1]
  if (typeof second !== 'string' || !UUID.test(second)) return true
  return [change.ticketId, change.customerId, change.invoiceId, change.conversationId].includes(second)
}
