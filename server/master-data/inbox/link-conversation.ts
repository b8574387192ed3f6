import type { Actor, Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'
import { readDraft } from '../registration/index.ts'
import { reportComplaint } from './report-complaint.ts'

/** A photo that a stranger sent this long before he was known still belongs to what he reported. */
const DRAFT_DAYS = 2
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

/**
 * Says which customer writes here. What he reported before he was known enters the queue of complaints now.
 * @throws Refused CONVERSATION_HAS_CUSTOMER when it is tied to another one already, CONVERSATION_MERGED; NotFound
 */
export async function linkConversation(
  tx: Tx,
  actor: Staff,
  conversationId: string,
  customerId: string,
): Promise<void> {
  const conversation = await tx
    .selectFrom('conversations')
    .select(['id', 'customerId', 'draft', 'mergedInto'])
    .where('id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst()
  const customer = await tx
    .selectFrom('customers')
    .select(['id', 'status'])
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!customer || !conversation) throw new NotFound()
  if (conversation.mergedInto) throw new Refused('CONVERSATION_MERGED')
  if (conversation.customerId === customerId) return
  if (conversation.customerId) throw new Refused('CONVERSATION_HAS_CUSTOMER')
  if (customer.status !== 'ACTIVE') throw new Refused('CUSTOMER_INACTIVE')
  await tie(tx, actor, conversation, customerId)
}

/** Takes back a wrong link; complaints and tickets stay with the customer they were made for. @throws NotFound */
export async function unlinkConversation(tx: Tx, actor: Staff, conversationId: string): Promise<void> {
  const conversation = await tx
    .selectFrom('conversations')
    .select('customerId')
    .where('id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst()
  if (!conversation) throw new NotFound()
  if (!conversation.customerId) return
  await tx
    .updateTable('conversations')
    .set({ customerId: null, draft: null })
    .where('id', '=', conversationId)
    .execute()
  await noteLink(tx, actor, conversationId, conversation.customerId)
}

/** Threads of this number that belonged to nobody are this customer's: CS has just added him or his number by hand. */
export async function linkByNumber(tx: Tx, actor: Actor, customerId: string, phone: string): Promise<void> {
  for (const conversation of await strayThreads(tx, phone)) await tie(tx, actor, conversation, customerId)
}

/**
 * Threads of a number that belong to nobody, locked. Locked before the number is written into a customer's record,
 * because a chat that is just being answered locks in that order.
 */
export async function strayThreads(tx: Tx, phone: string): Promise<Stray[]> {
  return await tx
    .selectFrom('conversations')
    .select(['id', 'draft'])
    .where('waId', '=', phone.slice(1))
    .where('customerId', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
}
type Stray = { id: string; draft: unknown }

async function tie(tx: Tx, actor: Actor, conversation: Stray, customerId: string): Promise<void> {
  const { id: conversationId } = conversation
  await tx
    .updateTable('conversations')
    .set({ customerId, draft: null })
    .where('id', '=', conversationId)
    .execute()
  await noteLink(tx, actor, conversationId, customerId)
  const { complaint } = readDraft(conversation.draft)
  if (complaint)
    await reportComplaint(
      tx,
      { kind: 'customer', id: customerId },
      { customerId, conversationId, text: complaint, messageIds: [], gatherSince: daysAgo(DRAFT_DAYS) },
    )
}

const noteLink = (tx: Tx, actor: Actor, conversationId: string, customerId: string) =>
  recordEvent(tx, {
    name: 'customerChanged',
    actor,
    customerId,
    conversationId,
    data: { fields: ['conversation'] },
  })
