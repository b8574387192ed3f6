import type { InvoiceCard, InvoiceState, TicketCard } from '../../shared/api/shapes.ts'

/** What CS has to do next for an invoice; null while others (Sales, the customer) are at work. */
export const NEXT_ACT: Record<InvoiceState, 'submit' | 'revise' | 'send' | 'close' | null> = {
  DRAFT: 'submit',
  PENDING_APPROVAL: null,
  REVISION_REQUESTED: 'revise',
  APPROVED: 'send',
  SENT: null,
  PARTIALLY_PAID: null,
  PAID: 'close',
  VOID: null,
}

export type BillingStep =
  | { ticket: TicketCard; invoice?: undefined; act: 'draft' }
  | { ticket?: undefined; invoice: InvoiceCard; act: string }

/**
 * The open steps of billing: Done tickets without a live invoice, and invoices whose next step is up to CS. A paid
 * invoice counts only while its ticket is still Done.
 */
export function billingSteps(doneTickets: TicketCard[], invoices: InvoiceCard[]): BillingStep[] {
  const live = invoices.filter((invoice) => invoice.state !== 'VOID')
  const billed = new Set(live.map((invoice) => invoice.ticketId))
  const done = new Set(doneTickets.map((ticket) => ticket.id))
  const drafts = doneTickets
    .filter((ticket) => !billed.has(ticket.id))
    .map((ticket) => ({ ticket, act: 'draft' }) as const)
  const steps = live.flatMap((invoice) => {
    const act = NEXT_ACT[invoice.state]
    if (!act || (act === 'close' && !done.has(invoice.ticketId))) return []
    return [{ invoice, act }]
  })
  return [...drafts, ...steps]
}
