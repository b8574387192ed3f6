import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { databaseError, type Tx } from '../platform/db.ts'
import { NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import { LIFECYCLE, type Move, type MoveName } from './lifecycle.ts'
import type { Ticket } from './move.ts'

export type SeatHolder = {
  id: string
  technicianId: string
  seat: number
  startedAt: Date | null
  endedAt: Date | null
  /** since when somebody is sought for his seat while he stays responsible for it */
  replaceWantedAt: Date | null
  endReason: string | null
}
type Wish = {
  ticketId: string
  assignment: { id: string } | { technicianId: string }
  move: 'releaseJob' | 'requestReplacement'
  actor: Actor
  reason: string
  /** he stays on the seat, and responsible, until somebody takes it: the one who does relieves him */
  keep?: boolean
}

/**
 * Puts a seat back: the ticket is in the pool again, in a new round, as an emergency. The assignment ends at once, or
 * with `keep` when somebody takes the seat. The ticket falls back to OPEN unless somebody of the crew is at work. The
 * caller writes the event (released or replaced).
 * @throws NotFound when the assignment is not a live one of this ticket; Refused WRONG_STATE, REPLACEMENT_SOUGHT
 */
export async function freeSeat(tx: Tx, wish: Wish): Promise<{ ticket: Ticket; ended: SeatHolder }> {
  await lockFor(tx, wish.ticketId, wish.move, wish.actor)
  const holder = await readHolder(tx, wish)
  if (!holder || holder.endedAt) throw new NotFound('ASSIGNMENT_NOT_FOUND')
  if (wish.keep && holder.replaceWantedAt) throw new Refused('REPLACEMENT_SOUGHT')
  await tx
    .updateTable('assignments')
    .set(
      wish.keep
        ? { replaceWantedAt: sql`clock_timestamp()`, replaceReason: wish.reason }
        : {
            endedAt: new Date(),
            endReason: wish.move === 'releaseJob' ? 'RELEASED' : 'REPLACED',
            endNote: wish.reason,
            replaceWantedAt: null,
            replaceReason: null,
          },
    )
    .where('id', '=', holder.id)
    .execute()
  const seats = sql`case when ${holder.seat}::int = any(t.free_seats) then t.free_seats else array_append(t.free_seats, ${holder.seat}::int) end`
  return { ticket: await settleSeats(tx, wish.ticketId, seats, { round: true }), ended: holder }
}

/**
 * Nobody is sought any more: who was to be replaced has his seat as before, also when it had been taken from him at once.
 * @throws NotFound; Refused SEAT_TAKEN when somebody has it by now, CREW_TAKEN when he has another job by now, WRONG_STATE
 */
export async function recallSeat(
  tx: Tx,
  wish: { ticketId: string; assignmentId: string; actor: Actor },
): Promise<{ ticket: Ticket; holder: SeatHolder }> {
  await lockFor(tx, wish.ticketId, 'callOffReplacement', wish.actor)
  const holder = await readHolder(tx, { ...wish, assignment: { id: wish.assignmentId } })
  if (!holder) throw new NotFound('ASSIGNMENT_NOT_FOUND')
  const sought = holder.endedAt ? holder.endReason === 'REPLACED' : holder.replaceWantedAt !== null
  const free = await sql<{ free: boolean }>`
    select ${holder.seat}::int = any(free_seats) and not exists (select 1 from assignments a
      where a.ticket_id = t.id and a.seat = ${holder.seat} and a.id <> ${holder.id}
        and (a.ended_at is null or a.claimed_at > (select claimed_at from assignments where id = ${holder.id}))) as free
    from tickets t where t.id = ${wish.ticketId}`.execute(tx)
  if (!sought || !free.rows[0]?.free) throw new Refused('SEAT_TAKEN')
  await restore(tx, holder)
  const seats = sql`array_remove(t.free_seats, ${holder.seat}::int)`
  return { ticket: await settleSeats(tx, wish.ticketId, seats, { round: false }), holder }
}

async function restore(tx: Tx, holder: SeatHolder): Promise<void> {
  try {
    await tx
      .updateTable('assignments')
      .set({ endedAt: null, endReason: null, endNote: null, replaceWantedAt: null, replaceReason: null })
      .where('id', '=', holder.id)
      .execute()
  } catch (error) {
    const code = databaseError(error)?.code
    if (code === '23P01') throw new Refused('CREW_TAKEN')
    if (code === '23505') throw new Refused('SEAT_TAKEN')
    throw error
  }
}

// the ticket first, as in the claim: one order of locks, so no deadlock
async function lockFor(tx: Tx, ticketId: string, name: MoveName, actor: Actor): Promise<void> {
  const move: Move = LIFECYCLE[name]
  if (actor.kind === 'staff' && !move.by.includes(actor.role)) throw new NotAllowed()
  const locked = await sql<{
    state: string
  }>`select state from tickets where id = ${ticketId} for update`.execute(tx)
  const state = locked.rows[0]?.state
  if (!state) throw new NotFound()
  if (!(move.from as readonly string[]).includes(state))
    throw new Refused('WRONG_STATE', { state, move: name })
}

/** The seat of an assignment, or the live one of a technician. */
const readHolder = (tx: Tx, wish: Pick<Wish, 'ticketId' | 'assignment'>): Promise<SeatHolder | undefined> =>
  tx
    .selectFrom('assignments')
    .select(['id', 'technicianId', 'seat', 'startedAt', 'endedAt', 'endReason', 'replaceWantedAt'])
    .where('ticketId', '=', wish.ticketId)
    .where((where) =>
      'id' in wish.assignment
        ? where('id', '=', wish.assignment.id)
        : where.and([where('technicianId', '=', wish.assignment.technicianId), where('endedAt', 'is', null)]),
    )
    .forUpdate()
    .executeTakeFirst()

/**
 * Writes the free seats and what follows from them. Seats with nobody on them are handed out before those that
 * somebody still answers for.
 */
async function settleSeats(
  tx: Tx,
  ticketId: string,
  seats: ReturnType<typeof sql>,
  how: { round: boolean },
): Promise<Ticket> {
  const settled = await sql<Ticket>`
    update tickets t set
      free_seats = array(select s from unnest(${seats}) s order by exists (select 1 from assignments a
        where a.ticket_id = t.id and a.seat = s and a.ended_at is null), s),
      state = case
        when exists (select 1 from assignments a where a.ticket_id = t.id and a.ended_at is null and a.started_at is not null) then 'IN_PROGRESS'
        when cardinality(${seats}) = 0 then 'ASSIGNED' else 'OPEN' end,
      -- an emergency as long as a seat is free on which somebody had counted
      emergency = exists (select 1 from unnest(${seats}) s join assignments a on a.ticket_id = t.id and a.seat = s), pool_round = t.pool_round + ${how.round ? 1 : 0}, updated_at = now()
    where t.id = ${ticketId} returning t.*`.execute(tx)
  return settled.rows[0] as Ticket
}
