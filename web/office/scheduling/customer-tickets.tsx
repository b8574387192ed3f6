export function CustomerTickets(_props: { customerId: string }) {
  return null
}
