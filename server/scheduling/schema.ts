import { z } from 'zod'
import { endpoint } from '../platform/http/endpoint.ts'
import {
  id,
  idParams,
  listOf,
  optionalText,
  paging,
  person,
  point,
  siteZone,
  text,
  time,
} from '../platform/http/shapes.ts'
import { COORDINATORS, ROLES } from '../platform/roles.ts'
import { TICKET_STATES } from '../ticket/index.ts'

export const state = z.enum(TICKET_STATES)
export const priority = z.enum(['LOW', 'NORMAL', 'HIGH', 'URGENT'])

const seat = z.object({
  assignmentId: id,
  technician: person.extend({ phone: z.string().nullable() }),
  seat: z.int(),
  claimedAt: time,
  endedAt: time.nullable(),
  endReason: z.enum(['DONE', 'RELEASED', 'REPLACED', 'CANCELLED']).nullable(),
  endNote: z.string().nullable(),
  /** since when somebody is sought while this one stays responsible */
  replaceWantedAt: time.nullable(),
  replaceReason: z.string().nullable(),
  /** the assignment whose place this one took */
  replacesId: id.nullable(),
  /** nobody has taken the seat yet: the search can be called off */
  sought: z.boolean(),
})
/** A ticket as lists and cards show it. */
export const ticketCard = z.object({
  id,
  code: z.string(),
  title: z.string(),
  state,
  priority,
  emergency: z.boolean(),
  customer: person.extend({ phone: z.string().nullable(), company: z.string().nullable() }),
  address: z.string(),
  location: point.nullable(),
  timeZone: siteZone,
  area: z.string().nullable(),
  /** out of the catalogue of skills */
  requiredSkills: z.array(z.string()),
  scheduledStart: time,
  scheduledEnd: time,
  technicianQuota: z.int(),
  seatsTaken: z.int(),
  crew: z.array(person),
  createdAt: time,
})
export const timelineEntry = z.object({
  id: z.string(),
  name: z.string(),
  at: time,
  actor: z.object({
    kind: z.enum(['staff', 'customer', 'system']),
    id: id.nullable(),
    name: z.string().nullable(),
  }),
  data: z.record(z.string(), z.unknown()),
  /** where it was done and how far from the site, in metres; for the office, while positions are kept */
  place: point.extend({ distance: z.number().nullable() }).optional(),
})
export const ticketDetail = ticketCard.extend({
  description: z.string(),
  complaintId: id.nullable(),
  conversationId: id.nullable(),
  /** the customer's own order number, PO or SPK */
  purchaseOrder: z.string().nullable(),
  createdBy: person,
  doneAt: time.nullable(),
  closedAt: time.nullable(),
  cancelReason: z.string().nullable(),
  customerLink: z.string().nullable(),
  seats: z.array(seat),
  standbys: z.array(person),
  /** moves of the lifecycle that the caller may make now; the screens show exactly these buttons */
  allowedMoves: z.array(z.string()),
  timeline: z.array(timelineEntry),
  broadcast: z
    .object({
      sent: z.int(),
      waiting: z.int(),
      failed: z.int(),
      unreachable: z.array(person.extend({ telegram: z.enum(['BLOCKED', 'NOT_LINKED']) })),
    })
    .nullable(),
})
const LOST = [
  'POOL_FULL',
  'ALREADY_CLAIMED',
  'SCHEDULE_CONFLICT',
  'NOT_IN_POOL',
  'NOT_ALLOWED',
  'NOT_YOUR_TURN',
  'SKILL_MISSING',
  'OTHER_AREA',
  'ABSENT',
] as const
/** What a technician sees in the Open Pool. */
export const poolJob = ticketCard.extend({
  description: z.string(),
  mine: z.boolean(),
  onStandby: z.boolean(),
  /** place in the queue, from 1 */
  standbyPosition: z.int().nullable(),
  /** why this technician could not take it right now, or null */
  refusal: z.enum(LOST).nullable(),
  /** until then only those who were offered it first may take it */
  everyoneFrom: time.nullable(),
})
export const claimResult = z.object({
  ok: z.literal(true),
  ticketId: id,
  assignmentId: id,
  seat: z.int(),
  quota: z.int(),
  ticketState: state,
  /** position among all attempts of this round, by the server's order */
  order: z.int(),
  milliseconds: z.int(),
})
export const claimAttempt = z.object({
  order: z.int(),
  round: z.int(),
  technician: person,
  at: time,
  outcome: z.enum(['WON', ...LOST]),
  seat: z.int().nullable(),
  /** office: not raced for, CS has assigned this technician */
  via: z.enum(['web', 'telegram', 'office']),
  behindWinnerMs: z.int().nullable(),
})

