import { type RawBuilder, sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { cacheAddress } from '../inbox/find-conversation.ts'
import { type MovedRows, OF_THREAD } from '../inbox/merge-conversations.ts'
import { noteQuestion } from '../inbox/note-first-response.ts'
import { SILENT } from '../inbox/receive-message.ts'
import { lockBoth, type LockedThread, type Owners, tellBoth } from './join-conversations.ts'

/**
 * Takes back that two chats are one person's: what had moved returns, and so do the numbers with everything that was
 * written from them since. What we wrote since, and notes about it, stay where they were read.
 * @returns id of the chat that stands alone again
 * @throws NotFound; Refused MERGE_UNDONE, CONVERSATION_MERGED when this chat was joined to another one since
 */
export async function partConversations(tx: Tx, actor: Staff, mergeId: string): Promise<string> {
  const merge = await tx
    .selectFrom('conversationMerges')
    .selectAll()
    .where('id', '=', mergeId)
    .forUpdate()
    .executeTakeFirst()
  if (!merge) throw new NotFound()
  if (merge.undoneAt) throw new Refused('MERGE_UNDONE')
  const { conversationId, otherId } = merge
  const { [conversationId]: kept, [otherId]: other } = await lockBoth(tx, [conversationId, otherId])
  if (!kept || !other) throw new NotFound()
  if (kept.mergedInto) throw new Refused('CONVERSATION_MERGED')

  await returnRows(tx, merge.moved as MovedRows, conversationId, otherId)
  const written = await returnNumbers(tx, conversationId, otherId)
  await settleBoth(tx, kept, otherId, merge.owners as Owners, written)
  await tx
    .updateTable('conversationMerges')
    .set({ undoneAt: new Date(), undoneBy: actor.id })
    .where('id', '=', mergeId)
    .execute()
  await tellBoth(tx, 'conversationsUnmerged', actor, mergeId, kept, other)
  return otherId
}

/** Somebody may have moved a row on since; only what is still here goes back. */
async function returnRows(tx: Tx, moved: MovedRows, from: string, to: string): Promise<void> {
  for (const table of OF_THREAD)
    await sql`update ${sql.table(table)} set conversation_id = ${to}
      where id = any(${moved[table]}::uuid[]) and conversation_id = ${from}`.execute(tx)
  // the wait of both was one; as long as nobody answered, both wait
  const open = await tx
    .selectFrom('firstResponses')
    .select('id')
    .where('conversationId', '=', from)
    .where('answeredAt', 'is', null)
    .executeTakeFirst()
  if (moved.askedAt && open) await noteQuestion(tx, to, new Date(moved.askedAt))
  await sql`update outbox set recipient_id = ${to} where id = any(${moved.outbox}::uuid[]) and recipient_id = ${from}`.execute(
    tx,
  )
}

/** The numbers it came with, and what was written from them since. @returns how many messages that are */
async function returnNumbers(tx: Tx, from: string, to: string): Promise<number> {
  // chats that had been joined to the other one before belong to it again
  const lines = sql`(with recursive below as (select ${to}::uuid as id union
    select c.id from conversations c join below on c.merged_into = below.id) select id from below)`
  await sql`update channel_identities set conversation_id = ${to}, line = nullif(line, ${to}::uuid)
    where conversation_id = ${from} and line in ${lines}`.execute(tx)
  const written =
    await sql`update messages m set conversation_id = ${to} where m.conversation_id = ${from} and m.direction = 'IN'
    and exists (select 1 from channel_identities i where i.conversation_id = ${to} and i.kind <> 'parent_bsuid'
      and i.value in (m.raw ->> 'from', m.raw ->> 'from_user_id'))`.execute(tx)
  await sql`update complaints set conversation_id = ${to} where conversation_id = ${from}
    and exists (select 1 from messages m where m.complaint_id = complaints.id and m.conversation_id = ${to})`.execute(
    tx,
  )
  return Number(written.numAffectedRows ?? 0)
}

/** What the lists show of both, reckoned anew from what each has now. */
async function settleBoth(
  tx: Tx,
  kept: LockedThread,
  otherId: string,
  owners: Owners,
  written: number,
): Promise<void> {
  const unread = Math.min(kept.unreadCount, written)
  // the owner may have been merged into another record since
  const owner = (id: string | null): RawBuilder<string | null> =>
    sql`(select coalesce(merged_into, id) from customers where id = ${id}::uuid)`
  await sql`update conversations set merged_into = null, customer_id = ${owner(owners.other)}, unread_count = ${unread}
    where id = ${otherId}`.execute(tx)
  await sql`update conversations set unread_count = unread_count - ${unread},
      customer_id = case when ${owners.kept === null} and customer_id is not distinct from ${owner(owners.other)} then null else customer_id end
    where id = ${kept.id}`.execute(tx)
  for (const id of [kept.id, otherId]) {
    await sql`update conversations c set
        last_message_at = (select max(m.at) from messages m where m.conversation_id = c.id),
        last_inbound_at = (select max(m.at) from messages m where m.conversation_id = c.id and m.direction = 'IN'
          and m.kind <> all(${[...SILENT]}))
      where c.id = ${id}`.execute(tx)
    await cacheAddress(tx, id)
  }
}
