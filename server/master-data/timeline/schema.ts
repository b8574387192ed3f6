import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { id, idParams, listOf, paging, time } from '../../platform/http/shapes.ts'
import { OFFICE } from '../../platform/roles.ts'

export const getTimeline = endpoint({
  method: 'GET',
  url: '/api/v1/customers/:id/timeline',
  roles: OFFICE,
  tag: 'customers',
  params: idParams,
  summary:
    'What happened with a customer, with the tickets, and with records merged into this one; newest first',
  query: z.object(paging),
  response: listOf(
    z.object({
      id: z.string(),
      name: z.string(),
      at: time,
      actor: z.object({
        kind: z.enum(['staff', 'customer', 'system']),
        id: id.nullable(),
        name: z.string().nullable(),
      }),
      data: z.record(z.string(), z.unknown()),
      ticket: z.object({ id, code: z.string() }).nullable(),
    }),
  ),
})
