import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { idParams, point, text } from '../../platform/http/shapes.ts'
import { COORDINATORS } from '../../platform/roles.ts'
import { priority, ticketDetail } from '../schema.ts'

const atTicket = { roles: COORDINATORS, tag: 'tickets', params: idParams }

export const correctTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/correct',
  ...atTicket,
  summary: 'Correct details of a job that somebody has taken; needs a reason, the crew is told',
  body: z.object({
    title: z.string().trim().min(3, 'titleTooShort').max(150, 'tooLong').optional(),
    description: z.string().trim().max(4000, 'tooLong').optional(),
    address: text(500).optional(),
    location: point.nullish(),
    priority: priority.optional(),
    reason: text(500),
  }),
  response: ticketDetail,
})
export const broadcastAgain = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/broadcast',
  ...atTicket,
  summary: 'Offer a job with a free seat once more, to everybody who could take it',
  response: ticketDetail,
})
