import { createHmac } from 'node:crypto'
import type { ChatMessage, Person } from './state.ts'
import type { World } from './world.ts'
import type { WireChange, WireEnvelope, WireMessage, WireProfile, WireStatus, WireValue } from './wire.ts'

/**
 * JSON the way Meta's serialiser writes it: everything outside ASCII as \uXXXX, "/" as "\/", "@" as \u0040.
 * These characters only occur inside strings, so replacing in the finished text is safe.
 */
export function metaBytes(envelope: WireEnvelope): Buffer {
  const escaped = JSON.stringify(envelope)
    .replaceAll('/', '\\/')
    .replaceAll('@', '\\u0040')
    .replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return Buffer.from(escaped, 'ascii')
}

/** Value of X-Hub-Signature-256 over exactly these bytes. */
export const signature = (secret: string, bytes: Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`

export const unixSeconds = (ms: number): string => String(Math.floor(ms / 1000))

export function profileOf(person: Person): WireProfile {
  return {
    profile: { name: person.name, ...(person.username === undefined ? {} : { username: person.username }) },
    ...(person.hidesNumber ? {} : { wa_id: person.phone }),
    user_id: person.userId,
  }
}

export function messageValue(world: World, messages: WireMessage[], person?: Person): WireValue {
  return { ...baseValue(world), ...(person ? { contacts: [profileOf(person)] } : {}), messages }
}

export function statusValue(world: World, statuses: WireStatus[], person: Person): WireValue {
  const failed = statuses.some((one) => one.status === 'failed')
  return { ...baseValue(world), ...(failed ? {} : { contacts: [profileOf(person)] }), statuses }
}

function baseValue(world: World): WireValue {
  return {
    messaging_product: 'whatsapp',
    metadata: {
      display_phone_number: world.settings.businessPhone,
      phone_number_id: world.settings.phoneNumberId,
    },
  }
}

/** The wire form of what a person sent. */
export function inboundMessage(world: World, person: Person, message: ChatMessage): WireMessage {
  const quoted = message.replyTo
  const context = {
    ...(quoted ? { from: contextFrom(world, person, quoted), id: quoted } : {}),
    ...(message.forwarded ? { forwarded: true } : {}),
  }
  return {
    ...(Object.keys(context).length > 0 ? { context } : {}),
    ...(person.hidesNumber ? {} : { from: person.phone }),
    from_user_id: person.userId,
    id: message.id,
    timestamp: unixSeconds(message.at),
    ...message.body,
  }
}

function contextFrom(world: World, person: Person, quotedId: string): string {
  const quoted = world.index.get(quotedId)
  return quoted?.from === 'person'
    ? person.hidesNumber
      ? person.userId
      : person.phone
    : world.settings.businessPhone
}

export function envelopeOf(world: World, entries: WireChange[][]): WireEnvelope {
  return {
    object: 'whatsapp_business_account',
    entry: entries.map((changes) => ({ id: world.settings.businessAccountId, changes })),
  }
}
