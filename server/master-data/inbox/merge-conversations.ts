import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { mergeQuestions } from './note-first-response.ts'

/**
 * Two threads turn out to be one person's: everything of the second moves into the first, which goes on alone. Only
 * where nothing speaks against it: threads of two different customers stay apart, the number has changed hands then.
 * @returns whether they became one
 */
export async function mergeConversations(tx: Tx, into: string, from: string): Promise<boolean> {
  const rows = await tx
    .selectFrom('conversations')
    .selectAll()
    .where('id', 'in', [into, from])
    .orderBy('id')
    .forUpdate()
    .execute()
  const kept = rows.find((row) => row.id === into)
  const gone = rows.find((row) => row.id === from)
  if (!kept || !gone) return false
  if (kept.customerId && gone.customerId && kept.customerId !== gone.customerId) return false
  await mergeQuestions(tx, into, from)
  for (const table of ['messages', 'complaints', 'channelIdentities', 'conversationNotes'] as const)
    await tx.updateTable(table).set({ conversationId: into }).where('conversationId', '=', from).execute()
  await tx
    .updateTable('outbox')
    .set({ recipientId: into })
    .where('channel', '=', 'whatsapp')
    .where('recipientId', '=', from)
    .execute()
  await sql`update conversations kept set customer_id = coalesce(kept.customer_id, gone.customer_id),
      display_name = coalesce(kept.display_name, gone.display_name), username = coalesce(kept.username, gone.username),
      last_message_at = greatest(kept.last_message_at, gone.last_message_at),
      last_inbound_at = greatest(kept.last_inbound_at, gone.last_inbound_at),
      unread_count = kept.unread_count + gone.unread_count, assigned_to = coalesce(kept.assigned_to, gone.assigned_to),
      draft = coalesce(kept.draft, gone.draft), help_sent_at = greatest(kept.help_sent_at, gone.help_sent_at)
    from conversations gone where kept.id = ${into} and gone.id = ${from}`.execute(tx)
  await tx.deleteFrom('conversations').where('id', '=', from).execute()
  return true
}
