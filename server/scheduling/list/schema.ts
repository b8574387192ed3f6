import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { day, id, listOf, paging } from '../../platform/http/shapes.ts'
import { ROLES } from '../../platform/roles.ts'
import { ticketCard } from '../schema.ts'

const filters = {
  q: z.string().trim().max(100).optional().describe('number, title, address or customer'),
  customerId: id.optional(),
  emergency: z.stringbool().optional(),
  priority: z.string().max(60).optional().describe('one priority or several, comma separated'),
  skill: z.string().trim().max(40).optional(),
  area: z.string().trim().max(100).optional(),
  technicianId: id.optional().describe('who has a seat of it, or had one when the work was done'),
  from: day.optional().describe('visits that end on this day of the office or later'),
  to: day.optional().describe('visits that begin on this day of the office or earlier'),
  late: z
    .stringbool()
    .optional()
    .describe('planned to have begun and nobody has checked in, or longer at work than planned'),
}

export const listTickets = endpoint({
  method: 'GET',
  url: '/api/v1/tickets',
  roles: ROLES,
  tag: 'tickets',
  summary: 'Tickets (a technician sees own ones, sales those with an invoice stage)',
  query: z.object({
    ...paging,
    ...filters,
    state: z.string().max(80).optional().describe('one state or several, comma separated'),
    sort: z.enum(['newest', 'schedule']).optional().describe('newest first, or the next visit first'),
  }),
  response: listOf(ticketCard),
})
export const countTickets = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/counts',
  roles: ROLES,
  tag: 'tickets',
  summary: 'How many tickets are in each state that somebody still has to do something about',
  query: z.object(filters),
  response: z.object({ OPEN: z.int(), ASSIGNED: z.int(), IN_PROGRESS: z.int(), DONE: z.int() }),
})
