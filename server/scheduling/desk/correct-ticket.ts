import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotAllowed } from '../../platform/errors.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { moveTicket, revokeDocuments } from '../../ticket/index.ts'
import { applyDetails, changedFields, lockTicket } from '../change-ticket.ts'
import type { correctTicket as contract } from './schema.ts'

export type Correction = BodyOf<typeof contract>

/** What the Surat Tugas says of them; the sentence for the reason is in documents:letter.revokedBecause. */
const IN_LETTER = ['title', 'description', 'address']

/**
 * Details of a job that somebody has taken, with a reason that the crew is told; the customer hears of another
 * address. Letters that say something else are taken back, new ones follow from the event (field-work/tasks.ts).
 * The time has a move of its own (`rescheduleTicket`). What is there already changes nothing.
 * @throws Refused WRONG_STATE; NotFound, NotAllowed
 */
export async function correctTicket(
  db: Db,
  actor: Staff,
  ticketId: string,
  { reason, ...change }: Correction,
): Promise<void> {
  if (actor.role !== 'admin' && actor.role !== 'cs') throw new NotAllowed()
  await db.transaction().execute(async (tx) => {
    const fields = changedFields(await lockTicket(tx, ticketId), change)
    if (fields.length === 0) return
    await moveTicket(tx, {
      ticketId,
      move: 'correctDetails',
      actor,
      event: { name: 'ticketChanged', data: { fields, reason } },
    })
    await applyDetails(tx, ticketId, change, fields)
    if (fields.some((field) => IN_LETTER.includes(field)))
      await revokeDocuments(tx, { ticketId, type: 'ST' }, 'CORRECTED')
  })
}
