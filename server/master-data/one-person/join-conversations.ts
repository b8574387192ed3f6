import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import { addTask } from '../../platform/tasks.ts'
import { recordEvent } from '../../ticket/index.ts'
import { cacheAddress, lockIdentities } from '../inbox/find-conversation.ts'
import { linkConversation } from '../inbox/link-conversation.ts'
import { lockThreads, moveThread } from '../inbox/merge-conversations.ts'

export type LockedThread = NonNullable<Awaited<ReturnType<typeof lockThreads>>[string]>
/** Whose chats both were before. */
export type Owners = { kept: string | null; other: string | null }

/**
 * Staff say that two chats are of one person, who writes from two numbers: everything of the other moves into this one,
 * which goes on alone; messages from both numbers arrive here, and an answer goes to the number that wrote last. What
 * moved is kept, so that it can be taken back (part-conversations.ts).
 * @returns the id of the merge
 * @throws InvalidInput for the chat itself or an unknown one; NotFound; Refused CONVERSATION_MERGED,
 * CONVERSATIONS_OF_TWO_CUSTOMERS, CUSTOMER_INACTIVE
 */
export async function joinConversations(tx: Tx, actor: Staff, id: string, otherId: string): Promise<string> {
  if (id === otherId) throw new InvalidInput([{ path: 'otherId', message: 'sameConversation' }])
  const { [id]: kept, [otherId]: other } = await lockBoth(tx, [id, otherId])
  if (!kept) throw new NotFound()
  if (!other) throw new InvalidInput([{ path: 'otherId', message: 'conversationUnknown' }])
  if (kept.mergedInto || other.mergedInto) throw new Refused('CONVERSATION_MERGED')
  const owners: Owners = { kept: kept.customerId, other: other.customerId }
  await shareOwner(tx, actor, kept, other)

  const moved = await moveThread(tx, id, otherId)
  await tx
    .updateTable('channelIdentities')
    .set({ conversationId: id, line: sql`coalesce(line, ${otherId}::uuid)` })
    .where('conversationId', '=', otherId)
    .execute()
  await tx
    .updateTable('conversations')
    .set({
      mergedInto: id,
      customerId: null,
      waId: null,
      bsuid: null,
      unreadCount: 0,
      draft: null,
      lastMessageAt: null,
      lastInboundAt: null,
    })
    .where('id', '=', otherId)
    .execute()
  await cacheAddress(tx, id)
  const merge = await tx
    .insertInto('conversationMerges')
    .values({
      conversationId: id,
      otherId,
      moved: sql`${JSON.stringify(moved)}::jsonb`,
      owners: sql`${JSON.stringify(owners)}::jsonb`,
      mergedBy: actor.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await answerWaiting(tx, id)
  await tellBoth(tx, 'conversationsMerged', actor, merge.id, kept, other)
  return merge.id
}

/** First whoever writes with one of these identities, as it is done when a message comes in; then the chats. */
export async function lockBoth(tx: Tx, ids: readonly string[]) {
  const identities = await tx
    .selectFrom('channelIdentities')
    .select(['kind', 'value'])
    .where('conversationId', 'in', ids)
    .execute()
  await lockIdentities(tx, identities)
  return await lockThreads(tx, ids)
}

/** A chat of nobody becomes the customer's of the other one, with what was reported in it. */
async function shareOwner(tx: Tx, actor: Staff, kept: LockedThread, other: LockedThread): Promise<void> {
  if (kept.customerId === other.customerId) return
  if (kept.customerId && other.customerId) {
    const rows = await tx
      .selectFrom('customers')
      .select(['id', 'name'])
      .where('id', 'in', [kept.customerId, other.customerId])
      .execute()
    const nameOf = (id: string | null) => rows.find((row) => row.id === id)?.name ?? ''
    throw new Refused('CONVERSATIONS_OF_TWO_CUSTOMERS', {
      name: nameOf(kept.customerId),
      other: nameOf(other.customerId),
    })
  }
  const [stranger, customerId] = kept.customerId ? [other, kept.customerId] : [kept, other.customerId]
  if (customerId) await linkConversation(tx, actor, stranger.id, customerId)
}

/** What nobody answered yet waits under another roof now. */
async function answerWaiting(tx: Tx, conversationId: string): Promise<void> {
  const waiting = await tx
    .selectFrom('messages')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'IN')
    .where('answeredAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (!waiting) return
  const key = `answer:${conversationId}`
  await addTask(tx, 'answerConversation', { conversationId }, { key, queue: key })
}

/** Both histories say it, each naming the other one; a customer whose chats both are reads it once. */
export async function tellBoth(
  tx: Tx,
  name: 'conversationsMerged' | 'conversationsUnmerged',
  actor: Staff,
  mergeId: string,
  kept: LockedThread,
  other: LockedThread,
): Promise<void> {
  const customerId = kept.customerId ?? other.customerId
  const about = (partner: LockedThread) => ({ mergeId, otherId: partner.id, name: nameOfThread(partner) })
  await recordEvent(tx, { name, actor, conversationId: kept.id, customerId, data: about(other) })
  await recordEvent(tx, { name, actor, conversationId: other.id, data: about(kept) })
}

const nameOfThread = ({ displayName, username, waId }: LockedThread): string =>
  displayName ?? (username ? `@${username}` : waId ? `+${waId}` : '–')
