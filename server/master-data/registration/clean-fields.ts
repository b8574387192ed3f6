import { readPhone } from '../../platform/phone.ts'
import { oneLine } from './clean-text.ts'
import {
  ADDRESS_WORD,
  checkAddress,
  checkName,
  continuesAddress,
  isPhoneOnly,
  isPlaceholder,
  looksLikeEmail,
  startsLikeAddress,
  startsLikeCompany,
} from './check-fields.ts'
import type { Field, Piece } from './read-labels.ts'
import type { Split } from './split-fields.ts'

/** Cleaned but unchecked texts, one per field; empty when nothing was written. */
export interface Raw {
  name: string
  address: string
  company: string
  email: string
  salutation: string | null
  /** E.164 */
  otherPhone: string | null
  complaint: string
  /** name and address seem to have changed places */
  swapped: boolean
  /** fields behind the last one that means anything */
  extra: string[]
}

const SALUTATIONS: [RegExp, string][] = [
  [/^(?:bapak|bpk|pak|bp)$/, 'Bapak'],
  [/^(?:ibu|bu|ibuk)$/, 'Ibu'],
  [/^(?:sdr|saudara)$/, 'Sdr.'],
  [/^(?:sdri|saudari)$/, 'Sdri.'],
  [/^mas$/, 'Mas'],
  [/^(?:mbak|mba)$/, 'Mbak'],
  [/^(?:kak|kakak)$/, 'Kak'],
  [/^(?:tuan|tn)$/, 'Tuan'],
  [/^(?:nyonya|ny)$/, 'Nyonya'],
]
const SALUTATION =
  /^(?:bapak|bpk|pak|bp|ibuk|ibu|bu|saudari|saudara|sdri|sdr|mas|mbak|mba|kakak|kak|tuan|tn|nyonya|ny)(?:\.(?=\s*\p{L})|(?=[\s/]))[\s/]*(?=\p{L})/iu
const COURTESY =
  /(?:^|[\s,.;!(-]{1,8})(?:(?:terima ?kasih|terimakasih|trima ?kasih|makasih|makasi|mksh|trims|thanks|thank you|thx|tks|tq)(?:\s+(?:banyak|sebelumnya|atas bantuannya|ya|kak|min|admin|pak|bu|mas|mbak|gan|sis))*|(?:mohon|tolong|minta)\s+(?:segera\s+)?(?:di ?)?(?:bantu(?:an)?|proses|respon|follow ?up|tindak ?lanjuti|cek|konfirmasi)(?:nya)?(?:\s+(?:ya|kak|min|admin|pak|bu|segera))*|(?:ya|yah)\s+(?:kak|min|admin|pak|bu|mas|mbak|gan|sis))[\s.!,)]*$/iu
