import { randomInt } from 'node:crypto'
import { calmFaults, type Faults } from './faults.ts'
import type { BotCommand, KeyButton, WireMessage, WireUpdate } from './wire.ts'

/** A member of staff and their phone. `id` is the Telegram user id and at the same time the private chat id. */
export type Person = {
  id: number
  firstName: string
  lastName?: string
  username?: string
  /** What the person does, shown on the page only. */
  role: string
  phone: string
  started: boolean
  blocked: boolean
  unread: number
  keyboard: { rows: KeyButton[][]; oneTime: boolean; placeholder?: string } | null
  forceReply: { messageId: number; placeholder?: string } | null
}

export type ChatFile = {
  uniqueId: string
  kind: string
  mimeType: string
  name?: string
  size: number
  width?: number
  height?: number
}

export type ChatMessage = {
  personId: number
  /** Counts per chat, so that two chats have messages with the same number. */
  id: number
  seq: number
  rev: number
  from: 'person' | 'bot'
  at: number
  wire: WireMessage
  text: string
  file?: ChatFile
  edits: number
  deleted?: boolean
  personEmoji?: string
  botEmoji?: string
  liveUntil?: number
}

export type StoredFile = {
  uniqueId: string
  fileId: string
  path: string
  mimeType: string
  name?: string
  size: number
}

export type Callback = {
  id: string
  personId: number
  messageId: number
  data: string
  at: number
  answered: boolean
  text?: string
  showAlert?: boolean
  url?: string
}

export type Webhook = {
  url: string
  secret?: string
  maxConnections: number
  lastErrorAt?: number
  lastError?: string
}

export type PendingUpdate = { update: WireUpdate; chatId: number; at: number; attempts: number }

export type State = {
  seq: number
  people: Person[]
  chats: Record<string, ChatMessage[]>
  nextMessageId: Record<string, number>
  nextUpdateId: number
  updates: PendingUpdate[]
  allowedUpdates: string[]
  webhook: Webhook | null
  files: Record<string, StoredFile>
  callbacks: Record<string, Callback>
  commands: Record<string, BotCommand[]>
  profile: Record<string, string>
  faults: Faults
}

export type PersonSeed = {
  id: number
  firstName: string
  lastName?: string
  username?: string
  role?: string
  started?: boolean
}

const staff = (id: number, name: string, username: string, role: string, started = true): PersonSeed => {
  const [firstName = name, ...rest] = name.split(' ')
  return { id, firstName, lastName: rest.join(' '), username, role, started }
}

/** The demo staff; their ids are also in the server's demo data. Indra has not pressed Start yet. */
export const PREMADE: PersonSeed[] = [
  staff(700000001, 'Admin GSS', 'admin_gss', 'Admin'),
  staff(700000011, 'Citra Lestari', 'citra_cs', 'CS'),
  staff(700000012, 'Dewi Anggraini', 'dewi_cs', 'CS'),
  staff(700000021, 'Sari Wulandari', 'sari_sales', 'Sales'),
  staff(700000031, 'Hendra Gunawan', 'hendra_manajer', 'Manajer'),
  staff(700000101, 'Andi Saputra', 'andi_ts', 'Teknisi'),
  staff(700000102, 'Budi Hartono', 'budi_ts', 'Teknisi'),
  staff(700000103, 'Cahyo Nugroho', 'cahyo_ts', 'Teknisi'),
  staff(700000104, 'Dimas Prasetyo', 'dimas_ts', 'Teknisi'),
  staff(700000105, 'Eko Wijaya', 'eko_ts', 'Teknisi'),
  staff(700000106, 'Fajar Ramadhan', 'fajar_ts', 'Teknisi'),
  staff(700000107, 'Gilang Permana', 'gilang_ts', 'Teknisi'),
  staff(700000108, 'Hasan Basri', 'hasan_ts', 'Teknisi'),
  staff(700000109, 'Indra Maulana', 'indra_m', 'Teknisi baru', false),
]

export function newPerson(seed: PersonSeed): Person {
  return {
    id: seed.id,
    firstName: seed.firstName,
    ...(seed.lastName ? { lastName: seed.lastName } : {}),
    ...(seed.username ? { username: seed.username } : {}),
    role: seed.role ?? '',
    phone: `62813${String(seed.id).slice(-8).padStart(8, '1')}`,
    started: seed.started ?? false,
    blocked: false,
    unread: 0,
    keyboard: null,
    forceReply: null,
  }
}

export function freshState(extra: PersonSeed[] = []): State {
  const seeds = new Map([...PREMADE, ...extra].map((seed) => [seed.id, seed]))
  return {
    seq: 0,
    people: [...seeds.values()].map(newPerson),
    chats: {},
    nextMessageId: {},
    nextUpdateId: randomInt(100_000_000, 900_000_000),
    updates: [],
    allowedUpdates: [],
    webhook: null,
    files: {},
    callbacks: {},
    commands: {},
    profile: {},
    faults: calmFaults(),
  }
}
