import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { recordEvent } from '../ticket/index.ts'

/** No longer waits for a seat. Leaving twice is the same as once. @throws NotFound when there is no such ticket */
export async function leaveStandby(db: Db, actor: Staff, ticketId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ticket = await tx
      .selectFrom('tickets')
      .select('customerId')
      .where('id', '=', ticketId)
      .forUpdate()
      .executeTakeFirst()
    if (!ticket) throw new NotFound()
    const left = await tx
      .deleteFrom('standbys')
      .where('ticketId', '=', ticketId)
      .where('technicianId', '=', actor.id)
      .returning('at')
      .executeTakeFirst()
    if (left)
      await recordEvent(tx, {
        name: 'standbyLeft',
        actor,
        ticketId,
        customerId: ticket.customerId,
        data: { technicianId: actor.id },
      })
  })
}
