import { Feed } from '../plumbing/feed.ts'
import { CallLog } from '../plumbing/calls.ts'
import { openBlobs, openStore, type Blobs } from '../plumbing/store.ts'
import { Timers } from '../plumbing/timers.ts'
import { Answer } from '../plumbing/http.ts'
import { freshState, newPerson, type ChatMessage, type Person, type State } from './state.ts'
import type { Faults } from './faults.ts'

export type Settings = {
  host: string
  port: number
  peerUrl?: string
  stateDir?: string
  accessToken: string
  phoneNumberId: string
  businessAccountId: string
  appSecret: string
  verifyToken: string
  /** Digits of the business number. */
  businessPhone: string
  businessName: string
  webhookUrl?: string
}

export type SimEvent =
  | { kind: 'message'; message: ChatMessage }
  | { kind: 'person'; person: Person }
  | { kind: 'typing'; personId: string; until: number }
  | { kind: 'faults'; faults: Faults }
  | { kind: 'webhook'; waiting: number; verified: boolean; problem?: string }
  | { kind: 'reset' }

/** Everything that one WhatsApp process holds; functions take it as their first argument. */
export type World = {
  settings: Settings
  /** Own address, known after listening. */
  url: string
  state: State
  /** Every message by its wamid. */
  index: Map<string, ChatMessage>
  feed: Feed<SimEvent>
  files: Blobs
  calls: CallLog
  timers: Timers
  touch(): void
  flush(): void
}

export function openWorld(settings: Settings): World {
  const store = openStore<State>(settings.stateDir, 'whatsapp', freshState)
  const feed = new Feed<SimEvent>(store.state.seq)
  return {
    settings,
    url: '',
    state: store.state,
    index: new Map(Object.values(store.state.chats).flatMap((chat) => chat.map((one) => [one.id, one]))),
    feed,
    files: openBlobs(settings.stateDir, 'whatsapp'),
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

/** Finds by person id, digits, +number or business-scoped user id. */
export function findPerson(world: World, key: string): Person | undefined {
  const digits = key.replace(/[^\d]/g, '')
  const isNumber = /^\+?[\d\s-]+$/.test(key) && digits.length >= 8
  return world.state.people.find(
    (one) => one.id === key || one.userId === key || (isNumber && one.phone === digits),
  )
}

export function personOr404(world: World, key: string): Person {
  const person = findPerson(world, key)
  if (!person) throw new Answer(404, { error: `no person ${key}` })
  return person
}

export function addPerson(world: World, o: Parameters<typeof newPerson>[0]): Person {
  const person = newPerson(o)
  world.state.people.push(person)
  changedPerson(world, person)
  return person
}

export function changedPerson(world: World, person: Person): void {
  world.feed.publish({ kind: 'person', person })
  world.touch()
}

export function chatOf(world: World, personId: string): ChatMessage[] {
  return (world.state.chats[personId] ??= [])
}

const KEEP_PER_CHAT = 3000

export function addMessage(world: World, draft: Omit<ChatMessage, 'seq' | 'rev'>): ChatMessage {
  const seq = world.feed.next()
  const message: ChatMessage = { ...draft, seq, rev: seq }
  const chat = chatOf(world, draft.personId)
  chat.push(message)
  world.index.set(message.id, message)
  if (chat.length > KEEP_PER_CHAT)
    for (const old of chat.splice(0, KEEP_PER_CHAT / 3)) world.index.delete(old.id)
  world.feed.publish({ kind: 'message', message })
  world.touch()
  return message
}

export function changedMessage(world: World, message: ChatMessage): void {
  message.rev = world.feed.next()
  world.feed.publish({ kind: 'message', message })
  world.touch()
}
