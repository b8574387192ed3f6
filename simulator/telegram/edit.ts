import { badRequest } from './bot-error.ts'
import { editedMarkup } from './markup.ts'
import type { Params } from './params.ts'
import { captionOf, chatPerson, textOf } from './send.ts'
import type { Desk } from './desk.ts'
import type { ChatMessage } from './state.ts'
import type { InlineKeyboard, WireMessage } from './wire.ts'
import { changedMessage, findMessage, type World } from './world.ts'

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'
const DELETE_LIMIT_MS = 48 * 3600 * 1000

function target(world: World, params: Params, verb: 'edit' | 'delete'): ChatMessage {
  const person = chatPerson(world, params)
  const message = findMessage(world, person.id, params.number('message_id') ?? 0)
  if (!message) throw badRequest(`message to ${verb} not found`)
  return message
}

function own(world: World, params: Params): ChatMessage {
  const message = target(world, params, 'edit')
  if (message.from !== 'bot') throw badRequest("message can't be edited")
  return message
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Applies new content; no new keyboard means no keyboard. Equal content is refused like the real one does. */
function apply(
  desk: Desk,
  message: ChatMessage,
  content: Partial<WireMessage>,
  markup: InlineKeyboard | undefined,
): WireMessage {
  const { world, limits } = desk
  limits.checkSend(message.personId)
  const keys = ['text', 'entities', 'caption', 'caption_entities'] as const
  const { reply_markup: before, ...rest } = message.wire
  const next: WireMessage = { ...rest }
  for (const key of keys)
    if (key in content || (key.endsWith('entities') && Object.keys(content).length > 0)) delete next[key]
  Object.assign(next, content)
  if (same(pick(next), pick(message.wire)) && same(before, markup)) throw badRequest(NOT_MODIFIED)
  next.edit_date = Math.floor(Date.now() / 1000)
  if (markup) next.reply_markup = markup
  message.wire = next
  message.text = next.text ?? next.caption ?? message.text
  message.edits += 1
  changedMessage(world, message)
  return next
}

const pick = (wire: WireMessage): unknown[] => [
  wire.text,
  wire.entities ?? [],
  wire.caption,
  wire.caption_entities ?? [],
  wire.location,
]

export function editText(desk: Desk, params: Params): WireMessage {
  const { text, entities } = textOf(params)
  const message = own(desk.world, params)
  if (message.wire.text === undefined) throw badRequest('there is no text in the message to edit')
  return apply(desk, message, { text, ...(entities.length > 0 ? { entities } : {}) }, editedMarkup(params))
}

export function editCaption(desk: Desk, params: Params): WireMessage {
  const caption = captionOf(params)
  const message = own(desk.world, params)
  if (!message.file) throw badRequest('there is no caption in the message to edit')
  return apply(desk, message, { caption: '', ...caption }, editedMarkup(params))
}

export function editMarkup(desk: Desk, params: Params): WireMessage {
  return apply(desk, own(desk.world, params), {}, editedMarkup(params))
}

/** Own messages and, in private chats, those of the person, for 48 hours. */
export function deleteMessage(desk: Desk, params: Params): true {
  const message = target(desk.world, params, 'delete')
  if (Date.now() - message.at > DELETE_LIMIT_MS) throw badRequest("message can't be deleted for everyone")
  message.deleted = true
  changedMessage(desk.world, message)
  return true
}

export function deleteMessages(desk: Desk, params: Params): true {
  const person = chatPerson(desk.world, params)
  for (const id of params.object<number[]>('message_ids') ?? []) {
    const message = findMessage(desk.world, person.id, id)
    if (!message) continue
    message.deleted = true
    changedMessage(desk.world, message)
  }
  return true
}

export function setReaction(desk: Desk, params: Params): true {
  const message = target(desk.world, params, 'edit')
  const emoji = params.object<{ emoji?: string }[]>('reaction')?.[0]?.emoji
  if (emoji) message.botEmoji = emoji
  else delete message.botEmoji
  changedMessage(desk.world, message)
  return true
}
