import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'

/** A paper that does not belong there is no longer shown to anybody; that it was there stays. @throws NotFound */
export async function detachFile(
  db: Db,
  actor: Staff,
  ticketId: string,
  attachmentId: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const removed = await tx
      .updateTable('ticketAttachments')
      .set({ removedAt: new Date(), removedBy: actor.id })
      .from('tickets')
      .from('files')
      .whereRef('tickets.id', '=', 'ticketAttachments.ticketId')
      .whereRef('files.id', '=', 'ticketAttachments.fileId')
      .where('ticketAttachments.id', '=', attachmentId)
      .where('ticketAttachments.ticketId', '=', ticketId)
      .where('ticketAttachments.removedAt', 'is', null)
      .returning(['tickets.customerId', 'files.name'])
      .executeTakeFirst()
    if (!removed) throw new NotFound()
    await recordEvent(tx, {
      name: 'attachmentRemoved',
      actor,
      ticketId,
      customerId: removed.customerId,
      data: { attachmentId, name: removed.name },
    })
  })
}
