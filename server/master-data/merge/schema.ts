import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { id, idParams, person, time } from '../../platform/http/shapes.ts'
import { COORDINATORS, OFFICE } from '../../platform/roles.ts'
import { customer } from '../schema.ts'

export const listDuplicates = endpoint({
  method: 'GET',
  url: '/api/v1/customers/:id/duplicates',
  roles: COORDINATORS,
  tag: 'customers',
  params: idParams,
  summary:
    'Customers who may be the same person: same number, same email, or nearly the same name and address',
  response: z.object({
    items: z.array(
      z.object({
        customer: customer.extend({ tickets: z.int() }),
        reasons: z.array(z.enum(['PHONE', 'EMAIL', 'NAME_ADDRESS'])),
      }),
    ),
  }),
})

export const customerMerge = z.object({
  id,
  /** the record that goes on */
  customer: person,
  /** the record that became inactive and points to it */
  other: person,
  moved: z.object({
    conversations: z.int(),
    complaints: z.int(),
    tickets: z.int(),
    ratings: z.int(),
    consents: z.int(),
  }),
  /** details of the customer that were empty and were filled from the other record */
  filled: z.array(z.string()),
  mergedBy: person,
  mergedAt: time,
})

export const listMerges = endpoint({
  method: 'GET',
  url: '/api/v1/customers/:id/merges',
  roles: OFFICE,
  tag: 'customers',
  params: idParams,
  summary: 'Merges that this customer is part of and that were not taken back, newest first',
  response: z.object({ items: z.array(customerMerge) }),
})

export const mergeCustomers = endpoint({
  method: 'POST',
  url: '/api/v1/customers/:id/merge',
  roles: COORDINATORS,
  tag: 'customers',
  params: idParams,
  summary: 'Merge another record of the same person into this one; the other one becomes inactive',
  body: z.object({ otherId: id }),
  response: customerMerge,
})

export const undoMerge = endpoint({
  method: 'POST',
  url: '/api/v1/customer-merges/:id/undo',
  roles: COORDINATORS,
  tag: 'customers',
  params: idParams,
  summary: 'Take a merge back: what had moved returns, what came later stays',
  response: customerMerge,
})
