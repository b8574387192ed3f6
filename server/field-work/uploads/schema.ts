import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { MAX_FILE_BYTES } from '../../platform/http/multipart.ts'
import { id, idParams, text } from '../../platform/http/shapes.ts'

const clientId = z.string().trim().min(8, 'clientId').max(100, 'clientId')

/** `offset`: how many bytes the server has; the next part begins there. All of them: hand the upload over. */
export const upload = z.object({ id, offset: z.int(), size: z.int() })

export const startUpload = endpoint({
  method: 'POST',
  url: '/api/v1/uploads',
  roles: ['technician'],
  tag: 'field work',
  status: 201,
  summary:
    'Begins a photo that comes in parts, or says how far it has come: the same clientId is the same upload. When all of it is there, send the form of /tickets/{id}/photos or /bast with this clientId and without the file.',
  body: z.object({
    clientId,
    name: text(200),
    size: z.int('wholeNumber').min(1, 'tooSmall').max(MAX_FILE_BYTES, 'tooLarge'),
  }),
  response: upload,
})
export const getUpload = endpoint({
  method: 'GET',
  url: '/api/v1/uploads/:id',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  summary: 'How far an upload has come',
  response: upload,
})
export const putPart = endpoint({
  method: 'PUT',
  url: '/api/v1/uploads/:id',
  roles: ['technician'],
  tag: 'field work',
  params: idParams,
  query: z.object({ offset: z.coerce.number('required').int().min(0) }),
  raw: true,
  summary:
    'The next part (application/octet-stream, at most 1 MB), beginning at `offset`. A part that is there already is not written again.',
  response: upload,
})
