import { type Selectable, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Database, Tx } from '../platform/db.ts'
import { NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import type { SiteZone } from '../platform/indonesian-zone.ts'
import type { EventName, Events } from './events.ts'
import { LIFECYCLE, type Move, type MoveName, type TicketState, whyCannotMove } from './lifecycle.ts'
import { recordEvent } from './record-event.ts'

export type Ticket = Omit<Selectable<Database['tickets']>, 'state'> & { state: TicketState }

type Change<N extends EventName> = {
  ticketId: string
  move: MoveName
  actor: Actor
  /** what is remembered; null for moves whose use-case writes its own event */
  event: { name: N; data: Events[N] } | null
  cancelReason?: string
}

const roleOf = (actor: Actor) => (actor.kind === 'staff' ? actor.role : 'system')

/**
 * The only writer of a ticket's state, with claim-seat.ts and free-seat.ts beside it. One conditional UPDATE: when no
 * row comes back, somebody was faster or the move is not possible.
 * @throws Refused WRONG_STATE, NotAllowed, NotFound
 */
export async function moveTicket<N extends EventName>(tx: Tx, change: Change<N>): Promise<Ticket> {
  const move: Move = LIFECYCLE[change.move]
  const role = roleOf(change.actor)
  if (role !== 'system' && !move.by.includes(role)) throw new NotAllowed()
  const to = move.to === 'same' || move.to === 'seats' ? sql`state` : sql.lit(move.to)
  const moved = await sql<Ticket>`
    update tickets set
      state = ${to}, updated_at = now(),
      done_at = case when ${to} = 'DONE' and state <> 'DONE' then now() when ${to} = 'IN_PROGRESS' then null else done_at end,
      closed_at = case when ${to} = 'CLOSED' then coalesce(closed_at, now()) else closed_at end,
      cancelled_at = case when ${to} = 'CANCELLED' then now() else cancelled_at end,
      cancel_reason = coalesce(${change.cancelReason ?? null}, cancel_reason)
    where id = ${change.ticketId} and state = any(${[...move.from]})
    returning *`.execute(tx)
  const ticket = moved.rows[0]
  if (!ticket) throw await whyRefused(tx, change.ticketId, change.move, role)
  if (change.event) {
    await recordEvent(tx, {
      ...change.event,
      actor: change.actor,
      ticketId: ticket.id,
      customerId: ticket.customerId,
    })
  }
  return ticket
}

async function whyRefused(
  tx: Tx,
  ticketId: string,
  move: MoveName,
  role: Parameters<typeof whyCannotMove>[1],
): Promise<Refused> {
  const row = await tx.selectFrom('tickets').select('state').where('id', '=', ticketId).executeTakeFirst()
  if (!row) return new NotFound()
  const why = whyCannotMove(move, role, row.state as TicketState)
  return why === 'NOT_ALLOWED' ? new NotAllowed() : new Refused('WRONG_STATE', { state: row.state, move })
}

/** A new ticket is OPEN with all its seats free. Lives here because nothing else may write these two columns. */
export async function insertTicket(
  tx: Tx,
  ticket: {
    customerId: string
    complaintId: string | null
    title: string
    description: string
    address: string
    lat: number | null
    lng: number | null
    timeZone: SiteZone
    area: string | null
    requiredSkills: readonly string[]
    purchaseOrder?: string | null
    technicianQuota: number
    priority: string
    scheduledStart: Date
    scheduledEnd: Date
    linkToken: string
    createdBy: string
  },
): Promise<Ticket> {
  const seats = Array.from({ length: ticket.technicianQuota }, (_, index) => index + 1)
  const made = await sql<Ticket>`
    insert into tickets (customer_id, complaint_id, title, description, address, lat, lng, time_zone, area,
      required_skills, technician_quota, free_seats, priority, scheduled_start, scheduled_end, purchase_order, link_token, created_by)
    values (${ticket.customerId}, ${ticket.complaintId}, ${ticket.title}, ${ticket.description}, ${ticket.address},
      ${ticket.lat}, ${ticket.lng}, ${ticket.timeZone}, ${ticket.area}, ${[...ticket.requiredSkills]},
      ${ticket.technicianQuota}, ${seats}, ${ticket.priority}, ${ticket.scheduledStart}, ${ticket.scheduledEnd},
      ${ticket.purchaseOrder ?? null}, ${ticket.linkToken}, ${ticket.createdBy})
    returning *`.execute(tx)
  return made.rows[0] as Ticket
}

/** Another quota while nobody has a seat: all seats are handed out anew. */
export async function resizeSeats(tx: Tx, ticketId: string, quota: number): Promise<void> {
  const seats = Array.from({ length: quota }, (_, index) => index + 1)
  await sql`update tickets set technician_quota = ${quota}, free_seats = ${seats} where id = ${ticketId} and state = 'OPEN'
    and cardinality(free_seats) = technician_quota
    and not exists (select 1 from assignments a where a.ticket_id = ${ticketId} and a.ended_at is null)`.execute(
    tx,
  )
}
