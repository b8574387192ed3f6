import type { ChatMessage } from '../../whatsapp/state.ts'
import { t } from '../texts.ts'

const LABELS: Record<string, string> = {
  image: t.kinds.image,
  video: t.kinds.video,
  audio: t.voiceNote,
  document: t.kinds.document,
  sticker: t.sticker,
}

/** One line about a message, for a quotation. */
export function preview({ media, body, template, text }: ChatMessage): string {
  if (media)
    return [LABELS[media.type] ?? media.type, media.caption ?? media.filename].filter(Boolean).join(': ')
  if (template) return template.body
  if (body.interactive?.body) return body.interactive.body.text
  if (body.location) return body.location.name ?? t.position
  return body.contacts ? t.contact : text
}
