import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { enqueue } from '../../platform/outbox.ts'
import { recordEvent } from '../../ticket/index.ts'
import { windowOpenUntil } from '../rules.ts'

/**
 * CS answers in a chat. Only inside the 24-hour window: outside it WhatsApp would refuse, so we say it first.
 * @returns id of the message, QUEUED. @throws Refused WINDOW_CLOSED, NotFound
 */
export async function replyToConversation(
  tx: Tx,
  actor: Staff,
  conversationId: string,
  reply: { text: string; replyTo?: string | undefined },
): Promise<string> {
  const conversation = await tx
    .selectFrom('conversations')
    .select(['id', 'customerId', 'lastInboundAt', 'assignedTo'])
    .where('id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst()
  if (!conversation) throw new NotFound()
  if (!windowOpenUntil(conversation.lastInboundAt, new Date())) throw new Refused('WINDOW_CLOSED')
  const quoted = reply.replyTo
    ? await tx
        .selectFrom('messages')
        .select('externalId')
        .where('id', '=', reply.replyTo)
        .where('conversationId', '=', conversationId)
        .executeTakeFirst()
    : null
  const message = await tx
    .insertInto('messages')
    .values({
      conversationId,
      direction: 'OUT',
      kind: 'text',
      body: reply.text,
      status: 'QUEUED',
      sentBy: actor.id,
      replyToExternalId: quoted?.externalId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const [outboxId] = await enqueue(
    tx,
    [
      {
        channel: 'whatsapp',
        to: conversationId,
        intent: 'reply',
        params: { messageId: message.id },
        priority: 2,
      },
    ],
    { key: `reply:${message.id}` },
  )
  await tx
    .updateTable('messages')
    .set({ outboxId: outboxId ?? null })
    .where('id', '=', message.id)
    .execute()
  await tx
    .updateTable('conversations')
    .set({ lastMessageAt: new Date(), unreadCount: 0, assignedTo: conversation.assignedTo ?? actor.id })
    .where('id', '=', conversationId)
    .execute()
  await recordEvent(tx, {
    name: 'messageSent',
    actor,
    conversationId,
    customerId: conversation.customerId,
    data: { messageId: message.id },
  })
  return message.id
}

/** The chat was looked at. */
export async function readConversation(tx: Tx, conversationId: string): Promise<void> {
  const found = await tx
    .updateTable('conversations')
    .set({ unreadCount: 0 })
    .where('id', '=', conversationId)
    .returning('id')
    .executeTakeFirst()
  if (!found) throw new NotFound()
}
