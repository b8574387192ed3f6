import { useParams } from '@tanstack/react-router'
import { RatingSection } from '../feedback/rating-section.tsx'
import { FieldWorkSection } from '../field-work/field-work-section.tsx'
import { InvoiceSection } from '../invoicing/invoice-section.tsx'
import { CustomerPage } from '../master-data/customer-page.tsx'
import { CustomerInvoices } from '../invoicing/customer-invoices.tsx'
import { CustomerRatings } from '../feedback/customer-ratings.tsx'
import { CustomerTimeline } from '../scheduling/customer-timeline.tsx'
import { CustomerTickets } from '../scheduling/customer-tickets.tsx'
import { TicketPage } from '../scheduling/ticket-page.tsx'

// Records whose page is made of several modules' parts. The modules do not know each other; they meet here.

/** A ticket with what the field, the invoice and the rating say about it. */
export function TicketRecordPage() {
  const { ticketId } = useParams({ from: '/app/tickets/$ticketId' })
  return (
    <TicketPage
      key={ticketId}
      ticketId={ticketId}
      fieldWork={<FieldWorkSection ticketId={ticketId} />}
      invoice={<InvoiceSection ticketId={ticketId} />}
      rating={<RatingSection ticketId={ticketId} />}
    />
  )
}

/** A customer with tickets, invoices, ratings and history. */
export function CustomerRecordPage() {
  const { customerId } = useParams({ from: '/app/customers/$customerId' })
  return (
    <CustomerPage
      key={customerId}
      customerId={customerId}
      tickets={<CustomerTickets customerId={customerId} />}
      invoices={<CustomerInvoices customerId={customerId} />}
      ratings={<CustomerRatings customerId={customerId} />}
      timeline={<CustomerTimeline customerId={customerId} />}
    />
  )
}
