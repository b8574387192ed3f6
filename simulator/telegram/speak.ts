import { Answer } from '../plumbing/http.ts'
import { pressCallback } from './callbacks.ts'
import { foundEntities } from './html.ts'
import {
  contactContent,
  fileContent,
  locationContent,
  locationOf,
  textContent,
  type Bytes,
  type Content,
  type FileAct,
  type LocationAct,
  type Position,
} from './contents.ts'
import type { Desk } from './desk.ts'
import type { Callback, ChatMessage, Person } from './state.ts'
import type { WireMessage } from './wire.ts'
import {
  addMessage,
  changedMessage,
  changedPerson,
  chatWireOf,
  findMessage,
  nextMessageId,
  userOf,
} from './world.ts'

export type Act = { replyTo?: number; forwardedFrom?: string } & (
  | { type: 'text'; text: string }
  | { type: 'start'; payload?: string }
  | { type: 'open-link'; url: string }
  | FileAct
  | { type: 'album'; photos: Bytes[] }
  | ({ type: 'location' } & LocationAct)
  | ({ type: 'move'; messageId: number } & Position)
  | { type: 'stop-live'; messageId: number }
  | { type: 'contact'; phone?: string; name?: string }
  | { type: 'edit'; messageId: number; text: string }
  | { type: 'press'; messageId: number; button: string | number }
  | { type: 'key'; text: string }
  | { type: 'reaction'; messageId: number; emoji?: string }
)

export type Done = { messages?: ChatMessage[]; callback?: Callback; url?: string }

function say(
  desk: Desk,
  person: Person,
  content: Content,
  act: Pick<Act, 'replyTo' | 'forwardedFrom'> = {},
): ChatMessage {
  const { world, updates } = desk
  const id = nextMessageId(world, person.id)
  const at = Date.now()
  const replyTo = act.replyTo ?? person.forceReply?.messageId
  const reply = replyTo === undefined ? undefined : findMessage(world, person.id, replyTo)?.wire
  const date = Math.floor(at / 1000)
  const wire: WireMessage = {
    message_id: id,
    from: userOf(person),
    chat: chatWireOf(person),
    date,
    ...(act.forwardedFrom
      ? { forward_origin: { type: 'hidden_user', sender_user_name: act.forwardedFrom, date } }
      : {}),
    ...(reply ? { reply_to_message: withoutReply(reply) } : {}),
    ...content.wire,
  }
  person.forceReply = null
  if (person.keyboard?.oneTime) person.keyboard = null
  changedPerson(world, person)
  const { text, file, liveUntil } = content
  const extra = { ...(file ? { file } : {}), ...(liveUntil === undefined ? {} : { liveUntil }) }
  const message = addMessage(world, { personId: person.id, id, from: 'person', at, wire, text, ...extra })
  updates.push(person.id, 'message', wire)
  return message
}

function withoutReply(wire: WireMessage): WireMessage {
  const { reply_to_message: _nested, ...flat } = wire
  return flat
}

/** Pressing START: unblocks the bot if needed and sends /start with the payload of the link. */
function start(desk: Desk, person: Person, payload: string | undefined): ChatMessage {
  if (payload !== undefined && !/^[A-Za-z0-9_-]{0,64}$/.test(payload))
    throw new Answer(400, { error: 'payload: up to 64 of A-Za-z0-9_-' })
  if (person.blocked) setBlocked(desk, person, false)
  person.started = true
  return say(desk, person, textContent(payload ? `/start ${payload}` : '/start'))
}

