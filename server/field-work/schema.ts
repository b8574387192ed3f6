import { z } from 'zod'
import { endpoint } from '../platform/http/endpoint.ts'
import {
  day,
  id,
  idParams,
  optionalText,
  person,
  phoneHeaders,
  point,
  text,
  time,
} from '../platform/http/shapes.ts'
import { COORDINATORS, ROLES } from '../platform/roles.ts'
import { extension } from './extensions/schema.ts'
import { fieldNote } from './notes/schema.ts'
import { attendanceEntry, boardRow } from './attendance/schema.ts'

const clientId = z.string().trim().min(8, 'clientId').max(100, 'clientId')
/** Position as the device gave it: accuracy in metres, `at` when the reading was taken. */
const reading = point.extend({ accuracy: z.number().min(0).max(1_000_000), at: time })

export const photo = z.object({
  id,
  kind: z.enum(['BEFORE', 'AFTER', 'PAPER_BAST', 'WORK']),
  fileId: id,
  technician: person,
  at: time,
})
export const handoverReport = z.object({
  id,
  number: z.string().nullable(),
  workDone: z.string(),
  openItems: z.string().nullable(),
  signerName: z.string().nullable(),
  signerPosition: z.string().nullable(),
  signed: z.boolean(),
  noSignatureReason: z.string().nullable(),
  createdBy: person,
  createdAt: time,
})
export const letter = z.object({
  id,
  number: z.string(),
  technician: person,
  validFrom: time,
  validUntil: time.nullable(),
  status: z.enum(['VALID', 'REVOKED', 'EXPIRED']),
  issuedAt: time,
  verifyUrl: z.string(),
})
export const fieldWork = z.object({
  attendance: z.array(attendanceEntry),
  photos: z.array(photo),
  notes: z.array(fieldNote),
  bast: handoverReport.nullable(),
  extensions: z.array(extension),
  letters: z.array(letter),
  /** what still keeps Selesai from working, as keys; empty = nothing missing */
  missingForDone: z.array(z.enum(['CHECK_IN', 'BAST'])),
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
  body: z.object({ clientId, kind: z.enum(['BEFORE', 'AFTER', 'PAPER_BAST', 'WORK']), at: time.optional() }),
  response: photo,
})
export const handOver = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/bast',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  status: 201,
  headers: phoneHeaders,
  summary: 'BAST: the form with a signature or a reason for none, or a photo of the paper',
  multipart: { files: ['photo', 'signature'] },
  body: z.object({
    clientId,
    at: time.optional(),
    workDone: text(4000),
    openItems: optionalText(2000),
    signerName: optionalText(100),
    signerPosition: optionalText(100),
    noSignatureReason: optionalText(500),
  }),
  response: handoverReport,
})
export const markDone = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/done',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  headers: phoneHeaders,
  summary: 'Selesai; needs the BAST',
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
export const getBastPdf = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/bast.pdf',
  roles: ROLES,
  tag: 'field work',
  params: idParams,
  summary: 'BAST',
  response: z.any(),
  produces: 'application/pdf',
})
