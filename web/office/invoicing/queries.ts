import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../shared/api/client.ts'

export const invoiceQuery = (invoiceId: string) =>
  queryOptions({
    queryKey: ['invoices', invoiceId],
    queryFn: () => answer(api.GET('/api/v1/invoices/{id}', { params: { path: { id: invoiceId } } })),
  })

/** The live invoice of a ticket, or null. The key holds the ticket's id, so that its changes refresh it. */
export const ticketInvoiceQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['invoices', ticketId, 'of-ticket'],
    queryFn: () => answer(api.GET('/api/v1/tickets/{id}/invoice', { params: { path: { id: ticketId } } })),
  })

/** The ticket of an invoice: may a draft be made, may it be closed, and what happened. */
export const ticketQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['tickets', ticketId],
    queryFn: () => answer(api.GET('/api/v1/tickets/{id}', { params: { path: { id: ticketId } } })),
  })
