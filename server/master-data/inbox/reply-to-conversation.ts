import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { lockChat, mustBeFilled, mustBeOpen, sendMessage } from './send-message.ts'

/**
 * CS answers in a chat, inside the 24-hour window.
 * @returns id of the message, QUEUED. @throws Refused WINDOW_CLOSED; InvalidInput for an unfilled gap; NotFound
 */
export async function replyToConversation(
  tx: Tx,
  actor: Staff,
  conversationId: string,
  reply: { text: string; replyTo?: string | undefined },
): Promise<string> {
  const chat = await lockChat(tx, conversationId)
  mustBeOpen(chat)
  mustBeFilled(reply.text)
  return await sendMessage(tx, actor, chat, {
    kind: 'text',
    body: reply.text,
    intent: 'reply',
    replyTo: reply.replyTo,
  })
}

/** The chat was looked at. @throws NotFound */
export async function readConversation(tx: Tx, conversationId: string): Promise<void> {
  const found = await tx
    .updateTable('conversations')
    .set({ unreadCount: 0 })
    .where('id', '=', conversationId)
    .returning('id')
    .executeTakeFirst()
  if (!found) throw new NotFound()
}
