import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import {
  done,
  id,
  idParams,
  optionalText,
  person,
  phoneHeaders,
  point,
  text,
  time,
} from '../../platform/http/shapes.ts'
import { COORDINATORS, OFFICE, ROLES } from '../../platform/roles.ts'

const clientId = z.string().trim().min(8, 'clientId').max(100, 'clientId')
/** Position as the device gave it: accuracy in metres, `at` when the reading was taken. */
export const reading = point.extend({ accuracy: z.number().min(0).max(1_000_000), at: time })

/** A form carries texts only; what is not JSON is left for the shape to refuse. */
export const fromJson = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

/** quantity has at most two decimals */
export const part = z.object({
  description: text(200),
  quantity: z
    .number()
    .positive('positive')
    .max(100_000, 'tooLarge')
    .refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e4), 'twoDecimals'),
  unit: text(20),
  serialNumber: optionalText(80),
})
export const shownPart = z.object({
  description: z.string(),
  quantity: z.number(),
  unit: z.string(),
  serialNumber: z.string().nullable(),
})
export const handoverReport = z.object({
  id,
  number: z.string().nullable(),
  documentId: id.nullable(),
  workDone: z.string(),
  openItems: z.string().nullable(),
  parts: z.array(shownPart),
  signerName: z.string().nullable(),
  signerPosition: z.string().nullable(),
  signerPhone: z.string().nullable(),
  signed: z.boolean(),
  noSignatureReason: z.string().nullable(),
  witnessName: z.string().nullable(),
  /** CS heard by WhatsApp that the customer accepts the work */
  confirmation: z.object({ by: person, at: time, note: z.string().nullable() }).nullable(),
  createdBy: person,
  createdAt: time,
  /** an older version: when and why a newer one took its place */
  supersededAt: time.nullable(),
  supersedeReason: z.string().nullable(),
})
export const MISSING = ['CHECK_IN', 'PHOTO_BEFORE', 'PHOTO_AFTER', 'BAST', 'SECOND_PROOF'] as const
export const missing = z.enum(MISSING)
/** What admin asks of every job before Selesai. */
export const demands = z.object({
  photosBefore: z.int().min(0).max(20),
  photosAfter: z.int().min(0).max(20),
  /** a BAST that nobody signed needs a witness or the customer's word by WhatsApp */
  secondProofNeeded: z.boolean(),
})

export const handOver = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/bast',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  status: 201,
  headers: phoneHeaders,
  summary:
    'BAST: the form with a signature or a reason for none, or a photo of the paper. Again before Selesai: a new version that takes the place of the old one.',
  multipart: { files: ['photo', 'signature'] },
  body: z.object({
    clientId,
    at: time.optional(),
    workDone: text(4000),
    openItems: optionalText(2000),
    /** as JSON, because forms carry texts: rows of {description, quantity, unit, serialNumber} */
    parts: z.preprocess(fromJson, z.array(part).max(100, 'tooMany').optional()),
    signerName: optionalText(100),
    signerPosition: optionalText(100),
    signerPhone: optionalText(30),
    /** 'true' when the signer ticked that he agrees to sign on this screen */
    consent: z
      .enum(['true', 'false'])
      .optional()
      .transform((value) => value === 'true'),
    /** when the signature was drawn, by the phone's clock */
    signedAt: time.optional(),
    /** as JSON: where it was drawn */
    location: z.preprocess(fromJson, reading.nullish()),
    noSignatureReason: optionalText(500),
    witnessName: optionalText(100),
    correctionReason: optionalText(300),
  }),
  response: handoverReport,
})
export const confirmHandover = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/bast/confirmation',
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  summary: 'The customer accepts by WhatsApp what he could not sign: the second proof, noted by CS',
  body: z.object({ note: text(500) }),
  response: handoverReport,
})
export const getBastPdf = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/bast.pdf',
  roles: ROLES,
  tag: 'field work',
  params: idParams,
  query: z.object({ documentId: id.optional() }),
  summary: 'BAST; an older version by its document',
  response: z.any(),
  produces: 'application/pdf',
})
const photoRoute = '/api/v1/photos/:id'
export const removePhoto = endpoint({
  method: 'DELETE',
  url: photoRoute,
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  summary: "Take back a photo of one's own before Selesai: kept, hidden from papers and customers",
  response: done,
})
export const restorePhoto = endpoint({
  method: 'POST',
  url: `${photoRoute}/restore`,
  roles: COORDINATORS,
  tag: 'field work',
  params: idParams,
  summary: 'Bring back a photo that its technician took back',
  response: done,
})
export const getEvidence = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/evidence.zip',
  roles: ['admin', 'cs', 'manager'],
  tag: 'field work',
  params: idParams,
  summary: 'Evidence of a visit: BAST, letters, captioned photos, originals, and the hashes of all of it',
  response: z.any(),
  produces: 'application/octet-stream',
})
export const getDemands = endpoint({
  method: 'GET',
  url: '/api/v1/settings/bast',
  roles: OFFICE,
  tag: 'settings',
  summary: 'What is asked of every job before Selesai',
  response: demands,
})
export const changeDemands = endpoint({
  method: 'PATCH',
  url: '/api/v1/settings/bast',
  roles: ['admin'],
  tag: 'settings',
  summary: 'Change what is asked before Selesai',
  body: demands.partial(),
  response: demands,
})
