import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { staffOnTelegram } from '../../master-data/index.ts'
import { recordEvent } from '../../ticket/index.ts'

/** A second reminder within this many minutes helps nobody. */
const PAUSE_MINUTES = 5

/**
 * Ingatkan: the technician of a seat is asked on Telegram where he is.
 * @throws NotFound for no live seat; Refused REMINDED_JUST_NOW, NOT_ON_TELEGRAM
 */
export async function remindTechnician(db: Db, actor: Staff, assignmentId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const seat = await tx
      .selectFrom('assignments')
      .innerJoin('tickets', 'tickets.id', 'assignments.ticketId')
      .select(['assignments.technicianId', 'assignments.ticketId', 'tickets.customerId'])
      .where('assignments.id', '=', assignmentId)
      .where('assignments.endedAt', 'is', null)
      .forUpdate('assignments')
      .executeTakeFirst()
    if (!seat) throw new NotFound()
    if ((await staffOnTelegram(tx, { ids: [seat.technicianId] })).length === 0)
      throw new Refused('NOT_ON_TELEGRAM')
    const last = await tx
      .selectFrom('events')
      .select('id')
      .where('ticketId', '=', seat.ticketId)
      .where('name', '=', 'technicianReminded')
      .where(sql<boolean>`data ->> 'assignmentId' = ${assignmentId}`)
      .where('at', '>', sql<Date>`now() - make_interval(mins => ${PAUSE_MINUTES})`)
      .executeTakeFirst()
    if (last) throw new Refused('REMINDED_JUST_NOW', { minutes: PAUSE_MINUTES })
    await recordEvent(tx, {
      name: 'technicianReminded',
      actor,
      ticketId: seat.ticketId,
      customerId: seat.customerId,
      data: { assignmentId, technicianId: seat.technicianId },
    })
  })
}
