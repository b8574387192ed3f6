import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'
import type { TicketState } from '../ticket/index.ts'

type Look = Tx | Db

/** What the notices have to know about a ticket. */
export type NoticeFacts = {
  state: TicketState
  full: boolean
  round: number
  urgent: boolean
  createdBy: string
  customerId: string
  fromComplaint: boolean
}

export async function noticeFacts(look: Look, ticketId: string): Promise<NoticeFacts> {
  const row = await look
    .selectFrom('tickets')
    .select(['state', 'freeSeats', 'poolRound', 'priority', 'createdBy', 'customerId', 'complaintId'])
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow()
  return {
    state: row.state as TicketState,
    full: row.freeSeats.length === 0,
    round: row.poolRound,
    urgent: row.priority === 'URGENT',
    createdBy: row.createdBy,
    customerId: row.customerId,
    fromComplaint: row.complaintId !== null,
  }
}

/**
 * Technicians to whom a job is offered: active, reachable on Telegram, not in its crew, not absent at that time, not
 * the one who just left.
 * Those on standby come first and are marked.
 */
export async function offerAudience(
  look: Look,
  ticketId: string,
  except: string | null,
): Promise<{ staffId: string; standby: boolean }[]> {
  const found = await sql<{ staffId: string; standby: boolean }>`
    select s.id as staff_id, b.technician_id is not null as standby
    from staff s
    join telegram_links l on l.staff_id = s.id and l.reachable
    left join standbys b on b.ticket_id = ${ticketId} and b.technician_id = s.id
    where s.role = 'technician' and not s.banned and s.id is distinct from ${except}
      and not exists (select 1 from tickets t where t.id = ${ticketId}
        and is_absent(s.id, tstzrange(t.scheduled_start, t.scheduled_end)))
      and not exists (select 1 from assignments a
        where a.ticket_id = ${ticketId} and a.technician_id = s.id and a.ended_at is null)
    order by b.at nulls last, s.id`.execute(look)
  return found.rows
}

/** Who holds a seat now. */
export async function liveCrew(look: Look, ticketId: string): Promise<string[]> {
  const found = await look
    .selectFrom('assignments')
    .select('technicianId')
    .where('ticketId', '=', ticketId)
    .where('endedAt', 'is', null)
    .execute()
  return found.map((row) => row.technicianId)
}

/** Who had a seat when the ticket was cancelled. */
export async function cancelledCrew(look: Look, ticketId: string): Promise<string[]> {
  const found = await look
    .selectFrom('assignments')
    .select('technicianId')
    .where('ticketId', '=', ticketId)
    .where('endReason', '=', 'CANCELLED')
    .execute()
  return found.map((row) => row.technicianId)
}

/** Whether this customer has already been told who comes: then news about the visit are a change, not an announcement. */
export async function wasToldOfVisit(look: Look, conversationId: string, ticketId: string): Promise<boolean> {
  const found = await look
    .selectFrom('outbox')
    .select('id')
    .where('recipientId', '=', conversationId)
    .where('intent', 'in', ['visitPlanned', 'visitChanged', 'technicianReplaced'])
    .where(sql<boolean>`params ->> 'ticketId' = ${ticketId}`)
    // what waits for the morning has not been told
    .where((where) => where.or([where('status', '<>', 'NEW'), where('notBefore', '<=', new Date())]))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/**
 * Whether something waits to be sent that will say this as well: texts are made when they are sent, so the same news
 * twice in a night would be the same words twice in the morning, and who comes and when says every change.
 */
export async function willBeTold(
  look: Look,
  conversationId: string,
  ticketId: string,
  intent: string,
): Promise<boolean> {
  const found = await look
    .selectFrom('outbox')
    .select('id')
    .where('recipientId', '=', conversationId)
    .where('status', '=', 'NEW')
    .where('intent', 'in', intent === 'visitCancelled' ? [intent] : ['visitPlanned', intent])
    .where(sql<boolean>`params ->> 'ticketId' = ${ticketId}`)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
