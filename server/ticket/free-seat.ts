import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'
import { NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import { LIFECYCLE, type Move } from './lifecycle.ts'
import type { Ticket } from './move.ts'

export type EndedAssignment = { id: string; technicianId: string; seat: number; startedAt: Date | null }

/**
 * Ends an assignment and puts its seat back: the ticket is in the pool again, in a new round. It falls back to OPEN
 * unless others of the crew are at work. The caller writes the event (released or replaced).
 * @throws NotFound when the assignment is not a live one of this ticket; Refused WRONG_STATE
 */
export async function freeSeat(
  tx: Tx,
  change: {
    ticketId: string
    assignment: { id: string } | { technicianId: string }
    move: 'releaseJob' | 'requestReplacement'
    actor: Actor
    reason: string
  },
): Promise<{ ticket: Ticket; ended: EndedAssignment }> {
  const move: Move = LIFECYCLE[change.move]
  if (change.actor.kind === 'staff' && !move.by.includes(change.actor.role)) throw new NotAllowed()
  // the ticket first, as in the claim: one order of locks, so no deadlock
  const locked = await sql<{
    state: string
  }>`select state from tickets where id = ${change.ticketId} for update`.execute(tx)
  const state = locked.rows[0]?.state
  if (!state) throw new NotFound()
  if (!(move.from as readonly string[]).includes(state))
    throw new Refused('WRONG_STATE', { state, move: change.move })
  const ended = await endAssignment(tx, change)
  const freed = await sql<Ticket>`
    update tickets t set
      free_seats = array(select s from unnest(array_append(t.free_seats, ${ended.seat}::int)) s order by s),
      state = case when t.state = 'IN_PROGRESS' and exists (
          select 1 from assignments a where a.ticket_id = t.id and a.ended_at is null and a.started_at is not null)
        then 'IN_PROGRESS' else 'OPEN' end,
      emergency = true, pool_round = t.pool_round + 1, updated_at = now()
    where t.id = ${change.ticketId} returning t.*`.execute(tx)
  return { ticket: freed.rows[0] as Ticket, ended }
}

async function endAssignment(
  tx: Tx,
  change: {
    ticketId: string
    assignment: { id: string } | { technicianId: string }
    move: string
    reason: string
  },
): Promise<EndedAssignment> {
  const ended = await tx
    .updateTable('assignments')
    .set({
      endedAt: new Date(),
      endReason: change.move === 'releaseJob' ? 'RELEASED' : 'REPLACED',
      endNote: change.reason,
    })
    .where('ticketId', '=', change.ticketId)
    .where('endedAt', 'is', null)
    .where((where) =>
      'id' in change.assignment
        ? where('id', '=', change.assignment.id)
        : where('technicianId', '=', change.assignment.technicianId),
    )
    .returning(['id', 'technicianId', 'seat', 'startedAt'])
    .executeTakeFirst()
  if (!ended) throw new NotFound('ASSIGNMENT_NOT_FOUND')
  return ended
}
