import type { Ticket, TicketState } from '../../shared/api/shapes.ts'

/** When the ticket came into each state, as far as its timeline tells; the last time counts. */
export function reachedAt(
  ticket: Pick<Ticket, 'timeline' | 'createdAt' | 'doneAt' | 'closedAt'>,
): Partial<Record<TicketState, string>> {
  const lastOf = (names: readonly string[], fits: (data: Record<string, unknown>) => boolean = () => true) =>
    ticket.timeline.findLast((entry) => names.includes(entry.name) && fits(entry.data))?.at
  const assigned = lastOf(['jobClaimed', 'jobAssigned'], (data) => data['full'] === true)
  const started = lastOf(['checkedIn'], (data) => data['first'] === true)
  return {
    OPEN: ticket.createdAt,
    ...(assigned && { ASSIGNED: assigned }),
    ...(started && { IN_PROGRESS: started }),
    ...(ticket.doneAt && { DONE: ticket.doneAt }),
    ...(ticket.closedAt && { CLOSED: ticket.closedAt }),
  }
}
