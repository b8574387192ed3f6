import type { LinkProps } from '@tanstack/react-router'

/** Where a link, a row or a button leads to; spread it into a link: `<AnchorLink {...toTicket(id)}>`. */
export type Target = Pick<LinkProps, 'to' | 'params' | 'search'>

/** Search parameters are plain strings in this app; empty ones are left out. */
function target(
  to: NonNullable<LinkProps['to']>,
  params: object = {},
  search: Record<string, string | undefined> = {},
): Target {
  const given = Object.fromEntries(Object.entries(search).filter(([, value]) => value))
  return { to, params: params as never, search: given as never }
}

/** `replace` opens Cari Pengganti for that assignment at once. */
export const toTicket = (ticketId: string, search: { replace?: string } = {}): Target =>
  target('/tickets/$ticketId', { ticketId }, search)
export const toNewTicket = (from: { complaintId?: string; customerId?: string } = {}): Target =>
  target('/tickets/new', {}, from)
export const toCustomer = (customerId: string): Target => target('/customers/$customerId', { customerId })
export const toImport = (importId: string): Target => target('/customers/import/$importId', { importId })
/** Opens the form for a new customer; `next: 'ticket'` goes on to a ticket for the customer. */
export const toNewCustomer = (
  search: { name?: string; phone?: string; next?: string; conversation?: string } = {},
): Target => target('/customers', {}, { new: '1', ...search })
export const toConversation = (conversationId: string): Target =>
  target('/inbox/$conversationId', { conversationId })
export const toAttendance = (search: { date?: string } = {}): Target => target('/attendance', {}, search)
export const toAttendanceReport = (): Target => target('/attendance/report')
export const toInvoice = (invoiceId: string): Target => target('/invoices/$invoiceId', { invoiceId })
