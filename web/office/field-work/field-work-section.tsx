export function FieldWorkSection(_props: { ticketId: string }) {
  return null
}
