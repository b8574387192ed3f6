import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { workDate } from '../platform/indonesian-date.ts'
import { type MoveName, movesFor, type TicketState } from '../ticket/index.ts'
import { readBroadcast } from './read-broadcast.ts'
import { ownFacts } from './list-pool.ts'
import { readTimeline } from './read-timeline.ts'
import { type MoveFacts, movesThatHold } from './rules.ts'
import type { ticketDetail } from './schema.ts'
import { cardShape, type TicketRow, ticketRows, visibleTo } from './ticket-row.ts'

export type TicketDetail = z.input<typeof ticketDetail>

/**
 * One ticket with crew, seats, standbys, timeline and the moves that the caller may make now.
 * @throws NotFound also for what the caller may not see
 */
export async function showTicket(
  db: Db,
  viewer: Staff,
  ticketId: string,
  publicUrl: string,
): Promise<TicketDetail> {
  const row = await ticketRows(db)
    .innerJoin('staff as creator', 'creator.id', 'tickets.createdBy')
    .select([
      'tickets.complaintId',
      'tickets.purchaseOrder',
      'tickets.doneAt',
      'tickets.closedAt',
      'tickets.cancelReason',
      'tickets.linkToken',
      'creator.id as creatorId',
      'creator.name as creatorName',
    ])
    .where('tickets.id', '=', ticketId)
    .where(visibleTo(viewer))
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const office = viewer.role !== 'technician'
  const [seats, standbys, timeline, facts, conversationId, broadcast] = await Promise.all([
    readSeats(db, ticketId),
    readStandbys(db, ticketId),
    readTimeline(db, viewer, ticketId),
    readFacts(db, viewer, row),
    office ? latestConversation(db, row.customerId) : null,
    office && viewer.role !== 'sales' ? readBroadcast(db, ticketId, row.poolRound) : null,
  ])
  return {
    ...cardShape(row, viewer),
    description: row.description,
    complaintId: row.complaintId,
    purchaseOrder: row.purchaseOrder,
    conversationId,
    createdBy: { id: row.creatorId, name: row.creatorName },
    doneAt: row.doneAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    cancelReason: row.cancelReason,
    // whoever has the link may rate and pay: only those who pass it on get to see it
    customerLink: viewer.role === 'admin' || viewer.role === 'cs' ? `${publicUrl}/t/${row.linkToken}` : null,
    seats,
    standbys,
    allowedMoves: movesThatHold(movesFor(viewer.role, row.state as TicketState), facts),
    timeline,
    broadcast,
  }
}

/** The moves that somebody may make on a ticket now: the buttons of every surface. @throws NotFound */
export async function readMoves(db: Db, viewer: Staff, ticketId: string): Promise<MoveName[]> {
  const row = await ticketRows(db)
    .where('tickets.id', '=', ticketId)
    .where(visibleTo(viewer))
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return movesThatHold(movesFor(viewer.role, row.state as TicketState), await readFacts(db, viewer, row))
}

/** Of assignments `a` those whose seat is being offered to others while it could still go back to the holder. */
const sought = sql<boolean>`a.ticket_id = tickets.id and a.seat = any(tickets.free_seats) and tickets.state in ('OPEN', 'IN_PROGRESS')
  and (a.replace_wanted_at is not null or a.end_reason = 'REPLACED') and not exists (select 1 from assignments later
    where later.ticket_id = a.ticket_id and later.seat = a.seat and later.id <> a.id and later.claimed_at > a.claimed_at)`