const PAIRS = /^(?:\[(.*)\]|<(.*)>|\{(.*)\}|\(([^()]*)\)|"(.*)"|“(.*)”|'(.*)'|‘(.*)’|«(.*)»)$/su
const DANGLING = /^[\s,;:|/#<>{}=“”"_-]+|[\s,;:|/#<>{}=“”"_-]+$/gu
const ENDING_DOT = /(?<=\p{L}{4})\.$/u
const EMPTY = /^(?:[\p{P}\p{S}\s]*|x{2,})$/iu

/** Pieces to fields (R6, R7): values cleaned, shapes recognised, misplaced fields put where they belong. Adds no word. */
export function cleanFields({ pieces }: Split): Raw {
  const labelled = (field: Field, between = ' ') => cleanValue(valuesOf(pieces, field).join(between))
  const positional = pieces.filter(({ field }) => field === null).map(({ value }) => cleanValue(value))
  const emails = positional.filter(looksLikeEmail)
  const phones = [...valuesOf(pieces, 'phone'), ...positional.filter(isPhoneOnly)]
  const places = placed(
    positional.filter((value) => !looksLikeEmail(value) && !isPhoneOnly(value)),
    { name: labelled('name'), address: labelled('address'), company: labelled('company') },
    emails.length > 0,
  )
  const parts = valuesOf(pieces, 'part').map(cleanValue)
  const address = [places.address, ...parts].filter((part) => part !== '').join(', ')
  return {
    ...splitName(places.name),
    address: cleanValue(address),
    company: places.company,
    email: labelled('email') || (emails[0] ?? places.email),
    otherPhone: phones.map(phoneOf).find((phone) => phone !== null) ?? null,
    complaint: valuesOf(pieces, 'complaint').join('\n').trim(),
    swapped: places.swapped,
    extra: places.extra,
  }
}

/** One value without brackets, quotes, template filling and the courtesy at its end; `-`, dots and xxx are empty. */
export function cleanValue(value: string): string {
  let clean = oneLine(value.replace(/#/g, ' ').replace(/[*~`]/g, ''))
  for (;;) {
    const inner =
      PAIRS.exec(clean)
        ?.slice(1)
        .find((part) => part !== undefined) ?? clean
    const next = oneLine(inner).replace(DANGLING, '').replace(COURTESY, '').replace(ENDING_DOT, '').trim()
    if (next === clean) break
    clean = next
  }
  return EMPTY.test(clean) ? '' : clean
}

/** "Bpk. H. Ahmad" -> "H. Ahmad" and "Bapak"; a name that is nothing but a form of address stays. */
export function splitName(value: string): { name: string; salutation: string | null } {
  // no name is that long
  if (value.length > 300) return { name: value, salutation: null }
  let name = value
  let salutation: string | null = null
  let either = false
  for (let match = SALUTATION.exec(name); match; match = SALUTATION.exec(name)) {
    // "Bapak/Ibu Sari" says nothing
    either ||= match[0].includes('/')
    const word = match[0].toLowerCase().replace(/[^a-z]/g, '')
    salutation ??= SALUTATIONS.find(([form]) => form.test(word))?.[1] ?? null
    name = cleanValue(name.slice(match[0].length))
  }
  return { name, salutation: either ? null : salutation }
}

interface Places {
  name: string
  address: string
  company: string
  email: string
  swapped: boolean
  extra: string[]
}

function placed(
  fields: string[],
  labels: { name: string; address: string; company: string },
  hasEmail: boolean,
): Places {
  const rest = [...fields]
  const take = (): string => rest.shift() ?? ''
  const places: Places = { ...labels, email: '', swapped: false, extra: [] }
  if (places.name === '' && places.address === '' && rest.length === 1)
    return { ...places, ...oneField(take()) }
  if (places.company === '' && startsLikeCompany(rest[0] ?? '') && startsLikeAddress(rest[2] ?? '')) {
    places.company = take()
  }
  if (places.name === '' && !(places.address === '' && isNameless(rest))) places.name = take()
  const company = startsLikeCompany(rest[0] ?? '') && (rest.length === 1 || startsLikeAddress(rest[1] ?? ''))
  if (places.company === '' && company) places.company = take()
  while (rest[0] === '' && startsLikeAddress(rest[1] ?? '')) rest.shift()
  if (places.address === '') places.address = take()
  // `#` is also how people write "number"
  while (places.address !== '' && continuesAddress(rest[0] ?? '')) places.address += ` ${take()}`
  if (places.company === '') places.company = take()
  if (!hasEmail) places.email = take()
  places.extra = rest.filter((field) => field !== '')
  return exchanged(places)
}

/** `#Jl. Melati 5#RT 02`, `#Jl. Melati 5#PT Maju`: nobody wrote a name. */
function isNameless([first = '', second]: string[]): boolean {
  return (
    startsLikeAddress(first) &&
    (second === undefined || startsLikeCompany(second) || continuesAddress(second))
  )
}

/** The street in the place of the name: we propose the swap and the sender confirms. */
function exchanged(places: Places): Places {
  const { name, address } = places
  const street = startsLikeAddress(name) || (checkName(name) === null && checkAddress(name) !== null)
  if (!street || address === '') return places
  if (!startsLikeAddress(address) && !isPlaceholder(address) && checkName(address) !== null) {
    return { ...places, name: address, address: name, swapped: true }
  }
  return places
}

function oneField(value: string): Partial<Places> {
  if (startsLikeAddress(value)) return { address: value }
  if (startsLikeCompany(value) && !ADDRESS_WORD.test(value)) return { company: value }
  const street = ADDRESS_WORD.exec(value)?.index ?? -1
  if (street > 0) {
    const [name = '', ...middle] = value.slice(0, street).split(/[,;|/]/)
    const company = middle.map(cleanValue).find(startsLikeCompany) ?? ''
    const before = middle.map(cleanValue).filter((part) => part !== '' && part !== company)
    return {
      name: cleanValue(name),
      company,
      address: cleanValue([...before, value.slice(street)].join(', ')),
    }
  }
  return { name: value }
}

function valuesOf(pieces: Piece[], field: Field): string[] {
  return pieces.filter((piece) => piece.field === field).map(({ value }) => value)
}

function phoneOf(value: string): string | null {
  const reading = readPhone(value)
  return reading.ok ? reading.e164 : null
}
