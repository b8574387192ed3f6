import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'

/**
 * Says which ticket a message is about; null takes it back. @throws NotFound when the message is not in this
 * conversation or the ticket is another customer's
 */
export async function linkMessage(
  tx: Tx,
  actor: Staff,
  conversationId: string,
  messageId: string,
  ticketId: string | null,
): Promise<void> {
  const message = await tx
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversationId')
    .select(['messages.ticketId', 'conversations.customerId'])
    .where('messages.id', '=', messageId)
    .where('messages.conversationId', '=', conversationId)
    .forUpdate('messages')
    .executeTakeFirst()
  if (!message) throw new NotFound()
  if (message.ticketId === ticketId) return
  if (ticketId) await mustBeTicketOf(tx, ticketId, message.customerId)
  await tx.updateTable('messages').set({ ticketId }).where('id', '=', messageId).execute()
  await recordEvent(tx, {
    name: 'messageLinked',
    actor,
    conversationId,
    customerId: message.customerId,
    ticketId: ticketId ?? message.ticketId,
    data: { messageId, linked: ticketId !== null },
  })
}

async function mustBeTicketOf(tx: Tx, ticketId: string, customerId: string | null): Promise<void> {
  const ticket = await tx
    .selectFrom('tickets')
    .select('customerId')
    .where('id', '=', ticketId)
    .executeTakeFirst()
  if (!ticket || ticket.customerId !== customerId) throw new NotFound()
}