const ticketFields = {
  title: z.string().trim().min(3, 'titleTooShort').max(150, 'tooLong'),
  description: z.string().trim().max(4000, 'tooLong').default(''),
  address: optionalText(500),
  location: point.nullish(),
  technicianQuota: z.int('wholeNumber').min(1, 'quotaTooSmall').max(50, 'quotaTooLarge'),
  scheduledStart: time,
  scheduledEnd: time,
  priority: priority.default('NORMAL'),
  requiredSkills: z.array(text(40)).max(30).optional(),
  area: optionalText(100).optional(),
  purchaseOrder: optionalText(60).optional(),
  /** of the site; without it the pin, the address or the customer says it */
  timeZone: siteZone.optional(),
}
export const openTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets',
  roles: COORDINATORS,
  tag: 'tickets',
  status: 201,
  summary: 'Create a ticket and broadcast it to the technicians',
  body: z.object({ customerId: id, complaintId: id.optional(), ...ticketFields }),
  response: ticketDetail,
})
export const getTicket = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id',
  roles: ROLES,
  tag: 'tickets',
  params: idParams,
  summary: 'One ticket with crew, timeline and allowed moves',
  response: ticketDetail,
})
export const changeTicket = endpoint({
  method: 'PATCH',
  url: '/api/v1/tickets/:id',
  roles: COORDINATORS,
  tag: 'tickets',
  params: idParams,
  summary: 'Change details or schedule (free before anyone took it; afterwards refused)',
  body: z
    .object({
      title: ticketFields.title,
      description: z.string().trim().max(4000, 'tooLong'),
      address: text(500),
      location: point.nullish(),
      technicianQuota: ticketFields.technicianQuota,
      scheduledStart: time,
      scheduledEnd: time,
      priority,
      requiredSkills: z.array(text(40)).max(30),
      area: optionalText(100).optional(),
      timeZone: siteZone,
    })
    .partial(),
  response: ticketDetail,
})
export const cancelTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/cancel',
  roles: COORDINATORS,
  tag: 'tickets',
  params: idParams,
  summary: 'Cancel with a reason',
  body: z.object({ reason: text(500) }),
  response: ticketDetail,
})
export const listPool = endpoint({
  method: 'GET',
  url: '/api/v1/pool',
  roles: ['technician', 'admin', 'cs'],
  tag: 'pool',
  summary: 'Open Pool: jobs with a free seat',
  query: z.object({
    ...paging,
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .describe('number, title, address; in the office also the customer'),
  }),
  response: listOf(poolJob),
})
export const listMyJobs = endpoint({
  method: 'GET',
  url: '/api/v1/my-jobs',
  roles: ['technician'],
  tag: 'pool',
  summary: 'My jobs: to do and at work, finished ones, and those I stand by for',
  query: z.object({ ...paging, when: z.enum(['active', 'finished', 'standby']).default('active') }),
  response: listOf(ticketCard.extend({ standbyPosition: z.int().nullable() })),
})
export const claimJob = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/claim',
  roles: ['technician'],
  tag: 'pool',
  params: idParams,
  summary: 'Ambil Job: first come, first served',
  response: claimResult,
})
export const releaseJob = endpoint({
  method: 'DELETE',
  url: '/api/v1/tickets/:id/claim',
  roles: ['technician'],
  tag: 'pool',
  params: idParams,
  summary:
    'Lepas Job: give the seat back; too late for that, `emergency` asks for a replacement and keeps the seat until then',
  body: z.object({ reason: text(500), emergency: z.boolean().default(false) }).nullish(),
  response: z.object({ ok: z.literal(true) }),
})
export const joinStandby = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/standby',
  roles: ['technician'],
  tag: 'pool',
  params: idParams,
  summary: 'Stand by in case a seat frees',
  response: z.object({ ok: z.literal(true), position: z.int() }),
})
export const listClaims = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/claims',
  roles: ['admin', 'cs', 'technician', 'manager'],
  tag: 'pool',
  params: idParams,
  summary: "The race receipt: every attempt in the server's order",
  query: z.object(paging),
  response: listOf(claimAttempt),
})
export const requestReplacement = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/replacements',
  roles: COORDINATORS,
  tag: 'pool',
  params: idParams,
  summary: 'Cari Pengganti: free the seat and put the job back in the pool as an emergency',
  body: z.object({
    assignmentId: id,
    reason: text(500),
    /** stays responsible until somebody takes the seat */
    keep: z.boolean().default(false),
  }),
  response: ticketDetail,
})
