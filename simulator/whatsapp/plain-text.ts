import type { Rendered } from './state.ts'
import type { WireBody, WireInteractive } from './wire.ts'
import { MEDIA_TYPES } from './wire.ts'

function interactiveText(it: WireInteractive): string {
  const reply = it.button_reply ?? it.list_reply
  if (reply) return reply.title
  const rows = it.action?.sections?.flatMap((section) => section.rows.map((row) => row.title)) ?? []
  const buttons = it.action?.buttons?.map((button) => button.reply.title) ?? []
  const link = it.action?.parameters
  const url = typeof link?.url === 'string' ? [`${String(link.display_text)}: ${link.url}`] : []
  const choices = [...buttons, ...rows, ...url].map((title) => `[${title}]`)
  return [it.header?.text, it.body?.text, it.footer?.text, ...choices].filter(Boolean).join('\n')
}

export function renderedText(it: Rendered): string {
  const buttons = it.buttons.map((button) =>
    button.url ? `[${button.text}: ${button.url}]` : `[${button.text}]`,
  )
  return [it.header, it.body, it.footer, ...buttons].filter(Boolean).join('\n')
}

/** What a reader sees of a message, for tests and notifications. */
export function plainText(body: WireBody, rendered?: Rendered): string {
  if (rendered) return renderedText(rendered)
  if (body.text) return body.text.body
  if (body.interactive) return interactiveText(body.interactive)
  if (body.button) return body.button.text
  for (const type of MEDIA_TYPES) {
    const media = body[type]
    if (media)
      return [`<${type}${media.filename ? ` ${media.filename}` : ''}>`, media.caption]
        .filter(Boolean)
        .join(' ')
  }
  if (body.location) return `<location ${body.location.latitude},${body.location.longitude}>`
  if (body.contacts)
    return `<contacts ${body.contacts.map((one) => one.name?.formatted_name ?? '').join(', ')}>`
  return `<${body.type}>`
}
