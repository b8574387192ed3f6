import type pg from 'pg'
import { databaseError } from '../platform/db.ts'
import type { TicketState } from './lifecycle.ts'

export type ClaimOutcome =
  | 'WON'
  | 'POOL_FULL'
  | 'ALREADY_CLAIMED'
  | 'SCHEDULE_CONFLICT'
  | 'NOT_IN_POOL'
  | 'NOT_ALLOWED'
export type ClaimAnswer = {
  outcome: ClaimOutcome
  attemptId: number
  round: number
  quota: number
  seat: number | null
  assignmentId: string | null
  state: TicketState
}

/*
 * The race, in one prepared statement: take the first free seat under the row lock of the ticket, write the assignment,
 * the ledger row and the event. Whoever waited for the lock sees the row as the winner left it, so the seats can never
 * run below zero; a full ticket matches no row and costs neither lock nor wait. No NOTIFY and no add_job in here: both
 * would make commits queue (docs/decisions/0003-the-race.md).
 */
const CLAIM = `
with seat as (
  update tickets t set
    free_seats = t.free_seats[2:],
    state = case when t.state = 'OPEN' and cardinality(t.free_seats) = 1 then 'ASSIGNED' else t.state end,
    emergency = t.emergency and cardinality(t.free_seats) > 1,
    updated_at = now()
  where t.id = $1 and cardinality(t.free_seats) > 0 and t.state in ('OPEN', 'IN_PROGRESS') and t.scheduled_end > now()
    and exists (select 1 from staff s where s.id = $2 and s.role = 'technician' and not s.banned)
    and not exists (select 1 from assignments a where a.ticket_id = t.id and a.technician_id = $2 and a.ended_at is null)
    and not exists (select 1 from assignments a where a.technician_id = $2 and a.ended_at is null
                      and a.during && tstzrange(t.scheduled_start, t.scheduled_end))
  returning t.id, t.customer_id, old.free_seats[1] as seat, t.state, t.scheduled_start, t.scheduled_end, cardinality(t.free_seats) as free
), won as (
  insert into assignments (ticket_id, technician_id, seat, during)
  select id, $2, seat, tstzrange(scheduled_start, scheduled_end) from seat returning id, seat
), off_standby as (
  delete from standbys where ticket_id = $1 and technician_id = $2 and exists (select 1 from won)
), happened as (
  insert into events (name, actor_kind, actor_id, ticket_id, customer_id, data)
  select 'jobClaimed', 'staff', $2, seat.id, seat.customer_id,
    jsonb_build_object('assignmentId', won.id, 'technicianId', $2::uuid, 'seat', won.seat, 'full', seat.free = 0)
  from seat, won
), attempt as (
  insert into claim_attempts (ticket_id, technician_id, round, outcome, seat, via)
  select t.id, $2, t.pool_round,
    case
      when won.id is not null then 'WON'
      when not exists (select 1 from staff s where s.id = $2 and s.role = 'technician' and not s.banned) then 'NOT_ALLOWED'
      when exists (select 1 from assignments a where a.ticket_id = t.id and a.technician_id = $2 and a.ended_at is null) then 'ALREADY_CLAIMED'
      when t.state not in ('OPEN', 'ASSIGNED', 'IN_PROGRESS') or t.scheduled_end <= now() then 'NOT_IN_POOL'
      when cardinality(t.free_seats) = 0 then 'POOL_FULL'
      when exists (select 1 from assignments a where a.technician_id = $2 and a.ended_at is null
                     and a.during && tstzrange(t.scheduled_start, t.scheduled_end)) then 'SCHEDULE_CONFLICT'
      else 'POOL_FULL'
    end,
    won.seat, $3
  from tickets t left join won on true where t.id = $1
  returning id, round, outcome, seat
)
select attempt.outcome, attempt.id as attempt_id, attempt.round, t.technician_quota as quota, attempt.seat, won.id as assignment_id,
  coalesce(seat.state, t.state) as state
from tickets t join attempt on true left join won on true left join seat on true
where t.id = $1`

/**
 * First come, first served: exactly as many attempts win as there are seats, whatever the load or the number of nodes.
 * Every attempt leaves a ledger row in the server's order, also the lost ones. Returns null when there is no such ticket.
 */
export async function claimSeat(
  pool: pg.Pool,
  claim: { ticketId: string; technicianId: string; via: 'web' | 'telegram' },
): Promise<ClaimAnswer | null> {
  try {
    return await attempt(pool, claim)
  } catch (error) {
    // two taps, or two jobs, of one technician at the same instant: the constraints decided, the ledger must still say so
    const broken = databaseError(error)
    if (broken?.code === '23P01') return await lost(pool, claim, 'SCHEDULE_CONFLICT')
    if (broken?.code === '23505') return await lost(pool, claim, 'ALREADY_CLAIMED')
    // his own other claim was in the way of this one and the other way round: that one is through by now
    if (broken?.code === '40P01') return await attempt(pool, claim)
    throw error
  }
}

type Row = {
  outcome: ClaimOutcome
  attempt_id: number
  round: number
  quota: number
  seat: number | null
  assignment_id: string | null
  state: TicketState
}

async function attempt(
  pool: pg.Pool,
  claim: { ticketId: string; technicianId: string; via: string },
): Promise<ClaimAnswer | null> {
  const found = await pool.query<Row>({
    name: 'claim-seat',
    text: CLAIM,
    values: [claim.ticketId, claim.technicianId, claim.via],
  })
  return answer(found.rows[0])
}

async function lost(
  pool: pg.Pool,
  claim: { ticketId: string; technicianId: string; via: string },
  outcome: ClaimOutcome,
): Promise<ClaimAnswer | null> {
  const found = await pool.query<Row>({
    name: 'claim-lost',
    text: `with attempt as (
        insert into claim_attempts (ticket_id, technician_id, round, outcome, via)
        select t.id, $2, t.pool_round,
          -- a double tap breaks the rule about overlaps as well: say the plainer of the two
          case when exists (select 1 from assignments a where a.ticket_id = t.id and a.technician_id = $2 and a.ended_at is null)
            then 'ALREADY_CLAIMED' else $4 end, $3
        from tickets t where t.id = $1 returning id, round, outcome)
      select attempt.outcome, attempt.id as attempt_id, attempt.round, t.technician_quota as quota, null::int as seat,
        null::uuid as assignment_id, t.state from tickets t, attempt where t.id = $1`,
    values: [claim.ticketId, claim.technicianId, claim.via, outcome],
  })
  return answer(found.rows[0])
}

const answer = (row: Row | undefined): ClaimAnswer | null =>
  row
    ? {
        outcome: row.outcome,
        attemptId: row.attempt_id,
        round: row.round,
        quota: row.quota,
        seat: row.seat,
        assignmentId: row.assignment_id,
        state: row.state,
      }
    : null
