import { CallLog } from '../plumbing/calls.ts'
import { Feed } from '../plumbing/feed.ts'
import { Answer } from '../plumbing/http.ts'
import { openBlobs, openStore, type Blobs } from '../plumbing/store.ts'
import { Timers } from '../plumbing/timers.ts'
import type { Faults } from './faults.ts'
import {
  freshState,
  type Callback,
  type ChatMessage,
  type Person,
  type PersonSeed,
  type State,
} from './state.ts'
import type { WireChat, WireUser } from './wire.ts'

export type Settings = {
  host: string
  port: number
  peerUrl?: string
  stateDir?: string
  token: string
  botUsername: string
  botName: string
  staff: PersonSeed[]
}

export type SimEvent =
  | { kind: 'message'; message: ChatMessage }
  | { kind: 'person'; person: Person }
  | { kind: 'action'; personId: number; action: string; until: number }
  | { kind: 'callback'; callback: Callback }
  | { kind: 'commands' }
  | { kind: 'faults'; faults: Faults }
  | { kind: 'reset' }

/** Everything that one Telegram process holds; functions take it as their first argument. */
export type World = {
  settings: Settings
  /** Own address, known after listening. */
  url: string
  bot: WireUser
  state: State
  feed: Feed<SimEvent>
  files: Blobs
  calls: CallLog
  timers: Timers
  touch(): void
  flush(): void
}

export function openWorld(settings: Settings): World {
  const store = openStore<State>(settings.stateDir, 'telegram', () => freshState(settings.staff))
  const feed = new Feed<SimEvent>(store.state.seq)
  return {
    settings,
    url: '',
    bot: {
      id: Number(settings.token.split(':')[0]),
      is_bot: true,
      first_name: settings.botName,
      username: settings.botUsername,
    },
    state: store.state,
    feed,
    files: openBlobs(settings.stateDir, 'telegram'),
    calls: new CallLog(),
    timers: new Timers(),
    touch() {
      store.state.seq = feed.seq
      store.touch()
    },
    flush() {
      store.state.seq = feed.seq
      store.flush()
    },
  }
}

export const findPerson = (world: World, id: number): Person | undefined =>
  world.state.people.find((one) => one.id === id)

/** By id or username. */
export function personOr404(world: World, key: string): Person {
  const person = world.state.people.find(
    (one) => String(one.id) === key || (one.username && one.username === key.replace(/^@/, '')),
  )
  if (!person) throw new Answer(404, { error: `no person ${key}` })
  return person
}

export function changedPerson(world: World, person: Person): void {
  world.feed.publish({ kind: 'person', person })
  world.touch()
}

export function userOf(person: Person): WireUser {
  return { ...nameOf(person), id: person.id, is_bot: false, language_code: 'id' }
}

export function chatWireOf(person: Person): WireChat {
  return { ...nameOf(person), id: person.id, type: 'private' }
}

function nameOf(person: Person): { first_name: string; last_name?: string; username?: string } {
  return {
    first_name: person.firstName,
    ...(person.lastName ? { last_name: person.lastName } : {}),
    ...(person.username ? { username: person.username } : {}),
  }
}

export function chatOf(world: World, personId: number): ChatMessage[] {
  return (world.state.chats[personId] ??= [])
}

export function findMessage(world: World, personId: number, id: number): ChatMessage | undefined {
  const found = chatOf(world, personId).findLast((one) => one.id === id)
  return found?.deleted ? undefined : found
}

export function nextMessageId(world: World, personId: number): number {
  const next = (world.state.nextMessageId[personId] ?? 0) + 1
  world.state.nextMessageId[personId] = next
  return next
}

const KEEP_PER_CHAT = 3000

export function addMessage(world: World, draft: Omit<ChatMessage, 'seq' | 'rev' | 'edits'>): ChatMessage {
  const seq = world.feed.next()
  const message: ChatMessage = { ...draft, edits: 0, seq, rev: seq }
  const chat = chatOf(world, draft.personId)
  chat.push(message)
  if (chat.length > KEEP_PER_CHAT) chat.splice(0, KEEP_PER_CHAT / 3)
  world.feed.publish({ kind: 'message', message })
  world.touch()
  return message
}

export function changedMessage(world: World, message: ChatMessage): void {
  message.rev = world.feed.next()
  world.feed.publish({ kind: 'message', message })
  world.touch()
}
