import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { changeCustomer } from '../change-customer.ts'
import {
  absorb,
  type Conversation,
  identitiesOf,
  knownBy,
  learnIdentities,
  lineOf,
  lockIdentities,
  type Sender,
} from './find-conversation.ts'

/**
 * WhatsApp says that somebody has another number or id now: his conversation goes on under the new one, and so does his
 * record unless another customer has the number. Whoever writes from the old number later is somebody else.
 * @returns his conversation, or null when we do not know him
 */
export async function changeIdentity(
  tx: Tx,
  change: { before: Sender; after: Sender; at: Date },
): Promise<Conversation | null> {
  const { at } = change
  const [before, after] = [identitiesOf(change.before), identitiesOf(change.after)]
  await lockIdentities(tx, [...before, ...after])
  const [found] = await knownBy(tx, before, at)
  if (!found) return null
  const { customerId } = await absorb(tx, found, await knownBy(tx, after, at))
  // a new number means that the one before it was given up, whether its owner is told of by number or by id
  const given = new Set(after.map((identity) => identity.kind))
  const stays = after.map((identity) => identity.value)
  await tx
    .updateTable('channelIdentities')
    .set({ replacedAt: at })
    .where('conversationId', '=', found.id)
    .where('kind', 'in', [...given])
    .where('value', 'not in', stays)
    // another phone of his, whose chat was joined with this one, is not meant
    .where(sql<boolean>`line is not distinct from ${lineOf(found.id, [...before, ...after])}`)
    .where('replacedAt', 'is', null)
    .execute()
  await learnIdentities(tx, found.id, change.after, at, before)
  if (customerId && change.after.waId) await moveNumber(tx, customerId, change.after.waId)
  return { id: found.id, customerId }
}

/** The customer's number follows him, when it is free. */
async function moveNumber(tx: Tx, customerId: string, waId: string): Promise<void> {
  const phone = `+${waId}`
  const taken = await tx
    .selectFrom('customers')
    .select('id')
    .where('phone', '=', phone)
    .where((where) => where.or([where('status', '=', 'ACTIVE'), where('id', '=', customerId)]))
    .executeTakeFirst()
  if (!taken) await changeCustomer(tx, { kind: 'customer', id: customerId }, customerId, { phone })
}
