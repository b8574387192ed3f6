import type { Ticket } from '../../../shared/api/shapes.ts'

/** A ticket as the dialogs of the calendar want it: its visit with who holds a seat now. */
export const movableOf = (ticket: Ticket) => ({
  ticketId: ticket.id,
  code: ticket.code,
  title: ticket.title,
  start: ticket.scheduledStart,
  end: ticket.scheduledEnd,
  timeZone: ticket.timeZone,
  crew: ticket.seats
    .filter((seat) => seat.endedAt === null)
    .map(({ technician }) => ({ technicianId: technician.id, name: technician.name })),
})
