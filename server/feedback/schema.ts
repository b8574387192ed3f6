import { z } from 'zod'
import { endpoint } from '../platform/http/endpoint.ts'
import { day, id, idParams, listOf, paging, person, time } from '../platform/http/shapes.ts'
import { MONEV, OFFICE } from '../platform/roles.ts'

const score = z.int().min(1, 'score').max(5, 'score')
export const rating = z.object({
  id,
  ticketId: id,
  ticketCode: z.string(),
  ticketTitle: z.string(),
  customerName: z.string(),
  technicianScore: score,
  csScore: score,
  comment: z.string().nullable(),
  technicians: z.array(person),
  cs: person,
  createdAt: time,
})
const period = z.object({ from: day.optional(), to: day.optional() })
/** mean is null when nobody has rated yet; `few` marks fewer than 20 ratings, `unranked` fewer than 5 (domain: small numbers) */
const scored = z.object({
  mean: z.number().nullable(),
  ranked: z.number().nullable(),
  ratings: z.int(),
  fiveStars: z.int(),
  few: z.boolean(),
  unranked: z.boolean(),
})
export const technicianKpi = z.object({
  technician: person,
  rating: scored,
  jobsDone: z.int(),
  onTime: z.int(),
  attended: z.int(),
  replaced: z.int(),
  extensions: z.int(),
})
export const csKpi = z.object({
  cs: person,
  rating: scored,
  tickets: z.int(),
  ticketsClosed: z.int(),
  invoicesSent: z.int(),
  /** customers who waited for a person in WhatsApp and were answered by this one; automatic answers do not count */
  firstResponses: z.int(),
  firstResponseMedianSeconds: z.int().nullable(),
})
export const overview = z.object({
  from: day,
  to: day,
  ticketsOpened: z.int(),
  ticketsDone: z.int(),
  ticketsClosed: z.int(),
  ticketsCancelled: z.int(),
  inPool: z.int(),
  working: z.int(),
  ratings: z.int(),
  technicianMean: z.number().nullable(),
  csMean: z.number().nullable(),
  ratingRequests: z.int(),
  invoiced: z.int(),
  paid: z.int(),
  outstanding: z.int(),
  distribution: z.array(z.object({ score: z.int(), technician: z.int(), cs: z.int() })),
})
export const listRatings = endpoint({
  method: 'GET',
  url: '/api/v1/ratings',
  roles: ['admin', 'manager', 'cs'],
  tag: 'monev',
  summary: 'Ratings, newest first',
  query: z.object({
    ...paging,
    customerId: id.optional(),
    technicianId: id.optional(),
    csId: id.optional(),
    score: z.coerce.number().int().min(1).max(5).optional(),
    ...period.shape,
  }),
  response: listOf(rating),
})
export const getTicketRating = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/rating',
  roles: OFFICE,
  tag: 'monev',
  params: idParams,
  summary: 'Rating of a ticket, or null',
  response: z.object({ rating: rating.nullable() }),
})
export const getTechnicianKpi = endpoint({
  method: 'GET',
  url: '/api/v1/kpi/technicians',
  roles: MONEV,
  tag: 'monev',
  summary: 'KPI per technician',
  query: period,
  response: z.object({ from: day, to: day, items: z.array(technicianKpi) }),
})
export const getCsKpi = endpoint({
  method: 'GET',
  url: '/api/v1/kpi/customer-service',
  roles: MONEV,
  tag: 'monev',
  summary: 'KPI per CS',
  query: period,
  response: z.object({ from: day, to: day, items: z.array(csKpi) }),
})
export const getOverview = endpoint({
  method: 'GET',
  url: '/api/v1/kpi/overview',
  roles: [...MONEV, 'cs'],
  tag: 'monev',
  summary: 'The month at a glance',
  query: period,
  response: overview,
})
export const getMyKpi = endpoint({
  method: 'GET',
  url: '/api/v1/kpi/me',
  roles: ['technician'],
  tag: 'monev',
  summary: 'My own figures (means only, no authors)',
  query: period,
  response: technicianKpi,
})
