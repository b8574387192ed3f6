import { z } from 'zod'
import { endpoint } from '../platform/http/endpoint.ts'
import { day, id, idParams, person, phoneHeaders, point, text, time } from '../platform/http/shapes.ts'
import { COORDINATORS, ROLES } from '../platform/roles.ts'
import { extension } from './extensions/schema.ts'
import { fieldNote } from './notes/schema.ts'
import { attendanceEntry, boardRow } from './attendance/schema.ts'
import { demands, fromJson, handoverReport, missing, reading } from './evidence/schema.ts'

const clientId = z.string().trim().min(8, 'clientId').max(100, 'clientId')

export const photo = z.object({
  id,
  /** taken back by its technician; only the office still sees it */
  removedAt: time.nullable(),
  kind: z.enum(['BEFORE', 'AFTER', 'PAPER_BAST', 'WORK']),
  fileId: id,
  technician: person,
  at: time,
  /** where it was taken, as the phone or its camera said; `distance` in metres to the site. Not for customers */
  place: z
    .object({
      point: point.nullable(),
      accuracy: z.number().nullable(),
      distance: z.number().nullable(),
      source: z.enum(['device', 'exif']),
    })
    .nullable(),
})
export const letter = z.object({
  id,
  number: z.string(),
  technician: person,
  validFrom: time,
  validUntil: time.nullable(),
  status: z.enum(['VALID', 'REVOKED', 'EXPIRED']),
  /** EXPIRED because the work is done, not because the last day is over */
  workDone: z.boolean(),
  /** the letter that this one extends or corrects, and the one that took its place */
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  issuedAt: time,
  verifyUrl: z.string(),
})
export const fieldWork = z.object({
  attendance: z.array(attendanceEntry),
  photos: z.array(photo),
  notes: z.array(fieldNote),
  bast: handoverReport.nullable(),
  /** versions that were corrected or fell with a reopening, oldest first */
  olderBast: z.array(handoverReport),
  extensions: z.array(extension),
  letters: z.array(letter),
  /** what still keeps Selesai from working, as keys; empty = nothing missing */
  missingForDone: z.array(missing),
  /** what is asked before Selesai, so that a phone without a signal can tell it too */
  demands,
})
const attend = z.object({ clientId, at: time.optional(), location: reading.nullish() })

export const checkIn = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/check-in',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  headers: phoneHeaders,
  summary:
    'Check-in (never refused for a bad position; it is graded). The same clientId answers the same entry.',
  body: attend,
  response: attendanceEntry,
})
export const reportDeparture = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/depart',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  summary: 'Berangkat: on the way; the customer is told once a day',
  response: z.object({ ok: z.literal(true), at: time }),
})
export const checkOut = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/check-out',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  headers: phoneHeaders,
  summary: 'Check-out',
  body: attend,
  response: attendanceEntry,
})
export const addPhoto = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/photos',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  status: 201,
  headers: phoneHeaders,
  summary: 'A photo as evidence: original kept with its hash',
  multipart: { files: ['photo'] },
  body: z.object({
    clientId,
    kind: z.enum(['BEFORE', 'AFTER', 'PAPER_BAST', 'WORK']),
    at: time.optional(),
    /** as JSON, because forms carry texts: where the phone was at the shot, when it knew */
    location: z.preprocess(fromJson, reading.nullish()).catch(null),
  }),
  response: photo,
})
export const markDone = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/done',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  headers: phoneHeaders,
  summary: 'Selesai; needs what `missingForDone` of the field work names',
  body: z.object({ at: time.optional() }).nullish(),
  response: z.object({ ok: z.literal(true), state: z.string() }),
})
export const reopenTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/reopen',
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  summary: 'Back to In Progress (only from Done)',
  body: z.object({ reason: text(500) }),
  response: z.object({ ok: z.literal(true), state: z.string() }),
})
export const getBoard = endpoint({
  method: 'GET',
  url: '/api/v1/attendance',
  roles: ['admin', 'cs', 'manager', 'technician'],
  tag: 'field work',
  summary: 'Attendance of a day: who should be where, who is (a technician sees only himself)',
  query: z.object({ date: day.optional() }),
  response: z.object({ date: day, items: z.array(boardRow) }),
})
export const getFieldWork = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/field-work',
  roles: ROLES,
  tag: 'field work',
  params: idParams,
  summary: 'Attendance, photos, BAST, letters, extensions of a ticket',
  response: fieldWork,
})
export const getLetterPdf = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/assignment-letter.pdf',
  roles: ['technician', 'admin', 'cs'],
  tag: 'field work',
  params: idParams,
  query: z.object({ documentId: id.optional() }),
  summary: 'Surat Tugas (a technician gets his own)',
  response: z.any(),
  produces: 'application/pdf',
})
