import type { Staff } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'
import { recordEvent, type Ticket } from '../ticket/index.ts'
import { renewedSchedule } from './rules.ts'

/**
 * Nobody came and the planned time is over: without a new time the job could not be taken by a replacement. The
 * customer and the cards hear of it as of any change of the schedule. The calendars of a crew that is still there
 * stay as they are.
 */
export async function renewSchedule(tx: Tx, actor: Staff, ticket: Ticket): Promise<void> {
  const crewRemains = ticket.freeSeats.length < ticket.technicianQuota
  const visit = { start: ticket.scheduledStart, end: ticket.scheduledEnd }
  const renewed = renewedSchedule(visit, new Date(), crewRemains)
  if (!renewed) return
  await tx
    .updateTable('tickets')
    .set({ scheduledStart: renewed.start, scheduledEnd: renewed.end })
    .where('id', '=', ticket.id)
    .execute()
  await recordEvent(tx, {
    name: 'ticketChanged',
    actor,
    ticketId: ticket.id,
    customerId: ticket.customerId,
    data: { fields: crewRemains ? ['scheduledEnd'] : ['scheduledStart', 'scheduledEnd'] },
  })
}