/** https://t.me/<bot>?start=<payload> or tg://resolve?domain=<bot>&start=<payload> */
function openLink(desk: Desk, person: Person, link: string): ChatMessage {
  const text = /^(https?|tg):/.test(link.trim()) ? link.trim() : `https://${link.trim()}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  const bot = url?.protocol === 'tg:' ? url.searchParams.get('domain') : url?.pathname.replace(/^\//, '')
  const known = url && (url.protocol === 'tg:' || /^(www\.)?(t|telegram)\.me$/.test(url.hostname))
  if (!known || bot?.toLowerCase() !== desk.world.settings.botUsername.toLowerCase()) {
    throw new Answer(400, { error: `not a link to @${desk.world.settings.botUsername}` })
  }
  return start(desk, person, url.searchParams.get('start') ?? undefined)
}

/** Blocks or unblocks the bot; the bot hears of it by my_chat_member. */
export function setBlocked(desk: Desk, person: Person, blocked: boolean): void {
  if (person.blocked === blocked || !person.started) return
  person.blocked = blocked
  const { bot } = desk.world
  const member = { user: bot, status: 'member' }
  const kicked = { user: bot, status: 'kicked', until_date: 0 }
  desk.updates.push(person.id, 'my_chat_member', {
    chat: chatWireOf(person),
    from: userOf(person),
    date: Math.floor(Date.now() / 1000),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  })
  changedPerson(desk.world, person)
}

function album(desk: Desk, person: Person, photos: Bytes[]): ChatMessage[] {
  const group = String(Date.now() * 10)
  return photos.map((photo) => {
    const content = fileContent(desk.world, 'photo', photo)
    return say(desk, person, { ...content, wire: { media_group_id: group, ...content.wire } })
  })
}

function mine(desk: Desk, person: Person, id: number): ChatMessage {
  const message = findMessage(desk.world, person.id, id)
  if (!message || message.from !== 'person') throw new Answer(404, { error: `no own message ${id}` })
  return message
}

/** Own messages change: the bot gets edited_message. */
function edited(desk: Desk, message: ChatMessage, change: Partial<WireMessage>): ChatMessage {
  message.wire = { ...message.wire, ...change, edit_date: Math.floor(Date.now() / 1000) }
  message.edits += 1
  changedMessage(desk.world, message)
  desk.updates.push(message.personId, 'edited_message', message.wire)
  return message
}

function edit(desk: Desk, person: Person, id: number, text: string): ChatMessage {
  const message = mine(desk, person, id)
  message.text = text
  const entities = foundEntities(text)
  const formatted = entities.length > 0 ? entities : []
  return edited(
    desk,
    message,
    message.file ? { caption: text, caption_entities: formatted } : { text, entities: formatted },
  )
}

function move(desk: Desk, person: Person, act: Extract<Act, { type: 'move' }>): ChatMessage {
  const message = mine(desk, person, act.messageId)
  const live = message.wire.location?.live_period
  if (!live || (message.liveUntil ?? 0) < Date.now())
    throw new Answer(409, { error: 'this position is not live' })
  return edited(desk, message, { location: locationOf(act, live) })
}

/** The end of a live position: a last edit without live_period. */
function stopLive(desk: Desk, person: Person, id: number): ChatMessage {
  const message = mine(desk, person, id)
  const { live_period: _over, ...location } = message.wire.location ?? { latitude: 0, longitude: 0 }
  delete message.liveUntil
  return edited(desk, message, { location })
}

/** Buttons by index (row by row), text, or callback data. */
function press(desk: Desk, person: Person, id: number, which: string | number): Done {
  const message = findMessage(desk.world, person.id, id)
  const buttons = message?.wire.reply_markup?.inline_keyboard.flat() ?? []
  const button = buttons.find((one, i) => i === which || one.callback_data === which || one.text === which)
  if (!message || !button) throw new Answer(404, { error: `no button ${which} at message ${id}` })
  if (button.callback_data !== undefined)
    return { callback: pressCallback(desk, person, message, button.callback_data) }
  return { url: button.url ?? button.web_app?.url ?? '' }
}

/** A key of the reply keyboard sends its text; keys for position and contact need the act of that name. */
function key(desk: Desk, person: Person, text: string): ChatMessage {
  const found = person.keyboard?.rows.flat().find((one) => one.text === text)
  if (!found) throw new Answer(404, { error: `no key "${text}" on the keyboard` })
  if (found.request_location)
    throw new Answer(409, { error: 'this key shares the position: send {"type":"location"}' })
  return found.request_contact
    ? say(desk, person, contactContent(person, {}))
    : say(desk, person, textContent(text))
}

function react(desk: Desk, person: Person, id: number, emoji: string | undefined): Done {
  const message = findMessage(desk.world, person.id, id)
  if (!message) throw new Answer(404, { error: `no message ${id}` })
  const before = message.personEmoji
  if (emoji) message.personEmoji = emoji
  else delete message.personEmoji
  changedMessage(desk.world, message)
  const list = (one: string | undefined): unknown[] => (one ? [{ type: 'emoji', emoji: one }] : [])
  desk.updates.push(person.id, 'message_reaction', {
    chat: chatWireOf(person),
    message_id: id,
    user: userOf(person),
    date: Math.floor(Date.now() / 1000),
    old_reaction: list(before),
    new_reaction: list(emoji),
  })
  return { messages: [message] }
}

/** Does on behalf of a person what they do on their phone. */
export function act(desk: Desk, person: Person, what: Act): Done {
  const one = (message: ChatMessage): Done => ({ messages: [message] })
  if (what.type === 'start') return one(start(desk, person, what.payload))
  if (what.type === 'open-link') return one(openLink(desk, person, what.url))
  if (!person.started) throw new Answer(409, { error: `${person.firstName} has not pressed START` })
  if (person.blocked) throw new Answer(409, { error: `${person.firstName} has blocked the bot` })
  switch (what.type) {
    case 'text':
      return one(say(desk, person, textContent(what.text), what))
    case 'album':
      return { messages: album(desk, person, what.photos) }
    case 'location':
      return one(say(desk, person, locationContent(what), what))
    case 'move':
      return one(move(desk, person, what))
    case 'stop-live':
      return one(stopLive(desk, person, what.messageId))
    case 'contact':
      return one(say(desk, person, contactContent(person, what), what))
    case 'edit':
      return one(edit(desk, person, what.messageId, what.text))
    case 'press':
      return press(desk, person, what.messageId, what.button)
    case 'key':
      return one(key(desk, person, what.text))
    case 'reaction':
      return react(desk, person, what.messageId, what.emoji)
    default:
      return one(say(desk, person, fileContent(desk.world, what.type, what), what))
  }
}
