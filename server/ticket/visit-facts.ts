import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'
import { looksLikeToken } from '../platform/token.ts'
import type { TicketState } from './lifecycle.ts'

/** What a customer is told about a visit, as it is now. */
export type VisitFacts = {
  ticketId: string
  code: string
  title: string
  state: TicketState
  customerId: string
  customerName: string
  salutation: string | null
  address: string
  technicians: string[]
  technicianQuota: number
  start: Date
  end: Date
  timeZone: string
  linkToken: string
}

/** Null when there is no such ticket. Technicians: who holds a seat, or who finished the job. */
export async function visitFacts(db: Db | Tx, ticketId: string): Promise<VisitFacts | null> {
  const row = await db
    .selectFrom('tickets')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .select([
      'tickets.id',
      'tickets.code',
      'tickets.title',
      'tickets.state',
      'tickets.customerId',
      'customers.name',
      'customers.salutation',
      'tickets.address',
      'tickets.technicianQuota',
      'tickets.scheduledStart',
      'tickets.scheduledEnd',
      'tickets.timeZone',
      'tickets.linkToken',
    ])
    .select(
      sql<string[]>`array(select s.name from assignments a join staff s on s.id = a.technician_id
        where a.ticket_id = tickets.id and (a.ended_at is null or a.end_reason = 'DONE') order by a.seat)`.as(
        'technicians',
      ),
    )
    .where('tickets.id', '=', ticketId)
    .executeTakeFirst()
  if (!row) return null
  return {
    ticketId: row.id,
    code: row.code ?? '',
    title: row.title,
    state: row.state as TicketState,
    customerId: row.customerId,
    customerName: row.name,
    salutation: row.salutation,
    address: row.address,
    technicians: row.technicians,
    technicianQuota: row.technicianQuota,
    start: row.scheduledStart,
    end: row.scheduledEnd,
    timeZone: row.timeZone,
    linkToken: row.linkToken,
  }
}

/** Who made the ticket, and so wants to hear how it goes. */
export async function ticketAuthor(db: Db | Tx, ticketId: string | null): Promise<string | null> {
  if (!ticketId) return null
  const row = await db.selectFrom('tickets').select('createdBy').where('id', '=', ticketId).executeTakeFirst()
  return row?.createdBy ?? null
}

/** The ticket that a living link leads to. */
export async function ticketByLink(
  db: Db,
  token: string,
): Promise<{ id: string; closedAt: Date | null } | null> {
  if (!looksLikeToken(token)) return null
  return (
    (await db
      .selectFrom('tickets')
      .select(['id', 'closedAt'])
      .where('linkToken', '=', token)
      .executeTakeFirst()) ?? null
  )
}
