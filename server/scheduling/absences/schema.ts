import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { day, done, id, idParams, optionalText, person, time } from '../../platform/http/shapes.ts'
import { COORDINATORS } from '../../platform/roles.ts'

export const absenceKind = z.enum(['LEAVE', 'SICK', 'PERMIT', 'OTHER'])
export const absence = z.object({
  id,
  technician: person,
  kind: absenceKind,
  start: time,
  end: time,
  wholeDays: z.boolean(),
  note: z.string().nullable(),
  /** said by the technician himself; he may withdraw it */
  own: z.boolean(),
})
/** Visits that the technician still holds in that time: CS looks for replacements. */
export const heldVisit = z.object({
  ticketId: id,
  code: z.string(),
  title: z.string(),
  start: time,
  end: time,
  timeZone: z.string(),
})

const fields = {
  technicianId: id,
  kind: absenceKind,
  start: time,
  end: time,
  wholeDays: z.boolean().default(true),
  note: optionalText(500),
}
const recorded = absence.extend({ visits: z.array(heldVisit) })

export const listAbsences = endpoint({
  method: 'GET',
  url: '/api/v1/absences',
  roles: ['admin', 'cs', 'manager', 'technician'],
  tag: 'calendar',
  summary: 'Absences of technicians that touch these days of the office (a technician sees only own ones)',
  query: z.object({ from: day, to: day, technicianId: id.optional() }),
  response: z.object({ items: z.array(absence) }),
})
export const recordAbsence = endpoint({
  method: 'POST',
  url: '/api/v1/absences',
  roles: COORDINATORS,
  tag: 'calendar',
  status: 201,
  summary:
    'Record that a technician is absent: no offers for visits in that time; answers the visits still held',
  body: z.object(fields),
  response: recorded,
})
export const changeAbsence = endpoint({
  method: 'PATCH',
  url: '/api/v1/absences/:id',
  roles: COORDINATORS,
  tag: 'calendar',
  params: idParams,
  summary: 'Change kind, time or note of an absence',
  body: z.object({
    kind: absenceKind.optional(),
    start: time.optional(),
    end: time.optional(),
    wholeDays: z.boolean().optional(),
    note: optionalText(500).optional(),
  }),
  response: recorded,
})
export const removeAbsence = endpoint({
  method: 'DELETE',
  url: '/api/v1/absences/:id',
  roles: COORDINATORS,
  tag: 'calendar',
  params: idParams,
  summary: 'Remove an absence: the technician is there after all',
  response: done,
})

export const registerOwnAbsence = endpoint({
  method: 'POST',
  url: '/api/v1/me/absences',
  roles: ['technician'],
  tag: 'calendar',
  status: 201,
  summary:
    'I am not there on these days of the office (from today on): no offers in that time, CS is told; answers the visits that I still hold',
  body: z.object({ kind: absenceKind, from: day, to: day, note: optionalText(500) }),
  response: recorded,
})
export const withdrawOwnAbsence = endpoint({
  method: 'DELETE',
  url: '/api/v1/me/absences/:id',
  roles: ['technician'],
  tag: 'calendar',
  params: idParams,
  summary: 'I am there after all: only what I registered myself and is not over',
  response: done,
})
