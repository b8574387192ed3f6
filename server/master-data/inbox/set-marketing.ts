import type { Tx } from '../../platform/db.ts'
import { recordEvent } from '../../ticket/index.ts'
import { identitiesOf, knownBy, type Sender } from './find-conversation.ts'

/** The customer wants advertising no more, or again. What concerns his own orders is no advertising. */
export async function setMarketing(tx: Tx, customerId: string, wanted: boolean): Promise<void> {
  const changed = await tx
    .updateTable('customers')
    .set({ marketingStoppedAt: wanted ? null : new Date(), updatedAt: new Date() })
    .where('id', '=', customerId)
    .where('marketingStoppedAt', wanted ? 'is not' : 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (changed)
    await recordEvent(tx, {
      name: 'customerChanged',
      actor: { kind: 'customer', id: customerId },
      customerId,
      data: { fields: ['marketing'] },
    })
}

/** The same, said by WhatsApp about one of its users; strangers get no advertising anyway. */
export async function setMarketingOf(tx: Tx, who: Sender, wanted: boolean): Promise<void> {
  const [known] = await knownBy(tx, identitiesOf(who), new Date())
  if (known?.customerId) await setMarketing(tx, known.customerId, wanted)
}
