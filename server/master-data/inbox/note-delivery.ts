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
 * sent < delivered < read only goes up, and a failure is forgotten once a later report says that it arrived. A report
 * that is quicker than the answer of our own call waits until that has told us the message's id.
 */
export async function noteDelivery(tx: Tx, report: Delivery): Promise<void> {
  await lockMessage(tx, report.externalId)
  const found = await tx
    .selectFrom('messages')
    .select(['id', 'outboxId'])
    .where('direction', '=', 'OUT')
    .where((where) =>
      where.or([where('externalId', '=', report.externalId), where('outboxId', '=', report.outboxId)]),
    )
    .executeTakeFirst()
  if (!found) return await park(tx, report)
  const changed = await sql<{ id: string; conversationId: string }>`
    update messages m set status = ${report.status}, error = ${errorOf(report)}::jsonb,
      external_id = coalesce(m.external_id, ${report.externalId})
    where m.id = ${found.id}
      and array_position(array['QUEUED', 'UNKNOWN', 'SENT', 'FAILED', 'DELIVERED', 'READ'], ${report.status})
        > array_position(array['QUEUED', 'UNKNOWN', 'SENT', 'FAILED', 'DELIVERED', 'READ'], m.status)
    returning m.id, m.conversation_id`.execute(tx)
  await sql`
    update outbox o set status = ${report.status}, error = ${errorOf(report)}::jsonb,
      external_id = coalesce(o.external_id, ${report.externalId}), sent_at = coalesce(o.sent_at, ${report.at})
    where o.id = ${found.outboxId}
      and array_position(array['NEW', 'SENDING', 'UNKNOWN', 'SENT', 'FAILED', 'DELIVERED', 'READ'], ${report.status})
        > array_position(array['NEW', 'SENDING', 'UNKNOWN', 'SENT', 'FAILED', 'DELIVERED', 'READ'], o.status)`.execute(
    tx,
  )
  for (const row of changed.rows) await tellStatus(tx, row.id, row.conversationId, report.status)
}

const errorOf = (report: Delivery) =>
  report.status === 'FAILED' && report.error !== undefined ? JSON.stringify(report.error) : null

/** The report and the answer of the call may come at the same instant: one waits for the other. */
async function lockMessage(tx: Tx, externalId: string | null): Promise<void> {
  if (externalId) await sql`select pg_advisory_xact_lock(hashtext(${externalId}))`.execute(tx)
}

async function park(tx: Tx, report: Delivery): Promise<void> {
  if (!report.externalId) return
  await tx
    .insertInto('parkedDeliveries')
    .values({
      externalId: report.externalId,
      status: report.status,
      error: sql`${errorOf(report)}::jsonb`,
      at: report.at,
    })
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Reports about messages that are not ours (another program of the same account) wait for nothing. */
export async function dropParked(db: Db): Promise<void> {
  await sql`delete from parked_deliveries where parked_at < now() - interval '1 day'`.execute(db)
}

const tellStatus = (tx: Tx, messageId: string, conversationId: string, status: string) =>
  recordEvent(tx, {
    name: 'messageStatusChanged',
    actor: SYSTEM,
    conversationId,
    data: { messageId, status },
  })

/**
 * Keeps what is about to be said to the customer in his conversation; the text is known only when it is sent, and may
 * be another one at the next try (a template, once the 24-hour window has closed).
 */
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
  const shown = {
    kind: message.kind,
    body: message.body,
    fileId: message.fileId ?? null,
    fileState: message.fileId ? 'STORED' : null,
  }
  const { conversationId, outboxId } = message
  await db
    .insertInto('messages')
    .values({ conversationId, outboxId, direction: 'OUT', status: 'QUEUED', ...shown })
    .onConflict((on) => on.column('outboxId').where('outboxId', 'is not', null).doUpdateSet(shown))
    .execute()
  await db
    .updateTable('conversations')
    .set({ lastMessageAt: new Date() })
    .where('id', '=', conversationId)
    .execute()
}

export type Outcome =
  | { status: 'SENT'; externalId: string }
  | { status: 'FAILED' | 'UNKNOWN'; error: unknown }
  /** not sent yet, and why: it will be tried again */
  | { status: 'QUEUED'; error: unknown }

/** The outcome of the call that sent it; status reports may already have gone further, or be waiting for its id. */
export async function noteSent(db: Db, outboxId: string, outcome: Outcome): Promise<void> {
  const externalId = outcome.status === 'SENT' ? outcome.externalId : null
  const error = 'error' in outcome ? JSON.stringify(outcome.error) : null
  await db.transaction().execute(async (tx) => {
    await lockMessage(tx, externalId)
    const changed = await sql<{ id: string; conversationId: string }>`
      update messages set status = ${outcome.status}, error = ${error}::jsonb, external_id = coalesce(${externalId}, external_id)
      where outbox_id = ${outboxId} and status in ('QUEUED', 'UNKNOWN')
        and (status <> ${outcome.status} or error is distinct from ${error}::jsonb)
      returning id, conversation_id`.execute(tx)
    for (const row of changed.rows) await tellStatus(tx, row.id, row.conversationId, outcome.status)
    if (!externalId) return
    const parked = await tx
      .deleteFrom('parkedDeliveries')
      .where('externalId', '=', externalId)
      .returningAll()
      .execute()
    for (const { status, error: reason, at } of parked)
      await noteDelivery(tx, {
        externalId,
        outboxId,
        status: status as Delivery['status'],
        error: reason,
        at,
      })
  })
}

/**
 * A message that was refused may go out once more in another form: back to the start of the ladder, without the id of
 * the first try. @returns its outbox row; null when it is unknown, has arrived, or was a template already
 */
export async function restartMessage(
  tx: Tx,
  which: Pick<Delivery, 'externalId' | 'outboxId'>,
): Promise<string | null> {
  const row = await tx
    .updateTable('messages')
    .set({ status: 'QUEUED', externalId: null, error: null })
    .where('direction', '=', 'OUT')
    .where('kind', '<>', 'template')
    .where('status', 'in', ['QUEUED', 'UNKNOWN', 'SENT'])
    .where((where) =>
      where.or([where('externalId', '=', which.externalId), where('outboxId', '=', which.outboxId)]),
    )
    .returning(['id', 'conversationId', 'outboxId'])
    .executeTakeFirst()
  if (!row) return null
  await tellStatus(tx, row.id, row.conversationId, 'QUEUED')
  return row.outboxId
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

export type StaffReply = {
  body: string
  quote: string | null
  file: { id: string; name: string; picture: boolean } | null
}

/** What CS wrote or attached, with the id of the message it quotes. */
export async function readReply(db: Db | Tx, messageId: string): Promise<StaffReply | null> {
  const row = await db
    .selectFrom('messages')
    .leftJoin('files', 'files.id', 'messages.fileId')
    .select(['messages.body', 'messages.kind', 'messages.replyToExternalId', 'files.id', 'files.name'])
    .where('messages.id', '=', messageId)
    .executeTakeFirst()
  return row
    ? {
        body: row.body ?? '',
        quote: row.replyToExternalId,
        file: row.id && row.name ? { id: row.id, name: row.name, picture: row.kind === 'image' } : null,
      }
    : null
}
