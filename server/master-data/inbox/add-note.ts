import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { recordEvent } from '../../ticket/index.ts'
import { lockChat } from './send-message.ts'

/** A word among colleagues beside the thread; it has no way to the customer. @returns its id. @throws NotFound */
export async function addNote(tx: Tx, actor: Staff, conversationId: string, text: string): Promise<string> {
  const chat = await lockChat(tx, conversationId)
  const note = await tx
    .insertInto('conversationNotes')
    .values({ conversationId, text, createdBy: actor.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordEvent(tx, {
    name: 'conversationNoted',
    actor,
    conversationId,
    customerId: chat.customerId,
    data: { noteId: note.id },
  })
  return note.id
}
