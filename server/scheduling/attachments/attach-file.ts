import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import { type Files, sniffAttachment } from '../../platform/files.ts'
import { recordEvent } from '../../ticket/index.ts'

/** More papers than a job ever needs; one that goes mad must not fill the disk. */
export const MOST_ATTACHMENTS = 30

/**
 * CS puts a paper to a ticket, for the office and for whoever has the job. What it really is decides the bytes.
 * @returns id of the attachment. @throws NotFound; InvalidInput for a missing or unsuitable file; Refused
 *   TOO_MANY_ATTACHMENTS
 */
export async function attachFile(
  deps: { db: Db; files: Files },
  actor: Staff,
  ticketId: string,
  file: { name: string; bytes: Buffer } | undefined,
): Promise<string> {
  if (!file) throw new InvalidInput([{ path: 'file', message: 'required' }])
  const mime = await sniffAttachment(file.bytes, file.name)
  return await deps.db.transaction().execute(async (tx) => {
    const customerId = await lockTicket(tx, ticketId)
    await mustHaveRoom(tx, ticketId)
    const stored = await deps.files.store(tx, { ...file, mime, createdBy: actor.id })
    const made = await tx
      .insertInto('ticketAttachments')
      .values({ ticketId, fileId: stored.id, addedBy: actor.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(tx, {
      name: 'attachmentAdded',
      actor,
      ticketId,
      customerId,
      data: { attachmentId: made.id, name: stored.name },
    })
    return made.id
  })
}

/** Locked, so that the limit holds for two who attach at once. @throws NotFound */
async function lockTicket(tx: Tx, ticketId: string): Promise<string> {
  const ticket = await tx
    .selectFrom('tickets')
    .select('customerId')
    .where('id', '=', ticketId)
    .forUpdate()
    .executeTakeFirst()
  if (!ticket) throw new NotFound()
  return ticket.customerId
}

async function mustHaveRoom(tx: Tx, ticketId: string): Promise<void> {
  const { count } = await tx
    .selectFrom('ticketAttachments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ticketId', '=', ticketId)
    .where('removedAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_ATTACHMENTS) throw new Refused('TOO_MANY_ATTACHMENTS', { most: MOST_ATTACHMENTS })
}
