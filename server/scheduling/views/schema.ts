import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { done, id, idParams, person, text } from '../../platform/http/shapes.ts'
import { OFFICE } from '../../platform/roles.ts'

const filters = z
  .record(z.string().regex(/^[a-zA-Z]{1,20}$/), z.string().max(200))
  .refine((given) => Object.keys(given).length <= 20, 'tooMany')
const view = z.object({
  id,
  name: z.string(),
  /** what the address of the list holds; the screen knows what each means */
  filters: z.record(z.string(), z.string()),
  shared: z.boolean(),
  owner: person,
  /** only the owner changes it, and admin one that is shared */
  mayChange: z.boolean(),
})
const asOffice = { roles: OFFICE, tag: 'tickets' }

export const listTicketViews = endpoint({
  method: 'GET',
  url: '/api/v1/ticket-views',
  ...asOffice,
  summary: 'Own saved lists of tickets, and those that are shared',
  response: z.object({ items: z.array(view) }),
})
export const saveTicketView = endpoint({
  method: 'POST',
  url: '/api/v1/ticket-views',
  ...asOffice,
  status: 201,
  summary: 'Save filters of the list of tickets under a name',
  body: z.object({ name: text(60), filters, shared: z.boolean().default(false) }),
  response: view,
})
export const changeTicketView = endpoint({
  method: 'PATCH',
  url: '/api/v1/ticket-views/:id',
  ...asOffice,
  params: idParams,
  summary: 'Another name, other filters, shared or not',
  body: z.object({ name: text(60), filters, shared: z.boolean() }).partial(),
  response: view,
})
export const removeTicketView = endpoint({
  method: 'DELETE',
  url: '/api/v1/ticket-views/:id',
  ...asOffice,
  params: idParams,
  summary: 'Forget a saved list',
  response: done,
})
