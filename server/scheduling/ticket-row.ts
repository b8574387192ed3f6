import { type ExpressionBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import type { Database, Db, Tx } from '../platform/db.ts'
import type { SiteZone } from '../platform/indonesian-zone.ts'
import type { TicketState } from '../ticket/index.ts'
import type { ticketCard } from './schema.ts'

export type TicketCard = z.input<typeof ticketCard>
type Person = { id: string; name: string }

// who has a seat, and after the job who had one when it ended
const CREW = sql<Person[]>`coalesce((
  select json_agg(json_build_object('id', s.id, 'name', s.name) order by a.seat)
  from assignments a join staff s on s.id = a.technician_id
  where a.ticket_id = tickets.id and (a.ended_at is null or a.end_reason = 'DONE')), '[]')`

/** The one selection of a ticket that every list and card uses. */
export const ticketRows = (db: Db | Tx) =>
  db
    .selectFrom('tickets')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .select([
      'tickets.id',
      'tickets.code',
      'tickets.title',
      'tickets.description',
      'tickets.state',
      'tickets.priority',
      'tickets.emergency',
      'tickets.address',
      'tickets.lat',
      'tickets.lng',
      'tickets.timeZone',
      'tickets.area',
      'tickets.requiredSkills',
      'tickets.scheduledStart',
      'tickets.scheduledEnd',
      'tickets.technicianQuota',
      'tickets.freeSeats',
      'tickets.poolRound',
      'tickets.createdAt',
      'customers.id as customerId',
      'customers.name as customerName',
      'customers.phone as customerPhone',
      'customers.company as customerCompany',
    ])
    .select(CREW.as('crew'))

export type TicketRow = Awaited<ReturnType<ReturnType<typeof ticketRows>['executeTakeFirstOrThrow']>>

/**
 * @param viewer a technician gets the customer's phone number only with a seat: who merely looks at the pool needs
 *   the place and the time, not the number
 */
export const cardShape = (row: TicketRow, viewer: Staff): TicketCard => ({
  id: row.id,
  code: row.code ?? '',
  title: row.title,
  state: row.state as TicketState,
  priority: row.priority as TicketCard['priority'],
  emergency: row.emergency,
  customer: {
    id: row.customerId,
    name: row.customerName,
    phone: mayCall(row, viewer) ? row.customerPhone : null,
    company: row.customerCompany,
  },
  address: row.address,
  location: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
  timeZone: row.timeZone as SiteZone,
  area: row.area,
  requiredSkills: row.requiredSkills,
  scheduledStart: row.scheduledStart.toISOString(),
  scheduledEnd: row.scheduledEnd.toISOString(),
  technicianQuota: row.technicianQuota,
  seatsTaken: row.technicianQuota - row.freeSeats.length,
  crew: row.crew,
  createdAt: row.createdAt.toISOString(),
})

const mayCall = (row: TicketRow, viewer: Staff) =>
  viewer.role !== 'technician' || row.crew.some((member) => member.id === viewer.id)

type Where = ExpressionBuilder<Database, 'tickets'>

/** In the pool: a free seat, not finished, planned time not over. Same words as the index tickets_in_pool. */
export const inPoolNow = sql<boolean>`(tickets.state in ('OPEN', 'IN_PROGRESS') and cardinality(tickets.free_seats) > 0 and tickets.scheduled_end > now())`

/**
 * Which tickets a person may see: technicians those they ever had a seat of or stand by for, and the pool; sales those
 * that are done or have an invoice; everybody else all. Whoever may not see one is told 404.
 */
export const visibleTo = (viewer: Staff) => (where: Where) => {
  if (viewer.role === 'technician')
    return sql<boolean>`(${inPoolNow}
      or exists (select 1 from assignments a where a.ticket_id = tickets.id and a.technician_id = ${viewer.id})
      or exists (select 1 from standbys b where b.ticket_id = tickets.id and b.technician_id = ${viewer.id}))`
  if (viewer.role === 'sales')
    return sql<boolean>`(tickets.state in ('DONE', 'CLOSED') or exists (select 1 from invoices i where i.ticket_id = tickets.id))`
  return where.val(true)
}
