import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { id, idParams, listOf, paging, person, time } from '../../platform/http/shapes.ts'
import { COORDINATORS } from '../../platform/roles.ts'

const rowState = z.enum(['GOOD', 'BAD', 'DUPLICATE', 'IMPORTED'])
const format = z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx') })
const customers = { roles: COORDINATORS, tag: 'customers' } as const

export const customerImport = z.object({
  id,
  fileName: z.string(),
  status: z.enum(['READING', 'READY', 'RUNNING', 'STOPPED', 'DONE', 'FAILED']),
  problem: z.string().nullable(),
  /** heading of the file by field */
  columns: z.record(z.string(), z.string()),
  total: z.int(),
  good: z.int(),
  bad: z.int(),
  duplicates: z.int(),
  imported: z.int(),
  createdBy: person,
  createdAt: time,
  finishedAt: time.nullable(),
})

export const listImports = endpoint({
  ...customers,
  method: 'GET',
  url: '/api/v1/customer-imports',
  summary: 'Imports of customers, newest first',
  query: z.object(paging),
  response: listOf(customerImport),
})
export const uploadImport = endpoint({
  ...customers,
  method: 'POST',
  url: '/api/v1/customer-imports',
  summary: 'Upload a CSV or XLSX file of customers; it is read and checked, nothing is taken over yet',
  multipart: { files: ['file'] },
  status: 201,
  response: customerImport,
})
export const getImport = endpoint({
  ...customers,
  method: 'GET',
  url: '/api/v1/customer-imports/:id',
  summary: 'How far an import is',
  params: idParams,
  response: customerImport,
})
export const listImportRows = endpoint({
  ...customers,
  method: 'GET',
  url: '/api/v1/customer-imports/:id/rows',
  summary: 'Rows of an import, each with what is wrong with it',
  params: idParams,
  query: z.object({ ...paging, state: rowState.optional() }),
  response: listOf(
    z.object({
      line: z.int(),
      state: rowState,
      name: z.string(),
      phone: z.string(),
      address: z.string(),
      company: z.string(),
      email: z.string(),
      problems: z.array(z.object({ field: z.string(), message: z.string() })),
      customerId: id.nullable(),
    }),
  ),
})
export const startImport = endpoint({
  ...customers,
  method: 'POST',
  url: '/api/v1/customer-imports/:id/start',
  summary: 'Take the good rows over, or go on after a stop',
  params: idParams,
  response: customerImport,
})
export const stopImport = endpoint({
  ...customers,
  method: 'POST',
  url: '/api/v1/customer-imports/:id/stop',
  summary: 'Stop; what was taken over stays',
  params: idParams,
  response: customerImport,
})
export const downloadResult = endpoint({
  ...customers,
  method: 'GET',
  url: '/api/v1/customer-imports/:id/result',
  summary: 'Every row of the file with what became of it, as CSV or XLSX',
  params: idParams,
  query: format,
  response: z.any(),
  produces: 'application/octet-stream',
})
export const downloadTemplate = endpoint({
  ...customers,
  method: 'GET',
  url: '/api/v1/customer-import-template',
  summary: 'An empty list to fill in, with the headings that are understood',
  query: format,
  response: z.any(),
  produces: 'application/octet-stream',
})
export const exportCustomers = endpoint({
  ...customers,
  method: 'GET',
  url: '/api/v1/customer-export',
  summary: 'All customers of a search and filter, as CSV or XLSX',
  query: z.object({
    ...format.shape,
    q: z.string().trim().max(100).optional(),
    status: z.enum(['ACTIVE', 'INACTIVE']).optional(),
  }),
  response: z.any(),
  produces: 'application/octet-stream',
})
