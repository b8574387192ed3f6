import { Answer } from '../plumbing/http.ts'
import { withoutExif } from '../plumbing/image.ts'
import { inboundMessage, messageValue } from './envelope.ts'
import { wamid } from './ids.ts'
import { mediaUrl, storeMedia } from './media.ts'
import { plainText } from './plain-text.ts'
import { sampleFile } from '../plumbing/sample-files.ts'
import { statusError } from './graph-error.ts'
import type { Desk } from './desk.ts'
import type { ChatMedia, ChatMessage, Person } from './state.ts'
import type { WireBody, WireContact, WireMessage } from './wire.ts'
import { addMessage, changedMessage, changedPerson } from './world.ts'

export type FileAct = {
  type: 'image' | 'video' | 'audio' | 'document' | 'sticker'
  /** One of: id from POST /_sim/media, bytes in base64, or nothing for a small sample picture. */
  mediaId?: string
  base64?: string
  mimeType?: string
  filename?: string
  caption?: string
  voice?: boolean
}

export type Act = { replyTo?: string; forwarded?: boolean } & (
  | { type: 'text'; text: string }
  | FileAct
  | { type: 'album'; photos: Omit<FileAct, 'type'>[] }
  | { type: 'location'; latitude: number; longitude: number; name?: string; address?: string }
  | { type: 'contacts'; contacts: { name: string; phone: string }[] }
  | { type: 'share-number'; messageId?: string }
  | { type: 'reaction'; messageId: string; emoji?: string }
  | { type: 'press'; messageId: string; button: string | number }
  | { type: 'choose'; messageId: string; row: string }
  | { type: 'edit'; messageId: string; text: string }
  | { type: 'revoke'; messageId: string }
  | { type: 'unsupported'; kind?: string }
  | { type: 'raw'; message: Record<string, unknown> }
)

const DEFAULT_MIME = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/ogg; codecs=opus',
  document: 'application/pdf',
  sticker: 'image/webp',
}

type Said = { body: WireBody; media?: ChatMedia; replyTo?: string; opensWindow?: boolean; hidden?: boolean }

/** Stores what a person did as a message and sends the webhook. */
async function say(desk: Desk, person: Person, said: Said, forwarded = false): Promise<ChatMessage> {
  const { world, mixer } = desk
  const draft = {
    id: wamid(person.phone, true),
    personId: person.id,
    from: 'person' as const,
    at: Date.now(),
    body: said.body,
    text: plainText(said.body),
    ...(said.media ? { media: said.media } : {}),
    ...(said.replyTo ? { replyTo: said.replyTo } : {}),
    ...(forwarded ? { forwarded: true } : {}),
  }
  if (said.opensWindow !== false) person.lastInboundAt = draft.at
  const message = said.hidden ? { ...draft, seq: 0, rev: 0 } : addMessage(world, draft)
  changedPerson(world, person)
  await mixer.emit(
    'inbound',
    `inbound ${person.id}`,
    messageValue(world, [inboundMessage(world, person, message)], person),
  )
  return message
}

function fileOf(
  desk: Desk,
  act: FileAct,
): { id: string; bytes: Buffer; mimeType: string; sha256: string; filename?: string } {
  const { world } = desk
  const known = act.mediaId === undefined ? undefined : world.state.media[act.mediaId]
  if (act.mediaId !== undefined && !known) throw new Answer(400, { error: `no file ${act.mediaId}` })
  const mimeType = act.mimeType ?? known?.mimeType ?? DEFAULT_MIME[act.type]
  const given = known ? world.files.get(known.id) : act.base64 ? Buffer.from(act.base64, 'base64') : undefined
  const raw = given ?? sampleFile(act.type)
  const bytes = act.type === 'image' ? withoutExif(raw) : raw
  const filename = act.filename ?? known?.filename
  const media = storeMedia(world, bytes, mimeType, filename)
  return { ...media, bytes }
}

function file(desk: Desk, act: FileAct): Said {
  const stored = fileOf(desk, act)
  const caption = act.caption ? { caption: act.caption } : {}
  const filename = act.type === 'document' ? { filename: stored.filename ?? 'dokumen.pdf' } : {}
  const ref = {
    ...caption,
    ...filename,
    mime_type: stored.mimeType,
    sha256: stored.sha256,
    id: stored.id,
    url: mediaUrl(desk.world, stored.id, 'webhook'),
    ...(act.type === 'audio' ? { voice: act.voice ?? true } : {}),
    ...(act.type === 'sticker' ? { animated: false } : {}),
  }
  return {
    body: { type: act.type, [act.type]: ref },
    media: {
      id: stored.id,
      type: act.type,
      mimeType: stored.mimeType,
      size: stored.bytes.length,
      ...caption,
      ...filename,
    },
  }
}

const formatted = (digits: string): string =>
  `+${digits.slice(0, 2)} ${digits.slice(2, 5)}-${digits.slice(5, 9)}-${digits.slice(9)}`

function contact(name: string, phone: string): WireContact {
  const digits = phone.replace(/\D/g, '')
  const [first = name, ...rest] = name.split(' ')
  return {
    name: {
      formatted_name: name,
      first_name: first,
      ...(rest.length > 0 ? { last_name: rest.join(' ') } : {}),
    },
    phones: [{ phone: formatted(digits), wa_id: digits, type: 'CELL' }],
  }
}

function shareNumber(person: Person, messageId: string | undefined): Said {
  const card = { ...contact(person.name, person.phone), origin: messageId ? 'contact_request' : 'other' }
  return { body: { type: 'contacts', contacts: [card] }, ...(messageId ? { replyTo: messageId } : {}) }
}

