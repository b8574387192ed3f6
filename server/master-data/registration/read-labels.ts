import { startsLikeAddress } from './check-fields.ts'

/** `part` belongs to the address and keeps its label ("RT/RW 01/02"); null is text without a label. */
export type Field = 'name' | 'address' | 'part' | 'company' | 'email' | 'phone' | 'complaint'
export interface Piece {
  field: Field | null
  value: string
}

const WHOSE =
  '(?: ?(?:lengkap|pelanggan|customer|pemilik|pic|anda|kamu|saya|rumah|kantor|pemasangan|penerima))*'
const NAMES: Record<Field, string> = {
  company: 'nama (?:perusahaan|instansi|pt|toko|usaha)|perusahaan|instansi|company|pt',
  email: 'alamat e-?mail|e-?mail|imel|surel',
  phone:
    '(?:no(?:mor|mer)?\\.? ?)?(?:hp|handphone|wa|whats ?app|telp(?:on)?|tlp|telepon|phone)\\.?(?: ?(?:/|atau) ?(?:hp|wa|telp|telepon))?',
  complaint: 'keluhan|komplain|kendala|aduan|pengaduan|laporan',
  name: `nama${WHOSE}|name|atas nama|a\\.n\\.?`,
  address: `alamat(?:nya)?${WHOSE}|almt\\.?${WHOSE}|address`,
  part: 'rt ?/ ?rw|rt|rw|kelurahan(?: ?/ ?desa)?|kel\\.?|desa(?: ?/ ?kelurahan)?|kecamatan|kec\\.?|kota(?: ?/ ?kab(?:upaten)?\\.?)?|kab(?:upaten)?\\.?(?: ?/ ?kota)?|provinsi|prov\\.?|kode ?pos|patokan|lokasi',
}
const ANY = Object.entries(NAMES)
  .map(([field, names]) => `(?<${field}>${names})`)
  .join('|')
/** "Nama (sesuai KTP) :" */
const HINT = '(?: ?[([][^)\\]\\n]{0,40}[)\\]])?'
const LABEL = new RegExp(`(?<![\\p{L}\\p{N}@.])(?:${ANY})${HINT} ?[:=] ?`, 'giu')
/** At the start of a line people forget the colon. */
const LABEL_OR_WORD = new RegExp(
  `(?<![\\p{L}\\p{N}@.])(?:${ANY})${HINT} ?[:=] ?|^(?:${ANY.replace(/\?<(\w+)>/g, '?<$1Word>')
    .replace('|pt)', ')')
    .replace(NAMES.phone, `(?:${NAMES.phone})(?= *[+(]?\\d)`)}) +(?=\\S)`,
  'gimu',
)
const TYPED_IN = new RegExp(
  `^(?:(?<name>${NAMES.name})|(?<address>${NAMES.address})|(?<company>${NAMES.company.replace(/\|pt$/, '')})|(?<email>${NAMES.email})|(?<phone>${NAMES.phone}(?= *[:=]? *[+(]?\\d)))${HINT}(?: ?[:=] ?| +)(?=\\S)`,
  'iu',
)
const EDGES = /^[\s,;|/#]+|[\s,;|/#]+$/g

/**
 * A text cut at its labels (R4), at line starts or inline; text without a label continues the field above, a blank
 * line ends it. With `loose`, labels at line starts need no colon. The text before the first label comes first.
 */
export function readLabels(text: string, loose = false): Piece[] {
  const matches = [...text.matchAll(loose ? LABEL_OR_WORD : LABEL)]
  const pieces: Piece[] = [{ field: null, value: text.slice(0, matches[0]?.index ?? text.length) }]
  for (const [index, match] of matches.entries()) {
    const value = text.slice(match.index + match[0].length, matches[index + 1]?.index ?? text.length)
    pieces.push(...paragraphs(fieldOf(match), match[0].replace(/[\s:=]+$/, ''), value))
  }
  const read = withAddressLines(pieces)
  return read
    .map(({ field, value }) => ({ field, value: trimEdges(value) }))
    .filter(({ value }) => value !== '')
}

/** Which labels with a colon the text has, also those with nothing behind them. */
export function labelsIn(text: string): Set<Field> {
  return new Set([...text.matchAll(LABEL)].map(fieldOf))
}

/** A label typed into a field of the hash form: `#Nama: Budi`, `#Alamat Jl. Melati`. */
export function stripLabel(value: string): Piece {
  const match = TYPED_IN.exec(value)
  const field = Object.entries(match?.groups ?? {}).find(([, text]) => text !== undefined)?.[0] as
    | Field
    | undefined
  return match && field ? { field, value: value.slice(match[0].length) } : { field: null, value }
}

export function trimEdges(value: string): string {
  return value.replace(/\s+/g, ' ').replace(EDGES, '')
}

function fieldOf(match: RegExpMatchArray): Field {
  const name = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? 'part'
  return name.replace('Word', '') as Field
}

function paragraphs(field: Field, label: string, value: string): Piece[] {
  const [first = '', ...rest] = value.trimStart().split('\n\n')
  // an e-mail never goes on in the next line
  const [line = '', ...below] = field === 'email' ? first.split('\n') : [first]
  const own = field === 'part' && line.trim() !== '' ? `${label} ${line}` : line
  return [
    { field, value: own },
    { field: null, value: [...below, ...rest].join('\n') },
  ]
}

/** `Nama: Budi` with an unlabelled `Jl. Melati 5` below: the street is the address, not half of the name. */
function withAddressLines(pieces: Piece[]): Piece[] {
  if (pieces.some(({ field }) => field === 'address')) return pieces
  return pieces.flatMap((piece) => {
    if (piece.field === null || piece.field === 'part' || piece.field === 'complaint') return [piece]
    const lines = piece.value.split('\n')
    const street = lines.findIndex((line, index) => index > 0 && startsLikeAddress(line))
    if (street < 0) return [piece]
    return [
      { field: piece.field, value: lines.slice(0, street).join('\n') },
      { field: 'address' as const, value: lines.slice(street).join('\n') },
    ]
  })
}
