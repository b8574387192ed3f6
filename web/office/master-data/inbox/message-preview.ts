import type { Message } from '../../../shared/api/shapes.ts'

const KNOWN = new Set([
  'image',
  'document',
  'video',
  'audio',
  'voice',
  'sticker',
  'location',
  'contacts',
  'reaction',
])

/** Key of the words for a kind of message that is no text. */
export function kindKey(kind: string): string {
  return `inbox.kind.${KNOWN.has(kind) ? kind : 'unknown'}`
}

/** A message in one line, for a quote. */
export function previewOf(message: Message, t: (key: string) => string): string {
  return message.body ?? message.file?.name ?? t(kindKey(message.kind))
}
