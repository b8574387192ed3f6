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

/** What keeps somebody from being offered a job; a collision does not, he may give the other one back. */
const NOT_OFFERED = ['NOT_ALLOWED', 'ALREADY_CLAIMED', 'SKILL_MISSING', 'OTHER_AREA', 'ABSENT']

/**
 * Technicians to whom a job is offered: reachable on Telegram and eligible, not the one who just left. While some have
 * a head start only they; `rest` are those who have not been offered this round. Those on standby come first and are
 * marked.
 */
export async function offerAudience(
  look: Look,
  ticketId: string,
  except: string | null,
  rest = false,
): Promise<{ staffId: string; standby: boolean }[]> {
  const found = await sql<{ staffId: string; standby: boolean }>`
    select s.id as staff_id, b.technician_id is not null as standby
    from tickets t cross join staff s
    join telegram_links l on l.staff_id = s.id and l.reachable
    left join standbys b on b.ticket_id = t.id and b.technician_id = s.id
    left join first_offers f on f.ticket_id = t.id and f.round = t.pool_round and f.technician_id = s.id
    where t.id = ${ticketId} and s.role = 'technician' and not s.banned and s.id is distinct from ${except}
      and coalesce(claim_hindrance(t, s.id), '') <> all(${NOT_OFFERED})
      and (${rest} or f.technician_id is not null or t.everyone_from is null
        or not exists (select 1 from first_offers g where g.ticket_id = t.id and g.round = t.pool_round))
      -- whoever has heard of it, and whoever gave this job up, need not hear now
      and not (${rest} and (f.technician_id is not null or exists (select 1 from assignments a
        where a.ticket_id = t.id and a.technician_id = s.id and a.end_reason in ('RELEASED', 'REPLACED'))))
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

/** Who could take this job right now: they are worth a reminder. */
export async function couldTake(look: Look, ticketId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select s.id from tickets t cross join staff s
    where t.id = ${ticketId} and s.role = 'technician' and not s.banned and claim_hindrance(t, s.id) is null
    order by s.id`.execute(look)
  return found.rows.map((row) => row.id)
}

/** Whom this assignment relieved: the one who had stayed responsible until somebody came. */
export async function relievedBy(look: Look, assignmentId: string): Promise<string | null> {
  const found = await sql<{ id: string }>`
    select o.technician_id as id from assignments a join assignments o on o.id = a.replaces_id
    where a.id = ${assignmentId} and o.replace_wanted_at is not null and o.end_reason = 'REPLACED'`.execute(
    look,
  )
  return found.rows[0]?.id ?? null
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
