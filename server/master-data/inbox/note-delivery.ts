import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import { recordEvent } from '../../ticket/index.ts'
import { SYSTEM } from '../../platform/actor.ts'

export type Delivery = {
  outboxId: string | null
  externalId: string | null
  status: 'SENT' | 'DELIVERED' | 'READ' | 'FAILED'
  error?: unknown
  at: Date
}

/**
 * What WhatsApp reports about a message of ours. Reports come late, twice and in any order: the ladder
 * sent < delivered < read only goes up, and a failure is forgotten once a later report says that it arrived.
 */
export async function noteDelivery(tx: Tx, report: Delivery): Promise<void> {
  const error = report.error === undefined ? null : JSON.stringify(report.error)
  const changed = await sql<{ id: string; conversationId: string }>`
    update messages m set status = ${report.status}, error = case when ${report.status} = 'FAILED' then ${error}::jsonb else null end,
      external_id = coalesce(m.external_id, ${report.externalId})
    where m.direction = 'OUT' and (m.external_id = ${report.externalId} or m.outbox_id = ${report.outboxId}::uuid)
      and array_position(array['QUEUED', 'UNKNOWN', 'SENT', 'FAILED', 'DELIVERED', 'READ'], ${report.status})
        > array_position(array['QUEUED', 'UNKNOWN', 'SENT', 'FAILED', 'DELIVERED', 'READ'], m.status)
    returning m.id, m.conversation_id`.execute(tx)
  await sql`
    update outbox o set status = ${report.status}, external_id = coalesce(o.external_id, ${report.externalId}), sent_at = coalesce(o.sent_at, ${report.at})
    where (o.id = ${report.outboxId}::uuid or (o.channel = 'whatsapp' and o.external_id = ${report.externalId}))
      and array_position(array['NEW', 'SENDING', 'UNKNOWN', 'SENT', 'FAILED', 'DELIVERED', 'READ'], ${report.status})
        > array_position(array['NEW', 'SENDING', 'UNKNOWN', 'SENT', 'FAILED', 'DELIVERED', 'READ'], o.status)`.execute(
    tx,
  )
  for (const row of changed.rows) {
    await recordEvent(tx, {
      name: 'messageStatusChanged',
      actor: SYSTEM,
      conversationId: row.conversationId,
      data: { messageId: row.id, status: report.status },
    })
  }
}

/** Keeps what was said to the customer in his conversation; the text is known only when it is sent. */
export async function recordOutgoing(
  db: Db | Tx,
  message: {
    conversationId: string
    outboxId: string
    kind: string
    body: string | null
    fileId?: string | null
  },
): Promise<void> {
  await db
    .insertInto('messages')
    .values({
      conversationId: message.conversationId,
      outboxId: message.outboxId,
      direction: 'OUT',
      kind: message.kind,
      body: message.body,
      status: 'QUEUED',
      fileId: message.fileId ?? null,
      fileState: message.fileId ? 'STORED' : null,
    })
    .execute()
  await db
    .updateTable('conversations')
    .set({ lastMessageAt: new Date() })
    .where('id', '=', message.conversationId)
    .execute()
}

/** The outcome of the call that sent it; status reports may already have gone further. */
export async function noteSent(
  db: Db | Tx,
  outboxId: string,
  outcome: { status: 'SENT' | 'FAILED' | 'UNKNOWN'; externalId?: string | null; error?: unknown },
): Promise<void> {
  await db
    .updateTable('messages')
    .set({
      status: outcome.status,
      ...(outcome.externalId && { externalId: outcome.externalId }),
      error: outcome.error === undefined ? null : sql`${JSON.stringify(outcome.error)}::jsonb`,
    })
    .where('outboxId', '=', outboxId)
    .where('status', 'in', ['QUEUED', 'UNKNOWN'])
    .execute()
}

export type Recipient = { waId: string | null; bsuid: string | null; lastInboundAt: Date | null }

/** Where a conversation's messages go. */
export async function readRecipient(db: Db | Tx, conversationId: string): Promise<Recipient | null> {
  return (
    (await db
      .selectFrom('conversations')
      .select(['waId', 'bsuid', 'lastInboundAt'])
      .where('id', '=', conversationId)
      .executeTakeFirst()) ?? null
  )
}

/** What CS wrote, with the id of the message it quotes. */
export async function readReply(
  db: Db | Tx,
  messageId: string,
): Promise<{ body: string; quote: string | null } | null> {
  const row = await db
    .selectFrom('messages')
    .select(['body', 'replyToExternalId'])
    .where('id', '=', messageId)
    .executeTakeFirst()
  return row ? { body: row.body ?? '', quote: row.replyToExternalId } : null
}
