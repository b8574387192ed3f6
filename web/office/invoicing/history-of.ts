import type { Invoice, TimelineEntry } from '../../shared/api/shapes.ts'

const NAMES = new Set([
  'invoiceDrafted',
  'invoiceChanged',
  'invoiceSubmitted',
  'invoiceApproved',
  'revisionRequested',
  'invoiceSent',
  'paymentProofReceived',
  'paymentConfirmed',
  'paymentRejected',
  'invoiceVoided',
])

/**
 * The events of one invoice, newest first. A ticket has one live invoice at a time, and its entries do not name it:
 * an invoice's time runs from its draft to the first voiding after that.
 */
export function eventsOf(
  timeline: readonly TimelineEntry[],
  invoice: Pick<Invoice, 'createdAt'>,
): TimelineEntry[] {
  const made = Date.parse(invoice.createdAt)
  const sorted = timeline
    .filter((entry) => NAMES.has(entry.name))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.id.localeCompare(b.id))
  // the draft and its event are one transaction, but their clocks are read one after the other
  const begin = sorted.findIndex(
    (entry) => entry.name === 'invoiceDrafted' && Date.parse(entry.at) >= made - 1000,
  )
  const own = sorted.slice(Math.max(begin, 0))
  const end = own.findIndex((entry) => entry.name === 'invoiceVoided')
  return (end === -1 ? own : own.slice(0, end + 1)).toReversed()
}
