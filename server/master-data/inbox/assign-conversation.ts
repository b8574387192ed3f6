import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { InvalidInput } from '../../platform/errors.ts'
import { COORDINATORS } from '../../platform/roles.ts'
import { recordEvent } from '../../ticket/index.ts'
import { lockChat } from './send-message.ts'

/**
 * Who looks after a conversation; null puts it back for anybody. Whoever answers first takes it when nobody has it.
 * @throws InvalidInput when it is nobody who works in the inbox; NotFound
 */
export async function assignConversation(
  tx: Tx,
  actor: Staff,
  conversationId: string,
  assignedTo: string | null,
): Promise<void> {
  const chat = await lockChat(tx, conversationId)
  if (chat.assignedTo === assignedTo) return
  if (assignedTo) await mustWorkHere(tx, assignedTo)
  await tx.updateTable('conversations').set({ assignedTo }).where('id', '=', conversationId).execute()
  await recordEvent(tx, {
    name: 'conversationAssigned',
    actor,
    conversationId,
    customerId: chat.customerId,
    data: { assignedTo },
  })
}

async function mustWorkHere(tx: Tx, staffId: string): Promise<void> {
  const found = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', staffId)
    .where('role', 'in', [...COORDINATORS])
    .where('banned', '=', false)
    .executeTakeFirst()
  if (!found) throw new InvalidInput([{ path: 'assignedTo', message: 'assignee' }])
}
