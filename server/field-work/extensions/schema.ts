import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { id, idParams, listOf, optionalText, paging, person, text, time } from '../../platform/http/shapes.ts'
import { COORDINATORS } from '../../platform/roles.ts'

/** Why one of the crew cannot stay longer: another visit of his, or an absence, that begins before the new end. */
export const collision = z.object({
  /** the seat on the ticket that is to take longer, not on the one that is in the way */
  assignmentId: id,
  technician: person,
  what: z.enum(['JOB', 'ABSENCE']),
  /** the visit in the way; null for an absence */
  ticketId: id.nullable(),
  ticketCode: z.string().nullable(),
  ticketTitle: z.string().nullable(),
  /** the kind of absence in the way; null for a visit */
  absence: z.enum(['LEAVE', 'SICK', 'PERMIT', 'OTHER']).nullable(),
  scheduledStart: time,
  scheduledEnd: time,
})
export const extension = z.object({
  id,
  ticketId: id,
  ticketCode: z.string(),
  ticketTitle: z.string(),
  timeZone: z.string(),
  requestedBy: person,
  days: z.int(),
  reason: z.string(),
  remainingWork: z.string(),
  status: z.enum(['PENDING', 'APPROVED', 'REJECTED']),
  approvedDays: z.int().nullable(),
  /** the end that this decision gave to the visit */
  approvedUntil: time.nullable(),
  decisionNote: z.string().nullable(),
  decidedBy: person.nullable(),
  decidedAt: time.nullable(),
  createdAt: time,
  /** what is in the way of the days asked for; only while it waits, only for those who decide */
  collisions: z.array(collision),
})
const days = z.int('wholeNumber').min(1, 'daysTooFew').max(30, 'daysTooMany')

export const requestExtension = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/extensions',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  status: 201,
  summary: 'Tambah Hari',
  body: z.object({ days, reason: text(500), remainingWork: text(1000) }),
  response: extension,
})
export const listExtensions = endpoint({
  method: 'GET',
  url: '/api/v1/extensions',
  roles: COORDINATORS,
  tag: 'field work',
  summary: 'Requests for more days',
  query: z.object({
    ...paging,
    status: z.enum(['PENDING', 'APPROVED', 'REJECTED']).optional(),
    /** in the code or title of the ticket, or the name of the one who asked */
    q: z.string().trim().max(100).optional(),
    order: z.enum(['newest', 'oldest']).default('newest'),
  }),
  response: listOf(extension),
})
export const listCollisions = endpoint({
  method: 'GET',
  url: '/api/v1/extensions/:id/collisions',
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  summary: 'Which other visits of the crew are in the way of so many more days',
  query: z.object({
    days: z.coerce.number().int('wholeNumber').min(1, 'daysTooFew').max(30, 'daysTooMany').optional(),
  }),
  /** `freeDays`: the most days that nothing is in the way of; 0 = none */
  response: z.object({ items: z.array(collision), freeDays: z.int() }),
})
export const approveExtension = endpoint({
  method: 'POST',
  url: '/api/v1/extensions/:id/approve',
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  summary:
    'Approve, with other days if wanted. `release` names seats of this ticket whose technician has another visit then: he leaves this ticket, his seat is offered to others. `override`: who is absent then comes all the same',
  body: z
    .object({
      days: days.optional(),
      note: optionalText(500),
      release: z.array(id).max(50).optional(),
      override: z.boolean().optional(),
    })
    .nullish(),
  response: extension,
})
export const rejectExtension = endpoint({
  method: 'POST',
  url: '/api/v1/extensions/:id/reject',
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  summary: 'Reject with a reason',
  body: z.object({ reason: text(500) }),
  response: extension,
})
