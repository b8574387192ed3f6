import { sql } from 'kysely'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import { recordEvent, type TicketState } from '../ticket/index.ts'
import { whyCannotStandBy } from './rules.ts'

/**
 * Siap menggantikan: first to be offered the seat when it frees. Standing by twice is the same as once.
 * @returns the place in the queue, from 1
 * @throws Refused NOT_IN_POOL, ALREADY_CLAIMED, SEAT_FREE; NotFound
 */
export async function joinStandby(db: Db, actor: Staff, ticketId: string): Promise<number> {
  if (actor.role !== 'technician') throw new NotAllowed()
  return await db.transaction().execute(async (tx) => {
    const ticket = await tx
      .selectFrom('tickets')
      .select(['id', 'customerId', 'state', 'freeSeats', 'scheduledEnd'])
      .where('id', '=', ticketId)
      .forUpdate()
      .executeTakeFirst()
    if (!ticket) throw new NotFound()
    const mine = await tx
      .selectFrom('assignments')
      .select('id')
      .where('ticketId', '=', ticketId)
      .where('technicianId', '=', actor.id)
      .where('endedAt', 'is', null)
      .executeTakeFirst()
    const refusal = whyCannotStandBy({
      state: ticket.state as TicketState,
      freeSeats: ticket.freeSeats.length,
      over: ticket.scheduledEnd <= new Date(),
      mine: mine !== undefined,
    })
    if (refusal) throw new Refused(refusal)
    const joined = await tx
      .insertInto('standbys')
      .values({ ticketId, technicianId: actor.id, at: sql`clock_timestamp()` })
      .onConflict((on) => on.doNothing())
      .returning('at')
      .executeTakeFirst()
    if (joined)
      await recordEvent(tx, {
        name: 'standbyJoined',
        actor,
        ticketId,
        customerId: ticket.customerId,
        data: { technicianId: actor.id },
      })
    const queue = await tx
      .selectFrom('standbys')
      .select('technicianId')
      .where('ticketId', '=', ticketId)
      .orderBy('at')
      .orderBy('technicianId')
      .execute()
    return queue.findIndex((one) => one.technicianId === actor.id) + 1
  })
}
