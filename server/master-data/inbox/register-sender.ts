import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { createCustomer } from '../change-customer.ts'
import type { CustomerFields } from '../registration/index.ts'

/** The privacy text that the registration reply carries; a changed text needs a new version here. */
export const CONSENT_VERSION = 'privasi-2026-11'

/**
 * The sender becomes a customer, with the proof that he was told about his data. A number that the channel vouches for
 * finds the customer who has it already; one that was only typed proves nothing, so it is left out when it is taken
 * and CS sorts it out.
 * @returns the customer's id
 */
export async function registerSender(
  tx: Tx,
  actor: Actor,
  sender: { conversationId: string; waId: string | null; messageId: string | null; fields: CustomerFields },
): Promise<string> {
  const { fields } = sender
  const typed = sender.waId ? null : fields.otherPhone
  const phone = sender.waId ? `+${sender.waId}` : typed
  const owner = phone
    ? await tx
        .selectFrom('customers')
        .select('id')
        .where('phone', '=', phone)
        .where('status', '=', 'ACTIVE')
        .executeTakeFirst()
    : undefined
  const details = {
    name: fields.name,
    salutation: fields.salutation,
    address: fields.address,
    company: fields.company,
    email: fields.email,
  }
  const known = owner && !typed ? owner.id : null
  const customerId =
    known ?? (await createCustomer(tx, actor, { ...details, phone: owner ? null : phone }, 'WHATSAPP')).id
  await tx
    .updateTable('conversations')
    .set({ customerId, draft: null })
    .where('id', '=', sender.conversationId)
    .execute()
  await tx
    .insertInto('consents')
    .values({ customerId, textVersion: CONSENT_VERSION, channel: 'whatsapp', messageId: sender.messageId })
    .execute()
  return customerId
}
