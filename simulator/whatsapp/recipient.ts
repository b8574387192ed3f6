import { graphError } from './graph-error.ts'
import type { Person } from './state.ts'
import type { WireSend } from './wire.ts'
import { addPerson, findPerson, type World } from './world.ts'

const BUSINESS_COUNTRY = '62'

/**
 * Digits of a `to`. With a plus it is taken as it is; without one a known number is recognised, and anything
 * else gets the country code of the business in front: "0812..." becomes 620812..., a number nobody has.
 */
function dialled(world: World, to: string): string {
  const digits = to.replace(/\D/g, '')
  if (to.trim().startsWith('+') || findPerson(world, digits) || digits.startsWith(BUSINESS_COUNTRY))
    return digits
  return BUSINESS_COUNTRY + digits
}

/** An Indonesian mobile number, or any other international one. */
const plausible = (digits: string): boolean =>
  /^628[1-9]\d{7,10}$/.test(digits) || /^(?!62|0)\d{9,15}$/.test(digits)

/**
 * The person a message goes to: `to` (a number) wins over `recipient` (a business-scoped user id).
 * A number that nobody has yet gets a phone of its own, so that every customer can be watched.
 */
export function findRecipient(world: World, send: WireSend): Person {
  if (send.to !== undefined && send.to !== '') {
    if (!/^\+?[\d\s().-]+$/.test(send.to))
      throw graphError(131009, `Parameter to is not a phone number: ${send.to}`)
    const digits = dialled(world, send.to)
    if (digits === world.settings.businessPhone)
      throw graphError(131021, 'Recipient phone number cannot be sender.')
    const known = findPerson(world, digits)
    if (known) return known
    const person = addPerson(world, { name: `+${digits}`, phone: digits })
    // Landlines, misdialled and too short numbers are accepted and fail later, as in real life.
    person.onWhatsapp = plausible(digits)
    return person
  }
  if (!send.recipient) {
    throw graphError(100, 'Either to or recipient is required.', {
      message: '(#100) The parameter to is required.',
    })
  }
  if (send.type === 'template' && send.template?.name.startsWith('auth_')) {
    throw graphError(131062, 'Authentication templates need a phone number.')
  }
  const person = world.state.people.find((one) => one.userId === send.recipient)
  if (!person) throw graphError(131009, `Parameter recipient is not a known user id: ${send.recipient}`)
  return person
}
