import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { attendanceEntry } from '../attendance/schema.ts'

export const ownMonth = endpoint({
  method: 'GET',
  url: '/api/v1/me/attendance',
  roles: ['technician'],
  tag: 'field work',
  summary: 'My attendance of a month, newest first, with its sums',
  query: z.object({ month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'date') }),
  response: z.object({
    month: z.string(),
    /** days with a check-in; minutes between check-in and check-out, without what was never checked out */
    days: z.int(),
    late: z.int(),
    minutes: z.int(),
    items: z.array(attendanceEntry),
  }),
})
