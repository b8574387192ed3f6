type Part = { text: string; bold: boolean }

// a star inside a word or beside a space is only a star: 2*3*4
const BOLD = /(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*[^*\s])\*(?![\p{L}\p{N}*])/u

/** Splits a text at WhatsApp's *bold*; everything else stays as it was written. */
export function chatParts(text: string): Part[] {
  return text
    .split(BOLD)
    .map((part, index) => ({ text: part, bold: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}
