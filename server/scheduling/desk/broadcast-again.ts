import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { moveTicket, recordEvent } from '../../ticket/index.ts'
import { openRound } from '../start-round.ts'

/** So many minutes after an offer the next one is only noise on everybody's phone. */
export const BROADCAST_PAUSE_MINUTES = 5

/**
 * Offers a job that nobody takes once more, to everybody who could take it, as a new round: the old cards are closed
 * and reminders count anew.
 * @throws Refused NO_FREE_SEAT, VISIT_OVER, BROADCAST_TOO_SOON, WRONG_STATE; NotFound, NotAllowed
 */
export async function broadcastAgain(db: Db, actor: Staff, ticketId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ticket = await moveTicket(tx, { ticketId, move: 'broadcastAgain', actor, event: null })
    const code = ticket.code ?? ''
    if (ticket.freeSeats.length === 0) throw new Refused('NO_FREE_SEAT', { code })
    if (ticket.scheduledEnd <= new Date()) throw new Refused('VISIT_OVER', { code })
    if (await justOffered(tx, ticketId))
      throw new Refused('BROADCAST_TOO_SOON', { code, minutes: BROADCAST_PAUSE_MINUTES })
    const round = ticket.poolRound + 1
    await tx.updateTable('tickets').set({ poolRound: round }).where('id', '=', ticketId).execute()
    await openRound(tx, ticketId)
    await recordEvent(tx, {
      name: 'broadcastRepeated',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { round },
    })
  })
}

async function justOffered(tx: Tx, ticketId: string): Promise<boolean> {
  const found = await sql`
    select 1 from tickets t join pool_rounds r on r.ticket_id = t.id and r.round = t.pool_round
    where t.id = ${ticketId} and r.started_at > clock_timestamp() - make_interval(mins => ${BROADCAST_PAUSE_MINUTES})`.execute(
    tx,
  )
  return found.rows.length > 0
}
