import type { ReactNode } from 'react'
export function CustomerPage(_props: { customerId: string; tickets: ReactNode; invoices: ReactNode }) {
  return null
}