function businessMessage(desk: Desk, person: Person, id: string): ChatMessage {
  const message = desk.world.index.get(id)
  if (!message || message.personId !== person.id)
    throw new Answer(404, { error: `no message ${id} in this chat` })
  return message
}

/** A tap: `interactive.button_reply` for session messages, the older `button` for templates. */
function press(desk: Desk, person: Person, id: string, which: string | number): Said {
  const message = businessMessage(desk, person, id)
  const quick = message.template?.buttons.filter((one) => one.type === 'QUICK_REPLY')
  if (quick) {
    const button = quick.find((one, i) => i === which || one.text === which || one.payload === which)
    if (!button) throw new Answer(400, { error: `no such quick reply: ${which}` })
    choose(desk, message, button.text)
    return {
      body: { type: 'button', button: { payload: button.payload ?? button.text, text: button.text } },
      replyTo: id,
    }
  }
  const replies = message.body.interactive?.action?.buttons?.map((one) => one.reply) ?? []
  const reply = replies.find((one, i) => i === which || one.id === which || one.title === which)
  if (!reply) throw new Answer(400, { error: `no such button: ${which}` })
  choose(desk, message, reply.id)
  const button = { id: reply.id, title: reply.title }
  return {
    body: { type: 'interactive', interactive: { type: 'button_reply', button_reply: button } },
    replyTo: id,
  }
}

function chooseRow(desk: Desk, person: Person, id: string, which: string): Said {
  const message = businessMessage(desk, person, id)
  const rows = message.body.interactive?.action?.sections?.flatMap((section) => section.rows) ?? []
  const row = rows.find((one) => one.id === which || one.title === which)
  if (!row) throw new Answer(400, { error: `no such row: ${which}` })
  choose(desk, message, row.id)
  return {
    body: { type: 'interactive', interactive: { type: 'list_reply', list_reply: { ...row } } },
    replyTo: id,
  }
}

function choose(desk: Desk, message: ChatMessage, chosen: string): void {
  message.chosen = chosen
  changedMessage(desk.world, message)
}

function reaction(desk: Desk, person: Person, id: string, emoji: string | undefined): Said {
  const target = businessMessage(desk, person, id)
  if (emoji) target.personEmoji = emoji
  else delete target.personEmoji
  changedMessage(desk.world, target)
  const body = { type: 'reaction', reaction: { message_id: id, ...(emoji ? { emoji } : {}) } }
  return { body, opensWindow: false, hidden: true }
}

function unsupported(kind: string | undefined): WireBody {
  const errors = [statusError(131051, 'Message type is currently not supported.')].map(
    ({ href: _href, ...error }) => error,
  )
  return { type: 'unsupported', errors, ...(kind ? { unsupported: { type: kind } } : {}) } as WireBody
}

/** Only numbers shared with the WhatsApp Business app hear of edits; others get "unsupported". */
function change(desk: Desk, person: Person, id: string, text: string | null): Said {
  const { world } = desk
  const target = businessMessage(desk, person, id)
  if (target.from !== 'person') throw new Answer(400, { error: 'not a message of this person' })
  if (text === null) target.revoked = true
  else {
    target.edited = true
    target.text = text
    if (target.body.text) target.body = { ...target.body, text: { body: text } }
  }
  changedMessage(world, target)
  if (!world.state.faults.coexistence)
    return { body: unsupported(text === null ? 'revoke' : 'edit'), hidden: true }
  const body: WireBody =
    text === null
      ? { type: 'revoke', revoke: { original_message_id: id } }
      : {
          type: 'edit',
          edit: {
            original_message_id: id,
            message: { context: { id: 'M0' }, type: 'text', text: { body: text } },
          },
        }
  return { body, hidden: true }
}

function saidBy(desk: Desk, person: Person, act: Exclude<Act, { type: 'album' }>): Said {
  switch (act.type) {
    case 'text':
      if (!act.text) throw new Answer(400, { error: 'empty text' })
      return { body: { type: 'text', text: { body: act.text } } }
    case 'location': {
      const { latitude, longitude, name, address } = act
      return {
        body: {
          type: 'location',
          location: { latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) },
        },
      }
    }
    case 'contacts':
      return {
        body: {
          type: 'contacts',
          contacts: act.contacts.map((one) => ({ ...contact(one.name, one.phone), origin: 'other' })),
        },
      }
    case 'share-number':
      return shareNumber(person, act.messageId)
    case 'reaction':
      return reaction(desk, person, act.messageId, act.emoji)
    case 'press':
      return press(desk, person, act.messageId, act.button)
    case 'choose':
      return chooseRow(desk, person, act.messageId, act.row)
    case 'edit':
      return change(desk, person, act.messageId, act.text)
    case 'revoke':
      return change(desk, person, act.messageId, null)
    case 'unsupported':
      return { body: unsupported(act.kind) }
    case 'raw':
      return { body: act.message as WireMessage }
    default:
      return file(desk, act)
  }
}

/** Does on behalf of a person what they do on their phone. Ends when the first webhook call was tried. */
export async function act(desk: Desk, person: Person, what: Act): Promise<ChatMessage[]> {
  if (person.blocked) throw new Answer(409, { error: `${person.name} has blocked the business` })
  if (what.type === 'album') {
    const photos = what.photos.map((photo) => say(desk, person, file(desk, { ...photo, type: 'image' })))
    return Promise.all(photos)
  }
  const said = saidBy(desk, person, what)
  if (!said.replyTo && what.replyTo) said.replyTo = what.replyTo
  return [await say(desk, person, said, what.forwarded)]
}
