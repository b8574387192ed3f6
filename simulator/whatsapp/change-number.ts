import { messageValue, unixSeconds } from './envelope.ts'
import { bsuid, wamid } from './ids.ts'
import type { Desk } from './desk.ts'
import type { Person } from './state.ts'
import type { WireMessage } from './wire.ts'
import { changedPerson } from './world.ts'

/** A new SIM card: the business hears it by a system message without contacts, with the new ids. */
export async function changeNumber(desk: Desk, person: Person, phone: string): Promise<void> {
  const digits = phone.replace(/\D/g, '')
  const old = { phone: person.phone, userId: person.userId }
  person.phone = digits
  person.userId = bsuid(digits)
  changedPerson(desk.world, person)
  const message: WireMessage = {
    from: old.phone,
    id: wamid(old.phone, true),
    timestamp: unixSeconds(Date.now()),
    type: 'system',
    system: {
      body: `User ${person.name} changed from ${old.phone} to ${digits}`,
      wa_id: digits,
      user_id: person.userId,
      previous_user_id: old.userId,
      type: 'user_changed_number',
    },
  }
  await desk.mixer.emit('inbound', `inbound ${person.id}`, messageValue(desk.world, [message]))
}
