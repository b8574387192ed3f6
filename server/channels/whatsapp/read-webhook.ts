import { createHash } from 'node:crypto'
import type { InboundMessage, Sender } from '../../master-data/index.ts'

// Everything in here tolerates what it does not know: a new field or kind of message must never lose the others.

export type Update = { externalId: string; sender: string; payload: StoredUpdate }
export type StoredUpdate =
  | { type: 'message'; message: Json; contact: Json | null }
  | { type: 'status'; status: Json }
  | { type: 'other'; field: string; value: unknown }

export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined

/**
 * Takes one POST apart into single updates, each with the id it is deduplicated by: a message by its own id, a status
 * by (id, status, recipient), anything else by its content. Other numbers' updates are left out.
 */
export function splitWebhook(envelope: unknown, phoneNumberId: string): Update[] {
  const updates: Update[] = []
  for (const entry of list(isObject(envelope) ? envelope['entry'] : null)) {
    // the same news twice a week (a template is approved again) differs by the time of its entry only
    const when = [entry['id'], entry['time']]
    for (const change of list(entry['changes'])) updates.push(...splitChange(change, when, phoneNumberId))
  }
  return updates
}

function splitChange(change: Json, when: unknown, phoneNumberId: string): Update[] {
  const field = text(change['field']) ?? 'unknown'
  const value = change['value']
  const metadata = isObject(value) && isObject(value['metadata']) ? value['metadata'] : {}
  const number = text(metadata['phone_number_id'])
  if (number && number !== phoneNumberId) return []
  const updates = isObject(value) && field === 'messages' ? [...messagesOf(value), ...statusesOf(value)] : []
  if (updates.length > 0) return updates
  return [
    { externalId: `other:${hash([when, change])}`, sender: '', payload: { type: 'other', field, value } },
  ]
}

function messagesOf(value: Json): Update[] {
  const contacts = list(value['contacts'])
  const messages = list(value['messages'])
  const senders = new Set(messages.map((message) => message['from_user_id'] ?? message['from']))
  return messages.map((message) => {
    // somebody else's contact would give this sender a foreign id, so a guess is allowed only where there is no choice
    const own = contacts.find(
      (one) =>
        (one['wa_id'] !== undefined && one['wa_id'] === message['from']) ||
        (one['user_id'] !== undefined && one['user_id'] === message['from_user_id']),
    )
    const only = contacts.length === 1 && senders.size === 1 ? contacts[0] : undefined
    const contact = own ?? only ?? null
    return {
      externalId: text(message['id']) ?? `message:${hash(message)}`,
      sender: text(message['from_user_id']) ?? text(message['from']) ?? text(contact?.['user_id']) ?? '',
      payload: { type: 'message', message, contact },
    }
  })
}

/** Reports may be read in any order, so they wait for nobody and have no sender. */
function statusesOf(value: Json): Update[] {
  return list(value['statuses']).map((status) => {
    const recipient = text(status['recipient_id']) ?? text(status['recipient_user_id']) ?? ''
    return {
      externalId: `status:${text(status['id'])}:${text(status['status'])}:${recipient}`,
      sender: '',
      payload: { type: 'status', status },
    }
  })
}

const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** Digits of an international number; a business-scoped id may stand where a number is expected. */
export const asNumber = (value: unknown) =>
  /^[1-9]\d{6,14}$/.test(text(value) ?? '') ? text(value) : undefined
const asUserId = (value: unknown) => (/^[A-Z]{2}\./.test(text(value) ?? '') ? opaque(value) : undefined)
export const opaque = (value: unknown) =>
  /^[\w.-]{1,140}$/.test(text(value) ?? '') ? text(value) : undefined

export function senderOf(message: Json, contact: Json | null): Sender | null {
  const waId = asNumber(message['from']) ?? asNumber(contact?.['wa_id'])
  const bsuid =
    opaque(message['from_user_id']) ??
    opaque(contact?.['user_id']) ??
    asUserId(message['from']) ??
    asUserId(contact?.['wa_id'])
  if (!waId && !bsuid) return null
  const parentBsuid = opaque(message['from_parent_user_id']) ?? opaque(contact?.['parent_user_id'])
  const profile = isObject(contact?.['profile']) ? contact['profile'] : {}
  const name = text(profile['name'])
  const username = text(profile['username'])
  return {
    ...(waId && { waId }),
    ...(bsuid && { bsuid }),
    ...(parentBsuid && { parentBsuid }),
    ...(name && { name }),
    ...(username && { username }),
  }
}

/** WhatsApp's seconds; a clock that runs ahead must not keep the 24-hour window open, nonsense counts as now. */
function timeOf(value: unknown): Date {
  const [milliseconds, now] = [Number(value) * 1000, Date.now()]
  const sensible = milliseconds > 0 && milliseconds < now + 366 * 86_400_000
  return new Date(sensible ? Math.min(milliseconds, now) : now)
}

/** A stored message as the conversation keeps it; null when nobody can be told to have sent it, or a group was meant. */
export function readMessage(stored: { message: Json; contact: Json | null }): InboundMessage | null {
  const { message, contact } = stored
  const from = senderOf(message, contact)
  const externalId = text(message['id'])
  if (!from || !externalId || message['group_id'] !== undefined) return null
  const kind = text(message['type']) ?? 'unknown'
  const context = isObject(message['context']) ? message['context'] : {}
  return {
    channel: 'whatsapp',
    externalId,
    from,
    ...bodyOf(kind, message),
    replyTo: text(context['id']) ?? null,
    at: timeOf(message['timestamp']),
    raw: message,
  }
}

