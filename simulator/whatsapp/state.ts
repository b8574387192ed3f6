import { bsuid, numericId } from './ids.ts'
import type { Faults } from './faults.ts'
import { calmFaults } from './faults.ts'
import type { WireBody, WireEnvelope, WireError, WireTemplateDefinition } from './wire.ts'

/** A customer and their phone. `phone` is digits without a plus (the form of a `wa_id`). */
export type Person = {
  id: string
  name: string
  phone: string
  userId: string
  username?: string
  /** Username adopter: the business sees neither `from` nor `wa_id`. */
  hidesNumber: boolean
  onWhatsapp: boolean
  online: boolean
  readReceipts: boolean
  blocked: boolean
  lastInboundAt: number | null
  unread: number
}

export type Rendered = {
  header?: string
  body: string
  footer?: string
  buttons: { type: string; text: string; url?: string; payload?: string }[]
}

export type ChatMedia = {
  id: string
  type: string
  mimeType: string
  filename?: string
  size: number
  caption?: string
}

export type SendState = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'

export type ChatMessage = {
  id: string
  seq: number
  rev: number
  personId: string
  from: 'person' | 'business'
  at: number
  /** As it stood on the wire. */
  body: WireBody
  /** What a reader sees, in plain text. */
  text: string
  replyTo?: string
  forwarded?: boolean
  media?: ChatMedia
  template?: Rendered
  /** Of a business message. */
  status?: SendState
  /** It is on the person's phone (also when `delivered` was never reported). */
  arrived?: boolean
  errors?: WireError[]
  callbackData?: string
  category?: string
  chosen?: string
  /** Of a person's message. */
  readByBusiness?: boolean
  edited?: boolean
  revoked?: boolean
  personEmoji?: string
  businessEmoji?: string
}

export type StoredMedia = {
  id: string
  mimeType: string
  filename?: string
  sha256: string
  size: number
  at: number
}

export type Template = {
  id: string
  name: string
  language: string
  category: string
  status: string
  parameterFormat: 'POSITIONAL' | 'NAMED'
  components: WireTemplateDefinition[]
  rejectedReason?: string
  at: number
}

/** One webhook call that the server has not yet answered with 200. */
export type Delivery = {
  id: string
  key: string
  envelope: WireEnvelope
  attempts: number
  createdAt: number
  lastStatus?: number | string
}

export type State = {
  seq: number
  people: Person[]
  chats: Record<string, ChatMessage[]>
  media: Record<string, StoredMedia>
  templates: Template[]
  deletedTemplates: Record<string, number>
  uploads: Record<string, { mimeType: string; handle?: string }>
  deliveries: Delivery[]
  subscribed: boolean
  faults: Faults
}

export const PREMADE = [
  { name: 'Budi Santoso', phone: '6281234567801' },
  { name: 'Ratna Dewi', phone: '6281234567802' },
  { name: 'Pak Hasan', phone: '6281234567803' },
  { name: 'Maya Kusuma', phone: '6281234567804', username: 'mayakusuma', hidesNumber: true },
]

let made = 0

export function newPerson(o: {
  name: string
  phone: string
  username?: string
  hidesNumber?: boolean
  id?: string
}): Person {
  made += 1
  return {
    id: o.id ?? `c${numericId(10)}`,
    name: o.name,
    phone: o.phone,
    userId: bsuid(o.id ? o.phone : `${o.phone}.${made}`),
    ...(o.username === undefined ? {} : { username: o.username }),
    hidesNumber: o.hidesNumber ?? false,
    onWhatsapp: true,
    online: true,
    readReceipts: true,
    blocked: false,
    lastInboundAt: null,
    unread: 0,
  }
}

export function freshState(): State {
  return {
    seq: 0,
    people: PREMADE.map((one, i) => newPerson({ ...one, id: `c${i + 1}` })),
    chats: {},
    media: {},
    templates: [],
    deletedTemplates: {},
    uploads: {},
    deliveries: [],
    subscribed: true,
    faults: calmFaults(),
  }
}
