/** Longest message that is read; WhatsApp itself stops at 4096 characters. */
const LONGEST = 8000
const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029\v\f]/g
const CONTROLS = /[\p{Cs}\p{Co}]|(?![\n\t])\p{Cc}/gu
const BIDI = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g
const INVISIBLE = /[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\p{Variation_Selector}\u2800\u3164]/gu
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{So}\u20e3]/gu
const KEYCAP_BULLET = /^[ \t]*\d\ufe0f?\u20e3/gm
const QUOTE = /^(?:[ \t]*>)+/gm
/** Only where it can be markup: `budi_s@mail.com` keeps its underscore, `*Nama*` loses both stars. */
const MARKUP = /(?<![\p{L}\p{N}])[*_~`]+|[*_~`]+(?![\p{L}\p{N}])/gu
const BULLET = /^[ \t]*(?:[-–—•·◦+](?=\s*[\p{L}[<("'])|\d{1,2}[.)](?=\s*[\p{L}[<("']))[ \t]*/gmu
const AROUND = /^(?:"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|'([^']*)'|‘([^’]*)’|«([^»]*)»)$/su

/** What the customer wrote, safe to store and show: emoji and markup stay, control and direction characters go. */
export function plainText(raw: string): string {
  return tidySpaces(
    raw
      .slice(0, LONGEST)
      .normalize('NFKC')
      .replace(LINE_BREAKS, '\n')
      .replace(CONTROLS, '')
      .replace(BIDI, ''),
  )
}

/**
 * The text that the rules read (R1): full-width characters made narrow; invisible characters, emoji, WhatsApp markup,
 * quote marks, list bullets and quotation marks around the whole dropped; spaces collapsed, one blank line kept.
 */
export function cleanText(raw: string): string {
  const visible = raw
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(LINE_BREAKS, '\n')
    .replace(KEYCAP_BULLET, '')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(EMOJI, ' ')
  return withoutQuotation(tidySpaces(visible.replace(QUOTE, '').replace(MARKUP, '')).replace(BULLET, ''))
}

/** A value on one line, single spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function tidySpaces(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function withoutQuotation(text: string): string {
  const inner = AROUND.exec(text)
  return inner ? tidySpaces(inner.slice(1).find((part) => part !== undefined) ?? '') : text
}
