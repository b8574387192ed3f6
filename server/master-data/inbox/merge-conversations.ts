import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { mergeQuestions } from './note-first-response.ts'

/** What belongs to a thread, by table. */
export const OF_THREAD = ['messages', 'complaints', 'conversation_notes', 'first_responses'] as const
export type MovedRows = Record<(typeof OF_THREAD)[number] | 'outbox', string[]> & {
  /** since when somebody waited in the second thread while somebody waited in the first one, too */
  askedAt: string | null
}

/**
 * Two threads turn out to be one person's: everything of the second moves into the first, which goes on alone. Only
 * where nothing speaks against it: threads of two different customers stay apart, the number has changed hands then.
 * @returns whether they became one
 */
export async function mergeConversations(tx: Tx, into: string, from: string): Promise<boolean> {
  const { [into]: kept, [from]: gone } = await lockThreads(tx, [into, from])
  if (!kept || !gone) return false
  if (kept.customerId && gone.customerId && kept.customerId !== gone.customerId) return false
  await moveThread(tx, into, from)
  await tx
    .updateTable('channelIdentities')
    .set({ conversationId: into })
    .where('conversationId', '=', from)
    .execute()
  // what staff had joined to the second thread is joined to the first one now
  await tx.updateTable('conversations').set({ mergedInto: into }).where('mergedInto', '=', from).execute()
  await tx
    .updateTable('conversationMerges')
    .set({ conversationId: into })
    .where('conversationId', '=', from)
    .execute()
  await tx.deleteFrom('conversations').where('id', '=', from).execute()
  return true
}

/** Both threads, always locked in the same order. */
export async function lockThreads(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('conversations')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  return Object.fromEntries(rows.map((row) => [row.id, row])) as Record<
    string,
    (typeof rows)[number] | undefined
  >
}

/** Moves what was said, noted, reported and is still to be sent; the identities are the caller's. */
export async function moveThread(tx: Tx, into: string, from: string): Promise<MovedRows> {
  const asked = await mergeQuestions(tx, into, from)
  const moved: MovedRows = {
    messages: [],
    complaints: [],
    conversation_notes: [],
    first_responses: [],
    outbox: [],
    askedAt: asked?.toISOString() ?? null,
  }
  for (const table of OF_THREAD) {
    const rows = await sql<{ id: string }>`update ${sql.table(table)} set conversation_id = ${into}
      where conversation_id = ${from} returning id`.execute(tx)
    moved[table] = rows.rows.map(({ id }) => id)
  }
  const rows = await tx
    .updateTable('outbox')
    .set({ recipientId: into })
    .where('channel', '=', 'whatsapp')
    .where('recipientId', '=', from)
    .returning('id')
    .execute()
  moved.outbox = rows.map(({ id }) => id)
  await sql`update conversations kept set customer_id = coalesce(kept.customer_id, gone.customer_id),
      display_name = coalesce(kept.display_name, gone.display_name), username = coalesce(kept.username, gone.username),
      last_message_at = greatest(kept.last_message_at, gone.last_message_at),
      last_inbound_at = greatest(kept.last_inbound_at, gone.last_inbound_at),
      unread_count = kept.unread_count + gone.unread_count, assigned_to = coalesce(kept.assigned_to, gone.assigned_to),
      draft = coalesce(kept.draft, gone.draft), help_sent_at = greatest(kept.help_sent_at, gone.help_sent_at)
    from conversations gone where kept.id = ${into} and gone.id = ${from}`.execute(tx)
  return moved
}
