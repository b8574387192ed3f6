import type { Context } from 'grammy'
import type { Message } from 'grammy/types'
import type { Input, SharedPlace } from './speaker.ts'

/** What a message of a person brings: words, a photo (also sent as a file, which keeps the original), a position. */
export function readInput(ctx: Context): Input {
  const message = ctx.message ?? ctx.editedMessage
  if (!message) return { kind: 'other' }
  const place = placeOf(message)
  if (place) return { kind: 'place', place }
  const file = photoOf(message)
  if (file) return { kind: 'photo', file, album: message.media_group_id ?? null }
  const text = message.text?.trim()
  return text ? { kind: 'text', text } : { kind: 'other' }
}

/**
 * A live position comes from the device; a pin may have been put anywhere by hand; a forwarded one or a named place says
 * nothing of who sends it.
 */
function placeOf(message: Message): SharedPlace | null {
  const { location } = message
  if (!location) return null
  return {
    lat: location.latitude,
    lng: location.longitude,
    accuracy: location.horizontal_accuracy ?? null,
    sent: new Date((message.edit_date ?? message.date) * 1000),
    source: message.forward_origin || message.venue ? 'forwarded' : location.live_period ? 'live' : 'pin',
  }
}

function photoOf(message: Message) {
  const messageId = message.message_id
  // the last size is the largest
  const photo = message.photo?.at(-1)
  if (photo) return { fileId: photo.file_id, messageId, name: `telegram-${messageId}.jpg` }
  const { document } = message
  if (!document?.mime_type?.startsWith('image/')) return null
  return { fileId: document.file_id, messageId, name: document.file_name ?? `telegram-${messageId}` }
}
