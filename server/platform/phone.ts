import { parsePhoneNumberFromString, type PhoneNumberType } from 'libphonenumber-js/max'

export type PhoneType = PhoneNumberType
/** MISSING: no digits at all; LETTERS: a letter glued to the digits; INVALID: there is no such number. */
export type PhoneProblem = 'MISSING' | 'LETTERS' | 'INVALID'
export interface Phone {
  e164: string
  type: PhoneType
}
export type PhoneReading = ({ ok: true } & Phone) | { ok: false; why: PhoneProblem }

const INVISIBLE = /\p{Cf}/gu
const DASHES = /[‐-―−]/g
const ARABIC_DIGIT = /[٠-٩۰-۹]/g
/** Indonesians write the way out of the country into their own number: 00 or a carrier's code. */
const WAY_OUT = /^0(?:0[178]?|17|1017)62/
/** 0065…: the way out before another country. 001…, 007… and 008… could be a carrier's code or the country: not guessed. */
const ABROAD = /^00(?=[2-69])/
const LINK = /(?:wa\.me\/|[?&]phone=)\s*\+?(?=\d)/gi
const BETWEEN_NUMBERS = /[/;\n&|]|\b(?:atau|or|dan|and)\b/i
const RUN = /(?:\(?\+\s*)?\(?\d[\d\s().-]*/g
/** Words people write straight against a number; any other letter there may stand for a digit. */
const LABEL = /(?:^|[^a-z])(?:wa|hp|nohp|no|nomor|telp?|tlp|phone)$/i
const CHAT_ID = /^(?::\d+)?@(?:s\.whatsapp\.net|c\.us)\b/i
const SHORTEST = 7

/**
 * The first number in what somebody typed, as E.164. Understands every Indonesian habit: 0812…, 812…, 62812…, 6208…,
 * +62 (0)812…, 0062812…, wa.me links, chat ids, Arabic digits; without a country code the number is Indonesian.
 * `ok` only for numbers of the numbering plan. Callers look at `type`: WhatsApp reaches MOBILE only. Never throws.
 */
export function readPhone(
  raw: string,
  _options: { defaultCountry: 'ID' } = { defaultCountry: 'ID' },
): PhoneReading {
  const readings = readAll(raw)
  return readings.find((one) => one.ok) ?? readings[0] ?? nothing(raw)
}

/** Every valid number of the text in its order, each once: `0812… / 0813…`, `0812… atau 021-…`. */
export function phonesIn(raw: string): Phone[] {
  const found = new Map<string, Phone>()
  for (const one of readAll(raw)) if (one.ok) found.set(one.e164, { e164: one.e164, type: one.type })
  return [...found.values()]
}

/** For people: `0812-3456-7890`, `(021) 5551234`, foreign `+65 8123 4567`; anything unreadable comes back as it is. */
export function showPhone(e164: string): string {
  const number = parsePhoneNumberFromString(e164)
  if (number === undefined) return e164
  if (number.countryCallingCode !== '62') return number.formatInternational()
  const groups = mobileGroups(e164)
  return groups ? groups.join('-') : number.formatNational()
}

/** For people who may not see the whole number: `0812-****-7890`, `(021) ***1234`, `+65 **** 4567`. */
export function maskPhone(e164: string): string {
  const groups = mobileGroups(e164)
  if (groups) return [groups[0], '*'.repeat(groups[1].length), groups[2]].join('-')
  const shown = showPhone(e164)
  const first = shown.search(/[\s)-]/) + 1
  const digitsBehind = shown.slice(first).replace(/\D/g, '').length
  let left = Math.max(digitsBehind - 4, Math.min(3, digitsBehind))
  const hidden = shown.slice(first).replace(/\d/g, (digit) => (left-- > 0 ? '*' : digit))
  return shown.slice(0, first) + hidden
}

/**
 * Digits to look for inside stored E.164 numbers: `0812-34` and `812 34` -> `81234`, `+62812` -> `62812`.
 * Empty when the input is no fragment of a number (letters, or fewer than three digits).
 */
export function phoneDigitsForSearch(raw: string): string {
  const text = plain(raw)
  if (/\p{L}/u.test(text)) return ''
  const digits = text.replace(/\D/g, '')
  if (digits.length < 3) return ''
  return digits
    .replace(WAY_OUT, '62')
    .replace(ABROAD, '')
    .replace(/^620+/, '62')
    .replace(/^0(?=[1-9])/, '')
}

function plain(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(DASHES, '-')
    .replace(ARABIC_DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
}

function nothing(raw: string): PhoneReading {
  return { ok: false, why: /\d/.test(plain(raw)) ? 'INVALID' : 'MISSING' }
}

function readAll(raw: string): PhoneReading[] {
  const text = plain(raw.slice(0, 1000))
  const pieces = text.replace(LINK, '\n+').split(BETWEEN_NUMBERS)
  return pieces.flatMap((piece) => {
    const parts = piece.split(',').map(runsIn)
    // a comma is a decoration within one number unless a complete number stands before it
    const apart = parts.length > 1 && parts.some((readings) => readings.some((one) => one.ok))
    return apart ? parts.flat() : runsIn(piece.replace(/[,_]/g, ' '))
  })
}

function runsIn(piece: string): PhoneReading[] {
  const text = piece.replace(/_/g, ' ')
  return [...text.matchAll(RUN)].flatMap((match) => {
    const run = match[0].trimEnd().replace(/[^\d]+$/, '')
    const before = text.slice(0, match.index)
    const after = text.slice(match.index + run.length)
    if (run.replace(/\D/g, '').length < SHORTEST) return []
    if (/^\p{L}/u.test(after) || (/\p{L}$/u.test(before) && !LABEL.test(before))) {
      return [{ ok: false, why: 'LETTERS' }]
    }
    if (CHAT_ID.test(after)) return [readDigits(`+${run}`)]
    if (/^(?::\d+)?@/.test(after)) return [{ ok: false, why: 'INVALID' }]
    return severalIn(run.split(/\s+/)) ?? [{ ok: false, why: 'INVALID' }]
  })
}

/** `0812 3456 7890 0813 4567 8901`: one number when that is valid, else several that use up every digit. */
function severalIn(tokens: string[]): PhoneReading[] | null {
  const whole = readDigits(tokens.join(' '))
  if (whole.ok) return [whole]
  for (let end = 1; end < tokens.length && end < 8; end++) {
    const first = readDigits(tokens.slice(0, end).join(' '))
    if (!first.ok || !/^\(?(?:0|8|62)/.test(tokens[end] ?? '')) continue
    const rest = severalIn(tokens.slice(end))
    if (rest) return [first, ...rest]
  }
  return null
}

function readDigits(run: string): PhoneReading {
  const digits = run.replace(/\D/g, '').replace(WAY_OUT, '62')
  const number = parsePhoneNumberFromString(international(run, digits), {
    defaultCountry: 'ID',
    extract: false,
  })
  const type = number?.isValid() ? number.getType() : undefined
  return number && type ? { ok: true, e164: number.number, type } : { ok: false, why: 'INVALID' }
}

/** Digits that start with 62 are always international: 62811123456 without the plus reads as a landline. */
function international(run: string, digits: string): string {
  if (digits.startsWith('62')) return `+62${digits.slice(2).replace(/^0/, '')}`
  if (run.includes('+') && !digits.startsWith('0')) return `+${digits}`
  if (ABROAD.test(digits)) return digits.replace(ABROAD, '+')
  return digits.startsWith('8') ? `+62${digits}` : digits
}

/** The three groups of an Indonesian mobile number: 0811-123-456, 0812-3456-789, 0812-3456-7890. */
function mobileGroups(e164: string): [string, string, string] | null {
  const local = /^\+62(8\d{7,12})$/.exec(e164)?.[1]
  if (local === undefined) return null
  const digits = `0${local}`
  const middle = digits.length <= 10 ? 7 : 8
  return [digits.slice(0, 4), digits.slice(4, middle), digits.slice(middle)]
}
