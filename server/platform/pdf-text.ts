// What the embedded font (Roboto) can draw, plus line breaks; everything else would print as an empty box.
const DRAWABLE =
  /[\n\u0020-\u007e\u00a0-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u02c6\u02c7\u02d8-\u02dd\u038e-\u03a1\u03a3-\u03ce\u0400-\u0482\u048a-\u0513\u1e80-\u1e85\u1ea0-\u1ef9\u2010\u2011\u2013-\u2015\u2017-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044\u2070\u2074-\u208e\u20a6-\u20ac\u2116\u2122\u215b-\u215e\u2212\u221a\u221e\u2248\u2260\u2264\u2265\u25ca]/u
const LETTER = /\p{L}|\p{N}/u
const EVERY_CHARACTER_PLAIN = /^[\n\u0020-\u007e]*$/

function drawable(character: string): string {
  if (DRAWABLE.test(character)) return character
  // names in WhatsApp's decorative alphabets fold to ordinary letters
  const folded = character.normalize('NFKC')
  if (folded !== character && Array.from(folded).every((one) => DRAWABLE.test(one))) return folded
  return LETTER.test(character) ? '?' : ''
}

/**
 * A text as it can be printed: one Unicode form, no control characters, no emoji, no invisible marks that turn the
 * reading direction. Letters of a script that the font lacks become `?`, so that nothing vanishes unseen.
 */
export function plain(text: string): string {
  const even = text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\t\u2028\u2029]/g, ' ')
  if (EVERY_CHARACTER_PLAIN.test(even)) return even.trim()
  return Array.from(even.normalize('NFC'), drawable).join('').replaceAll(/ {2,}/g, ' ').trim()
}

/** `plain` for every text of a snapshot, at any depth. */
export function plainTexts<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T
  if (Array.isArray(value)) return value.map((one) => plainTexts<unknown>(one)) as T
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainTexts<unknown>(one)])) as T
  }
  return value
}
