import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { id, idParams, optionalText, point, text, time } from '../../platform/http/shapes.ts'
import { COORDINATORS } from '../../platform/roles.ts'
import { priority, ticketCard, ticketDetail } from '../schema.ts'

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
export const notePurchaseOrder = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:id/purchase-order',
  ...atTicket,
  summary: "The customer's PO or SPK number, for the papers that follow; null takes it away",
  body: z.object({ purchaseOrder: optionalText(60) }),
  response: ticketDetail,
})
export const broadcastAgain = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/broadcast',
  ...atTicket,
  summary: 'Offer a job with a free seat once more, to everybody who could take it',
  response: ticketDetail,
})

/** HOLIDAY and OUTSIDE_HOURS, with what the sentence for it needs. */
const warning = z.object({
  warning: z.enum(['HOLIDAY', 'OUTSIDE_HOURS']),
  day: z.string(),
  name: z.string().optional(),
  from: z.string().nullish(),
  to: z.string().nullish(),
})
export const getTicketHints = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/hints',
  roles: COORDINATORS,
  tag: 'tickets',
  summary: 'Before a ticket is made: similar tickets, a usual time, and what is unusual about the chosen one',
  query: z.object({
    customerId: id.optional(),
    address: z.string().trim().max(500).optional(),
    start: time.optional(),
    end: time.optional(),
  }),
  response: z.object({
    /** OPEN: is still to be done; REPEAT: was finished within 30 days */
    tickets: z.array(ticketCard.extend({ doneAt: time.nullable(), why: z.enum(['OPEN', 'REPEAT']) })),
    suggestion: z
      .object({ date: z.string(), from: z.string(), to: z.string(), skipped: z.array(z.string()) })
      .nullable(),
    warnings: z.array(warning),
  }),
})

const many = { ids: z.array(id).min(1, 'required').max(100, 'tooMany') }
export const changeTickets = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/bulk',
  roles: COORDINATORS,
  tag: 'tickets',
  summary: 'The same act on many tickets; each is answered for itself',
  body: z.discriminatedUnion('act', [
    z.object({
      act: z.literal('priority'),
      ...many,
      priority,
      reason: optionalText(500).describe('for those that somebody has taken; without it they are refused'),
    }),
    z.object({ act: z.literal('cancel'), ...many, reason: text(500) }),
    z.object({ act: z.literal('broadcast'), ...many }),
  ]),
  response: z.object({
    items: z.array(
      z.object({
        ticketId: id,
        code: z.string().nullable(),
        ok: z.boolean(),
        refusal: z.object({ code: z.string(), title: z.string(), detail: z.string() }).nullable(),
      }),
    ),
  }),
})