async function readSeats(db: Db, ticketId: string): Promise<TicketDetail['seats']> {
  const rows = await db
    .selectFrom('assignments')
    .innerJoin('staff', 'staff.id', 'assignments.technicianId')
    .select([
      'assignments.id',
      'assignments.seat',
      'assignments.claimedAt',
      'assignments.endedAt',
      'assignments.endReason',
      'assignments.endNote',
      'assignments.replaceWantedAt',
      'assignments.replaceReason',
      'assignments.replacesId',
      'staff.id as technicianId',
      'staff.name',
      'staff.phone',
    ])
    .select(
      sql<boolean>`exists (select 1 from tickets, assignments a where a.id = assignments.id and ${sought})`.as(
        'sought',
      ),
    )
    .where('assignments.ticketId', '=', ticketId)
    .orderBy('assignments.claimedAt')
    .orderBy('assignments.id')
    .execute()
  return rows.map((row) => ({
    assignmentId: row.id,
    technician: { id: row.technicianId, name: row.name, phone: row.phone },
    seat: row.seat,
    claimedAt: row.claimedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    endReason: row.endReason as TicketDetail['seats'][number]['endReason'],
    endNote: row.endNote,
    replaceWantedAt: row.replaceWantedAt?.toISOString() ?? null,
    replaceReason: row.replaceReason,
    replacesId: row.replacesId,
    sought: row.sought,
  }))
}

const readStandbys = (db: Db, ticketId: string): Promise<TicketDetail['standbys']> =>
  db
    .selectFrom('standbys')
    .innerJoin('staff', 'staff.id', 'standbys.technicianId')
    .select(['staff.id', 'staff.name'])
    .where('standbys.ticketId', '=', ticketId)
    .orderBy('standbys.at')
    .orderBy('staff.id')
    .execute()

type OwnFacts = Pick<
  MoveFacts,
  | 'mine'
  | 'hindrance'
  | 'started'
  | 'finished'
  | 'departedToday'
  | 'presentNow'
  | 'presentToday'
  | 'extensionOpen'
  | 'sought'
  | 'invoiced'
  | 'paid'
>

async function readFacts(db: Db, viewer: Staff, ticket: TicketRow): Promise<MoveFacts> {
  const own = ownFacts(viewer.id)
  const today = workDate(new Date(), ticket.timeZone)
  const facts = await db
    .selectFrom('tickets')
    .select([
      own.mine.as('mine'),
      own.hindrance.as('hindrance'),
      sql<boolean>`exists (select 1 from assignments a where a.ticket_id = tickets.id and a.technician_id = ${viewer.id}
        and a.ended_at is null and a.started_at is not null)`.as('started'),
      sql<boolean>`exists (select 1 from assignments a where a.ticket_id = tickets.id and a.technician_id = ${viewer.id}
        and a.end_reason = 'DONE')`.as('finished'),
      sql<boolean>`exists (select 1 from departures d where d.ticket_id = tickets.id and d.technician_id = ${viewer.id}
        and d.work_date = ${today}::date)`.as('departedToday'),
      sql<boolean>`exists (select 1 from attendance n where n.ticket_id = tickets.id and n.technician_id = ${viewer.id}
        and n.check_out_at is null)`.as('presentNow'),
      sql<boolean>`exists (select 1 from attendance n where n.ticket_id = tickets.id and n.technician_id = ${viewer.id}
        and n.work_date = ${today}::date)`.as('presentToday'),
      sql<boolean>`exists (select 1 from extensions e where e.ticket_id = tickets.id and e.status = 'PENDING')`.as(
        'extensionOpen',
      ),
      sql<boolean>`exists (select 1 from assignments a where ${sought})`.as('sought'),
      sql<boolean>`exists (select 1 from invoices i where i.ticket_id = tickets.id and i.state <> 'VOID')`.as(
        'invoiced',
      ),
      sql<boolean>`exists (select 1 from invoices i where i.ticket_id = tickets.id and i.state = 'PAID')`.as(
        'paid',
      ),
    ])
    .where('tickets.id', '=', ticket.id)
    .executeTakeFirstOrThrow()
  return {
    ...(facts satisfies OwnFacts),
    state: ticket.state as TicketState,
    freeSeats: ticket.freeSeats.length,
    seatsTaken: Math.max(ticket.technicianQuota - ticket.freeSeats.length, ticket.crew.length),
    over: ticket.scheduledEnd <= new Date(),
  }
}

async function latestConversation(db: Db, customerId: string): Promise<string | null> {
  const row = await db
    .selectFrom('conversations')
    .select('id')
    .where('customerId', '=', customerId)
    .orderBy(sql`last_inbound_at desc nulls last`)
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
