import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { id, idParams, listOf, paging, person, time } from '../../platform/http/shapes.ts'

/** Telegram tells of no delivery to the phone: SENT is when it took the message. HELD waits for the end of the quiet hours. */
export const MESSAGE_STATES = ['WAITING', 'HELD', 'SENT', 'UNKNOWN', 'SKIPPED', 'FAILED'] as const

/** One offer of a job to one technician. */
export const broadcastMessage = z.object({
  id,
  technician: person,
  round: z.int(),
  status: z.enum(MESSAGE_STATES),
  queuedAt: time,
  /** when it may go at the earliest */
  dueAt: time,
  sentAt: time.nullable(),
  /** when the message in the chat was last brought up to date */
  updatedAt: time.nullable(),
  attempts: z.int(),
  /** why it did not arrive, as a key: unreachable, refused, flood, unreached, uncertain, revoked, notLinked, gone, other */
  problem: z.string().nullable(),
})
export const listBroadcast = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/broadcast',
  roles: ['admin', 'cs', 'manager'],
  tag: 'tickets',
  params: idParams,
  summary: 'Every offer of this job on Telegram: to whom, when, and what became of it',
  query: z.object({
    ...paging,
    q: z.string().trim().max(100).optional().describe('part of a name'),
    status: z.enum(MESSAGE_STATES).optional(),
  }),
  response: listOf(broadcastMessage),
})
