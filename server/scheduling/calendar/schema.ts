import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { day, id, idParams, optionalText, paging, person, text, time } from '../../platform/http/shapes.ts'
import { COORDINATORS } from '../../platform/roles.ts'
import { priority, state, ticketDetail } from '../schema.ts'
import { absenceKind } from '../absences/schema.ts'

const absence = z.object({
  id,
  kind: absenceKind,
  start: time,
  end: time,
  wholeDays: z.boolean(),
  note: z.string().nullable(),
})
const row = person.extend({
  skills: z.array(z.string()),
  area: z.string().nullable(),
  absences: z.array(absence),
})
const crewMember = z.object({
  technicianId: id,
  name: z.string(),
  started: z.boolean(),
  /** holds the visit although he is recorded as absent then */
  absent: z.boolean(),
})
/** HOLIDAY and OUTSIDE_HOURS speak about the time, ABSENT about the crew, UNFILLED about a seat that nobody took. */
export const conflict = z.enum(['HOLIDAY', 'OUTSIDE_HOURS', 'ABSENT', 'UNFILLED'])
const visit = z.object({
  ticketId: id,
  code: z.string(),
  title: z.string(),
  state,
  priority,
  emergency: z.boolean(),
  customer: z.string(),
  address: z.string(),
  area: z.string().nullable(),
  skills: z.array(z.string()),
  timeZone: z.string(),
  start: time,
  end: time,
  quota: z.int(),
  freeSeats: z.int(),
  crew: z.array(crewMember),
  conflicts: z.array(conflict),
})
const hours = z.object({ from: z.string(), to: z.string() }).nullable()

export const getDispatchBoard = endpoint({
  method: 'GET',
  url: '/api/v1/calendar',
  roles: ['admin', 'cs', 'manager', 'technician'],
  tag: 'calendar',
  summary:
    'Visits, free seats, absences and holidays between two days of the office (a technician: own calendar)',
  query: z.object({
    from: day,
    to: day,
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .describe('name of a technician or customer, code or title of a ticket'),
    skill: z.string().trim().max(40).optional(),
    area: z.string().trim().max(100).optional(),
    state: z.string().max(80).optional().describe('one state of a ticket or several, comma separated'),
    cursor: paging.cursor,
    limit: z.coerce.number().int().min(1).max(500).default(200).describe('technicians at once'),
  }),
  response: z.object({
    workingHours: z.array(hours),
    holidays: z.array(z.object({ date: day, name: z.string(), working: z.boolean() })),
    technicians: z.array(row),
    /** visits of these technicians, and with the first page those with a free seat */
    visits: z.array(visit),
    nextCursor: z.string().nullable(),
  }),
})
export const rescheduleTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/reschedule',
  roles: COORDINATORS,
  tag: 'tickets',
  params: idParams,
  summary: 'Move a visit that somebody has taken; crew and customer are told',
  body: z.object({
    scheduledStart: time,
    scheduledEnd: time,
    reason: text(500),
    release: z
      .array(id)
      .max(50)
      .default([])
      .describe('technicians who cannot come: their seats go to the pool'),
    override: z
      .boolean()
      .default(false)
      .describe('go on although somebody of the crew is recorded as absent'),
  }),
  response: ticketDetail,
})
export const assignTechnician = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/assignments',
  roles: COORDINATORS,
  tag: 'pool',
  status: 201,
  params: idParams,
  summary:
    'Put a technician on a free seat without a race; refused with ASSIGNMENT_WARNINGS until overridden',
  body: z.object({
    technicianId: id,
    reason: optionalText(500),
    override: z.boolean().default(false).describe('go on although there are warnings; needs a reason'),
  }),
  response: ticketDetail,
})
