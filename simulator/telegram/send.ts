import { badRequest, botError } from './bot-error.ts'
import { attach, fileFrom, type Attached } from './files.ts'
import { parseHtml, type Formatted } from './html.ts'
import { prepareMarkup } from './markup.ts'
import { Params } from './params.ts'
import type { Desk } from './desk.ts'
import type { ChatFile, ChatMessage, Person } from './state.ts'
import type { WireEntity, WireLocation, WireMessage } from './wire.ts'
import {
  addMessage,
  changedPerson,
  chatWireOf,
  findMessage,
  findPerson,
  nextMessageId,
  type World,
} from './world.ts'

const TEXT_LIMIT = 4096
const CAPTION_LIMIT = 1024

/** The person behind `chat_id`, reachable or not. */
export function chatPerson(world: World, params: Params): Person {
  const id = params.number('chat_id')
  if (params.text('chat_id') === '') throw badRequest('chat_id is empty')
  const person = id === undefined ? undefined : findPerson(world, id)
  if (!person) throw badRequest('chat not found')
  return person
}

/** The same, refused with 403 when the bot may not write there. */
export function reachable(world: World, params: Params): Person {
  const person = chatPerson(world, params)
  if (!person.started) throw botError(403, "Forbidden: bot can't initiate conversation with a user")
  if (person.blocked) throw botError(403, 'Forbidden: bot was blocked by the user')
  return person
}

/** Text with its formatting, from parse_mode or ready-made entities. */
export function formatted(params: Params, key: 'text' | 'caption', entitiesKey: string): Formatted {
  const source = params.text(key)
  const mode = params.text('parse_mode').toLowerCase()
  if (mode === 'html') return parseHtml(source)
  if (mode !== '') throw badRequest('unsupported parse_mode')
  return { text: source.trim(), entities: params.object<WireEntity[]>(entitiesKey) ?? [] }
}

export function textOf(params: Params): Formatted {
  const result = formatted(params, 'text', 'entities')
  if (result.text === '') throw badRequest('message text is empty')
  if (result.text.length > TEXT_LIMIT) throw badRequest('message is too long')
  return result
}

export function captionOf(params: Params): Partial<WireMessage> {
  const { text, entities } = formatted(params, 'caption', 'caption_entities')
  if (text.length > CAPTION_LIMIT) throw badRequest('message caption is too long')
  if (text === '') return {}
  return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) }
}

function quoted(world: World, person: Person, params: Params): WireMessage | undefined {
  const reply = params.object<{ message_id?: number; allow_sending_without_reply?: boolean }>(
    'reply_parameters',
  )
  const id = reply?.message_id ?? params.number('reply_to_message_id')
  if (id === undefined) return undefined
  const found = findMessage(world, person.id, id)
  if (!found && !reply?.allow_sending_without_reply && !params.flag('allow_sending_without_reply')) {
    throw badRequest('message to be replied not found')
  }
  if (!found) return undefined
  const { reply_to_message: _nested, ...flat } = found.wire
  return flat
}

export type Content = { wire: Partial<WireMessage>; text: string; file?: ChatFile }

/** Puts a message of the bot into the chat, with all that sending methods have in common. */
export function post(desk: Desk, params: Params, content: Content): ChatMessage {
  const { world, limits } = desk
  const person = reachable(world, params)
  const markup = prepareMarkup(params)
  const reply = quoted(world, person, params)
  limits.checkSend(person.id)
  const id = nextMessageId(world, person.id)
  const at = Date.now()
  const preview = params.object<{ is_disabled?: boolean }>('link_preview_options')
  const wire: WireMessage = {
    message_id: id,
    from: world.bot,
    chat: chatWireOf(person),
    date: Math.floor(at / 1000),
    ...content.wire,
    ...(reply ? { reply_to_message: reply } : {}),
    ...(preview && content.wire.text ? { link_preview_options: preview } : {}),
    ...(markup.inline ? { reply_markup: markup.inline } : {}),
  }
  person.unread += 1
  markup.apply(person, id)
  changedPerson(world, person)
  const draft = { personId: person.id, id, from: 'bot' as const, at, wire, text: content.text }
  return addMessage(world, { ...draft, ...(content.file ? { file: content.file } : {}) })
}

export function sendMessage(desk: Desk, params: Params): ChatMessage {
  reachable(desk.world, params)
  const { text, entities } = textOf(params)
  return post(desk, params, { wire: { text, ...(entities.length > 0 ? { entities } : {}) }, text })
}

export type FileKind = 'photo' | 'document' | 'voice' | 'audio' | 'video' | 'sticker'

export function fileWire(kind: FileKind, attached: Attached): Partial<WireMessage> {
  if (kind === 'photo') return { photo: attached.photo ?? [] }
  if (kind === 'sticker') {
    const { mime_type: _unsaid, ...file } = attached.wire
    return {
      sticker: { ...file, width: 512, height: 512, type: 'regular', is_animated: false, is_video: false },
    }
  }
  return { [kind]: attached.wire }
}

/** sendPhoto, sendDocument, ... */
export async function sendFile(desk: Desk, params: Params, kind: FileKind): Promise<ChatMessage> {
  reachable(desk.world, params)
  const caption = captionOf(params)
  const stored = await fileFrom(desk.world, params, kind, params.text(kind), kind)
  const attached = attach(desk.world, kind, stored)
  return post(desk, params, {
    wire: { ...fileWire(kind, attached), ...caption },
    text: caption.caption ?? '',
    file: attached.chat,
  })
}

export async function sendMediaGroup(desk: Desk, params: Params): Promise<ChatMessage[]> {
  const { world } = desk
  reachable(world, params)
  const items =
    params.object<{ type: FileKind; media: string; caption?: string; parse_mode?: string }[]>('media') ?? []
  if (items.length < 2 || items.length > 10) throw badRequest('wrong number of messages to send as an album')
  const group = String(Date.now())
  const contents: Content[] = []
  for (const item of items) {
    const own = new Params({ ...item }, params.files)
    const attached = attach(world, item.type, await fileFrom(world, params, item.type, item.media, item.type))
    const caption = captionOf(own)
    contents.push({
      wire: { media_group_id: group, ...fileWire(item.type, attached), ...caption },
      text: caption.caption ?? '',
      file: attached.chat,
    })
  }
  return contents.map((content) => post(desk, params, content))
}

function position(params: Params): WireLocation {
  const latitude = params.number('latitude')
  const longitude = params.number('longitude')
  if (
    latitude === undefined ||
    longitude === undefined ||
    Math.abs(latitude) > 90 ||
    Math.abs(longitude) > 180
  ) {
    throw badRequest('wrong latitude or longitude specified')
  }
  const live = params.number('live_period')
  return { latitude, longitude, ...(live ? { live_period: live } : {}) }
}

export function sendLocation(desk: Desk, params: Params): ChatMessage {
  return post(desk, params, { wire: { location: position(params) }, text: '' })
}

export function sendVenue(desk: Desk, params: Params): ChatMessage {
  const location = position(params)
  const venue = { location, title: params.text('title'), address: params.text('address') }
  return post(desk, params, { wire: { location, venue }, text: `${venue.title}\n${venue.address}` })
}

export function sendContact(desk: Desk, params: Params): ChatMessage {
  const contact = { phone_number: params.text('phone_number'), first_name: params.text('first_name') }
  return post(desk, params, { wire: { contact }, text: `${contact.first_name} ${contact.phone_number}` })
}
