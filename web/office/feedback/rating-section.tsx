export function RatingSection(_props: { ticketId: string }) {
  return null
}
