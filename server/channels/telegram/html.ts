import { type Language, say } from '../../platform/texts.ts'

export type Button = { text: string; callback_data: string } | { text: string; url: string }
/** A message as it goes out: HTML of the Bot API and rows of buttons. */
export type Rendered = { text: string; rows: Button[][] }

/** What people wrote is text, never markup: unescaped it would break the message or fake one of ours. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A sentence of the catalogue, which may hold tags; every value put into it is escaped. */
export function sayHtml(
  key: string,
  params: Record<string, unknown> = {},
  language: Language = 'id',
): string {
  const safe = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeHtml(value) : value,
    ]),
  )
  return say(key, safe, language)
}

/** At most so many characters, with an ellipsis; never half an emoji. */
export function cut(text: string, most: number): string {
  const signs = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
  return signs.length <= most
    ? text
    : `${signs
        .slice(0, most - 1)
        .join('')
        .trimEnd()}\u2026`
}

export type Links = {
  publicUrl: string
  /** Telegram refuses buttons that lead to addresses it cannot reach, such as http://localhost */
  asButtons: boolean
}

/** Adds the way to a page: as a button, or as a line with the address where buttons are not possible. */
export function withLink(message: Rendered, links: Links, label: string, path: string): Rendered {
  const url = `${links.publicUrl}${path}`
  if (links.asButtons) return { text: message.text, rows: [...message.rows, [{ text: label, url }]] }
  return { text: `${message.text}\n\n${escapeHtml(label)}: ${escapeHtml(url)}`, rows: message.rows }
}
