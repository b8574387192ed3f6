import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { id, idParams, person, phoneHeaders, text, time } from '../../platform/http/shapes.ts'

export const fieldNote = z.object({ id, text: z.string(), technician: person, at: time })

export const writeNote = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/field-notes',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  headers: phoneHeaders,
  status: 201,
  summary: 'A note from the site, for the crew, a replacement and CS',
  body: z.object({
    clientId: z.string().trim().min(8, 'clientId').max(100, 'clientId'),
    text: text(2000),
    at: time.optional(),
  }),
  response: fieldNote,
})
