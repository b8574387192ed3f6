import { Answer } from '../plumbing/http.ts'
import { withoutExif } from '../plumbing/image.ts'
import { sampleFile } from '../plumbing/sample-files.ts'
import { attach, storeFile } from './files.ts'
import { foundEntities } from './html.ts'
import { fileWire, type FileKind } from './send.ts'
import type { ChatFile, Person } from './state.ts'
import type { WireLocation, WireMessage } from './wire.ts'
import type { World } from './world.ts'

/** What a person's message contains, made from what a test or the page asks for. */

export type Bytes = {
  fileId?: string
  base64?: string
  mimeType?: string
  filename?: string
  caption?: string
}
export type FileAct = Bytes & { type: FileKind }
export type Position = { latitude: number; longitude: number; accuracy?: number }

export type LocationAct = Position & { livePeriod?: number; title?: string; address?: string }

export type Content = { wire: Partial<WireMessage>; text: string; file?: ChatFile; liveUntil?: number }

const DEFAULT_MIME: Record<FileKind, string> = {
  photo: 'image/jpeg',
  document: 'application/pdf',
  voice: 'audio/ogg',
  audio: 'audio/mpeg',
  video: 'video/mp4',
  sticker: 'image/webp',
}

export function textContent(text: string): Content {
  if (text.trim() === '') throw new Answer(400, { error: 'empty text' })
  const entities = foundEntities(text)
  return { wire: { text, ...(entities.length > 0 ? { entities } : {}) }, text }
}

export function fileContent(world: World, kind: FileKind, given: Bytes): Content {
  const known = given.fileId === undefined ? undefined : world.state.files[given.fileId]
  if (given.fileId !== undefined && !known) throw new Answer(400, { error: `no file ${given.fileId}` })
  const bytes = known
    ? world.files.get(known.uniqueId)
    : given.base64
      ? Buffer.from(given.base64, 'base64')
      : undefined
  const mimeType = given.mimeType ?? known?.mimeType ?? DEFAULT_MIME[kind]
  const raw = bytes ?? sampleFile(kind)
  const name = given.filename ?? known?.name
  // Photos are compressed and lose their notes; a document keeps everything.
  const stored = storeFile(
    world,
    kind,
    kind === 'photo' ? withoutExif(raw) : raw,
    mimeType,
    kind === 'photo' ? undefined : name,
  )
  const attached = attach(world, kind, stored)
  const caption = given.caption
    ? { caption: given.caption, caption_entities: foundEntities(given.caption) }
    : {}
  return {
    wire: { ...fileWire(kind, attached), ...caption },
    text: given.caption ?? '',
    file: attached.chat,
  }
}

export function locationOf(at: Position, livePeriod?: number): WireLocation {
  return {
    latitude: at.latitude,
    longitude: at.longitude,
    ...(at.accuracy === undefined ? {} : { horizontal_accuracy: at.accuracy }),
    ...(livePeriod ? { live_period: livePeriod } : {}),
  }
}

export function locationContent(act: LocationAct): Content {
  const location = locationOf(act, act.livePeriod)
  const venue = act.title ? { venue: { location, title: act.title, address: act.address ?? '' } } : {}
  const live = act.livePeriod ? { liveUntil: Date.now() + act.livePeriod * 1000 } : {}
  return { wire: { location, ...venue }, text: act.title ?? '', ...live }
}

export function contactContent(person: Person, given: { phone?: string; name?: string }): Content {
  const own = given.phone === undefined
  const contact = own
    ? {
        phone_number: person.phone,
        first_name: person.firstName,
        ...(person.lastName ? { last_name: person.lastName } : {}),
        user_id: person.id,
      }
    : { phone_number: given.phone ?? '', first_name: given.name ?? '' }
  return { wire: { contact }, text: `${contact.first_name} ${contact.phone_number}` }
}
