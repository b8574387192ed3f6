export function InvoiceSection(_props: { ticketId: string }) {
  return null
}
