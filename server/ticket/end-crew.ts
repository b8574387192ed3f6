import { sql } from 'kysely'
import { databaseError, type Tx } from '../platform/db.ts'
import { Refused } from '../platform/errors.ts'

/** The crew is free for other jobs from now on; the assignments stay as history. */
export async function endCrew(tx: Tx, ticketId: string, reason: 'DONE' | 'CANCELLED'): Promise<string[]> {
  // whoever was to be replaced has seen it through: nobody is sought any more
  await sql`update tickets t set free_seats = array(select s from unnest(t.free_seats) s where not exists (
      select 1 from assignments a where a.ticket_id = t.id and a.seat = s and a.ended_at is null and a.replace_wanted_at is not null) order by s)
    where t.id = ${ticketId} and cardinality(t.free_seats) > 0`.execute(tx)
  const ended = await tx
    .updateTable('assignments')
    .set({ endedAt: new Date(), endReason: reason, replaceWantedAt: null, replaceReason: null })
    .where('ticketId', '=', ticketId)
    .where('endedAt', 'is', null)
    .returning('technicianId')
    .execute()
  return ended.map((row) => row.technicianId)
}

/** A reopened ticket gets its crew back. @throws Refused CREW_TAKEN when one of them has another job by now */
export async function recallCrew(tx: Tx, ticketId: string): Promise<void> {
  try {
    await tx
      .updateTable('assignments')
      .set({ endedAt: null, endReason: null })
      .where('ticketId', '=', ticketId)
      .where('endReason', '=', 'DONE')
      .execute()
  } catch (error) {
    if (databaseError(error)?.code === '23P01') throw new Refused('CREW_TAKEN')
    throw error
  }
}

/**
 * Moves the planned time of a ticket and of its live crew together.
 * @throws Refused CREW_COLLISION when a member of the crew has another visit in the new time
 */
export async function reschedule(tx: Tx, ticketId: string, start: Date, end: Date): Promise<void> {
  await tx
    .updateTable('tickets')
    .set({ scheduledStart: start, scheduledEnd: end, updatedAt: new Date() })
    .where('id', '=', ticketId)
    .execute()
  try {
    await tx
      .updateTable('assignments')
      .set({ during: sql`tstzrange(${start}, ${end})` })
      .where('ticketId', '=', ticketId)
      .where('endedAt', 'is', null)
      .execute()
  } catch (error) {
    if (databaseError(error)?.code === '23P01') throw new Refused('CREW_COLLISION')
    throw error
  }
}

/**
 * A visit takes longer: the ticket and the time of its live crew end later. Who joined in the middle keeps his
 * beginning, because he may have been elsewhere before.
 * @throws Refused CREW_COLLISION when a member of the crew has another visit in the new time
 */
export async function prolong(tx: Tx, ticketId: string, end: Date): Promise<void> {
  await tx
    .updateTable('tickets')
    .set({ scheduledEnd: end, updatedAt: new Date() })
    .where('id', '=', ticketId)
    .execute()
  try {
    await tx
      .updateTable('assignments')
      .set({ during: sql`tstzrange(lower(during), ${end})` })
      .where('ticketId', '=', ticketId)
      .where('endedAt', 'is', null)
      .execute()
  } catch (error) {
    if (databaseError(error)?.code === '23P01') throw new Refused('CREW_COLLISION')
    throw error
  }
}
