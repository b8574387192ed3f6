import { sql } from 'kysely'
import type { Staff } from '../platform/actor.ts'
import { databaseError, type Tx } from '../platform/db.ts'
import { NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import { LIFECYCLE, type TicketState } from './lifecycle.ts'

export type AssignedSeat = { assignmentId: string; seat: number; full: boolean }
export type AssignWish = {
  ticketId: string
  technicianId: string
  actor: Staff
  reason: string | null
  /** what spoke against it and was overridden; remembered in the event */
  warnings: readonly string[]
}

/**
 * CS puts a technician on a free seat. As in the race (claim-seat.ts) one conditional update of the ticket's row
 * decides, and a claim of the same instant waits for it: exactly one of them gets the last seat. Who stayed
 * responsible for the seat until now is relieved.
 * @throws Refused POOL_FULL, ALREADY_CLAIMED, NOT_IN_POOL, SCHEDULE_CONFLICT with the job in the way (context
 *   assigned); NotFound, NotAllowed
 */
export async function assignSeat(tx: Tx, wish: AssignWish): Promise<AssignedSeat> {
  if (!(LIFECYCLE.assignTechnician.by as readonly string[]).includes(wish.actor.role)) throw new NotAllowed()
  await lockRace(tx, wish)
  const taken = await takeSeat(tx, wish)
  if (!taken) throw await whyNot(tx, wish)
  const original = await relieveHolder(tx, wish.ticketId, taken.seat)
  await sql`savepoint assigning`.execute(tx)
  try {
    return await fillSeat(tx, wish, { ...taken, original })
  } catch (error) {
    if (databaseError(error)?.code !== '23P01') throw error
    // the constraint has decided; the read below may still say why
    await sql`rollback to savepoint assigning`.execute(tx)
    throw await whyNot(tx, wish)
  }
}

/** The locks of the race, in its order, so that places in the receipt are given one after the other. */
const lockRace = (tx: Tx, { ticketId, technicianId }: AssignWish) =>
  sql`select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(id::text, 35) as key from unnest(array[${ticketId}, ${technicianId}]::uuid[]) u(id) order by 1
  ) keys`.execute(tx)

async function takeSeat(tx: Tx, wish: AssignWish): Promise<{ seat: number; free: number } | undefined> {
  const found = await sql<{ seat: number; free: number }>`
    update tickets t set
      free_seats = t.free_seats[2:],
      state = case when t.state = 'OPEN' and cardinality(t.free_seats) = 1 then 'ASSIGNED' else t.state end,
      emergency = t.emergency and cardinality(t.free_seats) > 1,
      updated_at = now()
    where t.id = ${wish.ticketId} and cardinality(t.free_seats) > 0
      and t.state = any(${[...LIFECYCLE.assignTechnician.from]}) and t.scheduled_end > now()
      and not exists (select 1 from assignments a
        where a.ticket_id = t.id and a.technician_id = ${wish.technicianId} and a.ended_at is null)
    returning old.free_seats[1] as seat, cardinality(t.free_seats) as free`.execute(tx)
  return found.rows[0]
}

type Original = { id: string; technicianId: string; relieved: boolean }

/** Whose place it was: the one who still sat on it leaves now, else the one who had it last. */
async function relieveHolder(tx: Tx, ticketId: string, seat: number): Promise<Original | null> {
  const found = await sql<Original>`
    select a.id, a.technician_id, a.ended_at is null as relieved from assignments a
    where a.ticket_id = ${ticketId} and a.seat = ${seat} order by a.ended_at desc nulls first limit 1`.execute(
    tx,
  )
  const original = found.rows[0]
  if (!original) return null
  if (original.relieved) {
    await sql`select relieve(a, a.replace_reason) from assignments a where a.id = ${original.id}`.execute(tx)
    await sql`update tickets t set state = case
        when exists (select 1 from assignments a where a.ticket_id = t.id and a.ended_at is null and a.started_at is not null) then t.state
        when cardinality(t.free_seats) = 0 then 'ASSIGNED' else 'OPEN' end
      where t.id = ${ticketId} and t.state = 'IN_PROGRESS'`.execute(tx)
  }
  return original
}

async function fillSeat(
  tx: Tx,
  wish: AssignWish,
  taken: { seat: number; free: number; original: Original | null },
): Promise<AssignedSeat> {
  const { original, seat } = taken
  const full = taken.free === 0
  const data = {
    technicianId: wish.technicianId,
    seat,
    full,
    reason: wish.reason,
    warnings: wish.warnings,
    ...(original && { replaces: original.id }),
    ...(original?.relieved && { relieved: original.technicianId }),
  }
  const made = await sql<{ assignmentId: string }>`
    with won as (
      insert into assignments (ticket_id, technician_id, seat, during, replaces_id)
      select t.id, ${wish.technicianId}, ${seat}, visit_left(t), ${original?.id ?? null} from tickets t where t.id = ${wish.ticketId}
      returning id
    ), off_standby as (
      delete from standbys where ticket_id = ${wish.ticketId} and technician_id = ${wish.technicianId}
    ), receipt as (
      insert into claim_attempts (ticket_id, technician_id, round, place, outcome, seat, via)
      select t.id, ${wish.technicianId}, t.pool_round, 1 + coalesce((select max(c.place) from claim_attempts c
        where c.ticket_id = t.id and c.round = t.pool_round), 0), 'WON', ${seat}, 'office'
      from tickets t, won where t.id = ${wish.ticketId}
    ), happened as (
      insert into events (name, actor_kind, actor_id, ticket_id, customer_id, data)
      select 'jobAssigned', 'staff', ${wish.actor.id}, t.id, t.customer_id,
        jsonb_build_object('assignmentId', won.id) || ${JSON.stringify(data)}::jsonb
      from tickets t, won where t.id = ${wish.ticketId}
    )
    select id as assignment_id from won`.execute(tx)
  return { assignmentId: made.rows[0]?.assignmentId as string, seat, full }
}

async function whyNot(tx: Tx, { ticketId, technicianId }: AssignWish): Promise<Refused> {
  const found = await sql<{
    state: TicketState
    free: number
    over: boolean
    mine: boolean
    code: string | null
  }>`
    select t.state, cardinality(t.free_seats) as free, t.scheduled_end <= now() as over,
      exists (select 1 from assignments a where a.ticket_id = t.id and a.technician_id = ${technicianId} and a.ended_at is null) as mine,
      (select o.code from assignments a join tickets o on o.id = a.ticket_id where a.technician_id = ${technicianId} and a.ended_at is null
        and a.ticket_id <> t.id and a.during && visit_left(t) limit 1) as code
    from tickets t where t.id = ${ticketId}`.execute(tx)
  const row = found.rows[0]
  if (!row) return new NotFound()
  const context = 'assigned'
  if (row.mine) return new Refused('ALREADY_CLAIMED', { context })
  if (row.over || !['OPEN', 'ASSIGNED', 'IN_PROGRESS'].includes(row.state))
    return new Refused('NOT_IN_POOL', { context })
  // a seat was free a moment ago and is taken back now: then it is the other job that is in the way
  return row.code
    ? new Refused('SCHEDULE_CONFLICT', { context, code: row.code })
    : new Refused('POOL_FULL', { context })
}
