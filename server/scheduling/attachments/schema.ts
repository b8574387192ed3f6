import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { done, id, idParams, person, time } from '../../platform/http/shapes.ts'
import { COORDINATORS, ROLES } from '../../platform/roles.ts'

const attachment = z.object({
  id,
  fileId: id,
  name: z.string(),
  mime: z.string(),
  size: z.int(),
  by: person,
  at: time,
})
export const listAttachments = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/attachments',
  roles: ROLES,
  tag: 'tickets',
  params: idParams,
  summary: 'Papers of a ticket; a technician sees those of jobs that he has or had a seat of',
  response: z.object({ items: z.array(attachment) }),
})
export const addAttachment = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/attachments',
  roles: COORDINATORS,
  tag: 'tickets',
  params: idParams,
  status: 201,
  summary: 'Attach a photo (JPG, PNG), PDF or office document up to 15 MB; the crew can open it',
  multipart: { files: ['file'] },
  body: z.object({}),
  response: attachment,
})
export const removeAttachment = endpoint({
  method: 'DELETE',
  url: '/api/v1/tickets/:id/attachments/:attachmentId',
  roles: COORDINATORS,
  tag: 'tickets',
  params: z.object({ id, attachmentId: id }),
  summary: 'Take a paper away; nobody but the record keeps it',
  response: done,
})
