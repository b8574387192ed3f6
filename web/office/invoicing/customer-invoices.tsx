export function CustomerInvoices(_props: { customerId: string }) {
  return null
}
