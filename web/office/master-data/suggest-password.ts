// Without letters and digits that are mixed up when read out: i l o 0 1.
const CONSONANTS = 'bcdfghjkmnprstvwz'
const VOWELS = 'aeu'
const DIGITS = '23456789'

function pick(from: string): string {
  return from[(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % from.length] ?? ''
}

/** A first password that can be read out on the phone: three syllable pairs and three digits, about 33 bits. */
export function suggestPassword(): string {
  const word = () => pick(CONSONANTS) + pick(VOWELS) + pick(CONSONANTS) + pick(VOWELS)
  return `${word()}-${word()}-${pick(DIGITS)}${pick(DIGITS)}${pick(DIGITS)}`
}
