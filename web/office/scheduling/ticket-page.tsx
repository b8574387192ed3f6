import type { ReactNode } from 'react'
export function TicketPage(props: {
  ticketId: string
  fieldWork: ReactNode
  invoice: ReactNode
  rating: ReactNode
}) {
  return (
    <>
      {props.fieldWork}
      {props.invoice}
      {props.rating}
    </>
  )
}
