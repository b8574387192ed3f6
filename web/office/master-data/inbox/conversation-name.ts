import type { Conversation } from '../../../shared/api/shapes.ts'
import { phone } from '../../../shared/format.ts'

type Known = Pick<Conversation, 'customer' | 'displayName' | 'phone' | 'username'>

/** Who writes: the customer when known, else what WhatsApp tells about the sender. */
export function nameOf(conversation: Known, t: (key: string) => string): string {
  const { customer, displayName, username } = conversation
  return (
    customer?.name ??
    displayName ??
    (username ? `@${username}` : null) ??
    (conversation.phone ? phone(conversation.phone) : t('inbox.unknown'))
  )
}
