import type { Seat, Ticket } from '../../shared/api/shapes.ts'

type Crew = Pick<Ticket, 'seats' | 'technicianQuota'>

/** Whoever holds a seat now, or held it until the work was done. */
const holds = (seat: Seat) => seat.endedAt === null || seat.endReason === 'DONE'

/** Seats 1 to N with their holder; null = free. */
export function seatHolders({ seats, technicianQuota }: Crew): { number: number; holder: Seat | null }[] {
  return Array.from({ length: technicianQuota }, (_, index) => ({
    number: index + 1,
    holder: seats.findLast((seat) => seat.seat === index + 1 && holds(seat)) ?? null,
  }))
}

/** Those who gave a seat back or were replaced, latest first. */
export function formerHolders({ seats }: Pick<Crew, 'seats'>): Seat[] {
  return seats
    .filter((seat) => !holds(seat))
    .toSorted((one, other) => (other.endedAt ?? '').localeCompare(one.endedAt ?? ''))
}
