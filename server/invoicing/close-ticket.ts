import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { Refused } from '../platform/errors.ts'
import { moveTicket } from '../ticket/index.ts'

/**
 * CS closes a ticket once its invoice is paid. A missing rating does not block and may still come.
 * @throws Refused NOT_PAID, WRONG_STATE
 */
export async function closeTicket(db: Db, actor: Staff, ticketId: string): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    const ticket = await moveTicket(tx, {
      ticketId,
      move: 'close',
      actor,
      event: { name: 'ticketClosed', data: {} },
    })
    const paid = await tx
      .selectFrom('invoices')
      .select('id')
      .where('ticketId', '=', ticketId)
      .where('state', '=', 'PAID')
      .executeTakeFirst()
    if (!paid) throw new Refused('NOT_PAID')
    return ticket.state
  })
}