const MEDIA = ['image', 'video', 'audio', 'document', 'sticker']

function bodyOf(kind: string, message: Json): Pick<InboundMessage, 'kind' | 'text' | 'location' | 'media'> {
  const part = isObject(message[kind]) ? (message[kind] as Json) : {}
  if (MEDIA.includes(kind)) {
    const id = text(part['id'])
    const [mime, name, sha256] = [text(part['mime_type']), text(part['filename']), text(part['sha256'])]
    const media = id
      ? {
          id,
          ...(mime && { mime }),
          ...(name && { name }),
          ...(sha256 && { sha256 }),
          ...(part['voice'] === true && { voice: true }),
        }
      : null
    return { kind: part['voice'] === true ? 'voice' : kind, text: text(part['caption']) ?? null, media }
  }
  if (kind === 'text') return { kind, text: text(part['body']) ?? null }
  if (kind === 'location') return readLocation(part)
  if (kind === 'button') return { kind, text: text(part['text']) ?? null }
  if (kind === 'interactive') {
    const answer = [part['button_reply'], part['list_reply'], part['nfm_reply']].find(isObject)
    return { kind, text: text(answer?.['title']) ?? text(answer?.['body']) ?? null }
  }
  if (kind === 'reaction') return { kind, text: text(part['emoji']) ?? null }
  if (kind === 'contacts') return { kind, text: contactNames(message['contacts']) }
  if (kind === 'system') return { kind, text: text(part['body']) ?? null }
  return { kind, text: null }
}

function readLocation(part: Json): Pick<InboundMessage, 'kind' | 'text' | 'location'> {
  const lat = Number(part['latitude'])
  const lng = Number(part['longitude'])
  const valid = Number.isFinite(lat) && Number.isFinite(lng) && Math.abs(lat) <= 90 && Math.abs(lng) <= 180
  const label = [text(part['name']), text(part['address'])].filter(Boolean).join(', ')
  return { kind: 'location', text: label || null, location: valid ? { lat, lng } : null }
}

const contactNames = (contacts: unknown) =>
  list(contacts)
    .map((contact) => [nameOf(contact), ...phonesOf(contact)].filter(Boolean).join(' '))
    .join(', ') || null

const nameOf = (contact: Json) =>
  isObject(contact['name']) ? text(contact['name']['formatted_name']) : undefined

/** A card may come as a vCard only. */
function phonesOf(contact: Json): (string | undefined)[] {
  const listed = list(contact['phones']).map((phone) => text(phone['phone']) ?? text(phone['wa_id']))
  if (listed.length > 0) return listed
  return [...(text(contact['vcard']) ?? '').matchAll(/^TEL[^:\r\n]*:(.+)$/gim)].map((line) => line[1]?.trim())
}

/** A system message that says somebody now has another number or id. */
export function readIdentityChange(message: Json): { before: Sender; after: Sender } | null {
  const system = isObject(message['system']) ? message['system'] : null
  if (message['type'] !== 'system' || !system || system['type'] === 'customer_identity_changed') return null
  const waId = asNumber(system['wa_id']) ?? asNumber(system['new_wa_id'])
  const bsuid = opaque(system['user_id'])
  const parentBsuid = opaque(system['parent_user_id'])
  const oldBsuid = opaque(system['previous_user_id']) ?? opaque(message['from_user_id'])
  const oldWaId = asNumber(message['from'])
  if (!waId && !bsuid) return null
  return {
    before: { ...(oldWaId && { waId: oldWaId }), ...(oldBsuid && { bsuid: oldBsuid }) },
    after: { ...(waId && { waId }), ...(bsuid && { bsuid }), ...(parentBsuid && { parentBsuid }) },
  }
}

export type StatusReport = {
  externalId: string | null
  outboxId: string | null
  status: 'SENT' | 'DELIVERED' | 'READ' | 'FAILED'
  error?: { code: number; title: string; details: string }
  /** what WhatsApp charges for the message, as far as this report says */
  price: { category: string; type: string | null; billable: boolean } | null
  at: Date
}

/** A status as the delivery ladder knows it; null for kinds that we do not know. */
export function readStatus(status: Json): StatusReport | null {
  const known: Record<string, StatusReport['status']> = {
    sent: 'SENT',
    delivered: 'DELIVERED',
    read: 'READ',
    played: 'READ',
    failed: 'FAILED',
  }
  const rung = known[text(status['status']) ?? '']
  if (!rung) return null
  const callback = text(status['biz_opaque_callback_data'])
  const failure = list(status['errors'])[0]
  return {
    externalId: text(status['id']) ?? null,
    outboxId: callback && /^[0-9a-f-]{36}$/.test(callback) ? callback : null,
    status: rung,
    ...(failure && { error: readError(failure) }),
    price: readPrice(status['pricing']),
    at: timeOf(status['timestamp']),
  }
}

/** An error as WhatsApp writes it everywhere. */
export function readError(error: Json): { code: number; title: string; details: string } {
  const data = isObject(error['error_data']) ? error['error_data'] : {}
  return {
    code: Number(error['code']) || 0,
    title: text(error['title']) ?? text(error['message']) ?? '',
    details: text(data['details']) ?? '',
  }
}

function readPrice(pricing: unknown): StatusReport['price'] {
  const category = isObject(pricing) ? text(pricing['category']) : undefined
  if (!isObject(pricing) || !category) return null
  return {
    category: category.toLowerCase().slice(0, 40),
    type: text(pricing['type']) ?? null,
    billable: pricing['billable'] === true,
  }
}
