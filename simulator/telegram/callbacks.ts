import { randomBytes } from 'node:crypto'
import { badRequest } from './bot-error.ts'
import type { Params } from './params.ts'
import type { Desk } from './desk.ts'
import type { Callback, ChatMessage, Person } from './state.ts'
import type { WireCallbackQuery } from './wire.ts'
import { userOf } from './world.ts'

const KEEP = 500

/** A person presses a callback button. */
export function pressCallback(desk: Desk, person: Person, message: ChatMessage, data: string): Callback {
  const { world, updates } = desk
  const id = (randomBytes(8).readBigUInt64BE() >> 1n).toString()
  const callback: Callback = {
    id,
    personId: person.id,
    messageId: message.id,
    data,
    at: Date.now(),
    answered: false,
  }
  const { callbacks } = world.state
  callbacks[id] = callback
  const ids = Object.keys(callbacks)
  if (ids.length > KEEP)
    for (const old of ids
      .toSorted((a, b) => (callbacks[a]?.at ?? 0) - (callbacks[b]?.at ?? 0))
      .slice(0, KEEP / 2))
      delete callbacks[old]
  world.feed.publish({ kind: 'callback', callback })
  const query: WireCallbackQuery = {
    id,
    from: userOf(person),
    message: message.wire,
    chat_instance: String(-person.id * 7919),
    data,
  }
  updates.push(person.id, 'callback_query', query)
  return callback
}

/** answerCallbackQuery: what the person sees after the press. Too late is an error that bots may ignore. */
export function answerCallback(desk: Desk, params: Params): true {
  const { world } = desk
  const callback = world.state.callbacks[params.text('callback_query_id')]
  const expired = !callback || Date.now() - callback.at > world.state.faults.queryExpireSeconds * 1000
  if (expired || callback.answered)
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  const text = params.text('text')
  if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG')
  callback.answered = true
  if (text !== '') callback.text = text
  if (params.flag('show_alert')) callback.showAlert = true
  if (params.text('url') !== '') callback.url = params.text('url')
  world.feed.publish({ kind: 'callback', callback })
  world.touch()
  return true
}
