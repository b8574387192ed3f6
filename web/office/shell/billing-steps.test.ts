import { expect, it } from 'vitest'
import type { InvoiceCard, TicketCard } from '../../shared/api/shapes.ts'
import { billingSteps } from './billing-steps.ts'

const ticket = (id: string) => ({ id }) as TicketCard
const invoice = (ticketId: string, state: InvoiceCard['state']) =>
  ({ id: `i-${ticketId}`, ticketId, state }) as InvoiceCard
const acts = (tickets: TicketCard[], invoices: InvoiceCard[]) =>
  billingSteps(tickets, invoices).map((step) => `${step.act} ${step.ticket?.id ?? step.invoice?.ticketId}`)

it('a finished ticket without an invoice needs a draft; a void one does not count', () => {
  expect(acts([ticket('a'), ticket('b')], [invoice('a', 'SENT'), invoice('b', 'VOID')])).toEqual(['draft b'])
})

it('shows only what is up to CS', () => {
  const invoices = [
    invoice('a', 'DRAFT'),
    invoice('b', 'PENDING_APPROVAL'),
    invoice('c', 'REVISION_REQUESTED'),
    invoice('d', 'APPROVED'),
    invoice('e', 'PARTIALLY_PAID'),
  ]
  expect(acts([], invoices)).toEqual(['submit a', 'revise c', 'send d'])
})

it('a paid invoice asks for closing until the ticket is closed', () => {
  expect(acts([ticket('a')], [invoice('a', 'PAID'), invoice('b', 'PAID')])).toEqual(['close a'])
})
