import {
  ADDRESS_WORD,
  checkAddress,
  continuesAddress,
  isPhoneOnly,
  isPlaceholder,
  looksLikeEmail,
  startsLikeCompany,
} from './check-fields.ts'
import { labelsIn, readLabels, stripLabel, trimEdges, type Field, type Piece } from './read-labels.ts'
import { isIntroduction, looksLikeComplaint } from './recognise-wording.ts'

/** GUESS: nothing sure separates the fields, so the sender must confirm what we understood. */
export type Form = 'HASH' | 'LABELS' | 'LINES' | 'GUESS' | 'EMPTY'
export interface Split {
  form: Form
  pieces: Piece[]
}

const LEADING = /^[\s:=,.\-–—/#|;]+/
const EMPTY: Split = { form: 'EMPTY', pieces: [] }

/** The fields behind a DAFTAR or UBAH (R3-R5). Pieces without a field name are positional: name, address, company, email. */
export function splitFields(body: string): Split {
  const own = withoutTemplateLines(body)
  const text = own.replace(LEADING, '').trim()
  if (text === '') return EMPTY
  const separator = ['#', '|', ';'].find((one) => text.includes(one))
  const labels = labelsIn(text)
  const both = labels.has('name') && labels.has('address')
  if (both || (labels.size > 0 && !separator)) {
    if (!/[#|;]\s*(?:nama|alamat|almt)/i.test(text)) return labelled(text)
  }
  if (separator) return { form: 'HASH', pieces: hashPieces(text, separator) }
  if (/^nama /im.test(text) && /^alamat /im.test(text)) return labelled(text)
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !isIntroduction(line))
  if (/^\s*[:=]?\s*[#|;]/.test(own)) return ledByHash(text, lines)
  if (/^[\s:.,]*\n/.test(own) && lines.length > 1) return { form: 'LINES', pieces: linePieces(lines) }
  return { form: 'GUESS', pieces: guessPieces(text) }
}

/** Fields at hash signs; doubled signs collapse when every second field would be empty, trailing ones are ignored. */
export function fieldsBetween(text: string, separator: string): string[] {
  const fields = text.split(separator).map((field) => field.trim())
  while (fields.length > 0 && fields.at(-1) === '') fields.pop()
  while (fields.length > 0 && fields[0] === '') fields.shift()
  const touching = fields.some((field, index) => field !== '' && (fields[index + 1] ?? '') !== '')
  return touching ? fields : fields.filter((field) => field !== '')
}

/** What somebody may have meant without any separator: the name in front of the street, else in front of a comma. */
export function guessPieces(text: string): Piece[] {
  const street = ADDRESS_WORD.exec(text)?.index ?? -1
  const delimiter = street > 0 ? null : (/ [-–—] |[,/\n:]|[-–—]/.exec(text) ?? null)
  if (street <= 0 && !delimiter) return [{ field: null, value: trimEdges(text) }]
  const cut = street > 0 ? street : (delimiter?.index ?? 0)
  const [first = '', ...middle] = text.slice(0, cut).split(/[,/:\n]| [-–—] |[-–—] ?$/)
  const { kept, taken } = shapedTail(text.slice(cut).replace(LEADING, ''))
  const shaped = middle.map(byShape).filter(({ value }) => value !== '')
  const address = [...shaped.filter(({ field }) => field === null).map(({ value }) => value), trimEdges(kept)]
  return [
    { ...stripLabel(trimEdges(first)), field: 'name' as const },
    { field: 'address' as const, value: stripLabel(address.join(', ')).value },
    ...shaped.filter(({ field }) => field !== null),
    ...taken,
  ].filter(({ value }) => value !== '')
}

function ledByHash(text: string, lines: string[]): Split {
  const rest = lines.slice(1).join(' ')
  const street = ADDRESS_WORD.exec(text)?.index ?? -1
  if (lines.length > 1 && (checkAddress(rest) || street === 0))
    return { form: 'LINES', pieces: linePieces(lines) }
  return { form: 'HASH', pieces: hashPieces(text, '#') }
}

function labelled(text: string): Split {
  const [lead, ...pieces] = readLabels(text.replace(/[#|;]+(?=\s*(?:\n|$))/g, ''), true)
  if (!lead) return EMPTY
  const below = (lead.field === null ? pieces : [lead, ...pieces]).flatMap(belowLabels)
  if (lead.field !== null || below.some(({ field }) => field === 'name'))
    return { form: 'LABELS', pieces: below }
  const [first = '', ...others] = text.slice(0, text.search(/[:=]/)).split('\n').slice(0, -1)
  const named = !isIntroduction(first) && !looksLikeComplaint(first)
  const above: Piece[] = named ? [{ field: 'name', value: trimEdges(first) }, ...others.map(byShape)] : []
  return { form: 'LABELS', pieces: [...above, ...below] }
}

/** Text behind a blank line belongs to no label: a fault described there is kept, the rest dropped. */
function belowLabels({ field, value }: Piece): Piece[] {
  if (field !== null) return [{ field, value }]
  return looksLikeComplaint(value) && !value.includes('?') ? [{ field: 'complaint', value }] : []
}

function hashPieces(text: string, separator: string): Piece[] {
  const { kept, complaint } = complaintBelow(text, separator)
  const pieces = fieldsBetween(kept, separator).flatMap((field): Piece[] => {
    const inner = labelsIn(field).size > 0 ? readLabels(field) : []
    if (inner.length > 0) return inner
    return [stripLabel(trimEdges(field))]
  })
  return complaint === '' ? pieces : [...pieces, { field: 'complaint', value: complaint }]
}

/** Short messages are joined: a line about a fault below the last field is a complaint, not half of the address. */
function complaintBelow(text: string, separator: string): { kept: string; complaint: string } {
  const start = text.lastIndexOf(separator) + 1
  const lines = text.slice(start).split('\n')
  const from = lines.findIndex(
    (line, index) =>
      index > 0 &&
      looksLikeComplaint(line) &&
      !ADDRESS_WORD.test(line) &&
      !continuesAddress(line) &&
      labelsIn(line).size === 0,
  )
  if (from < 0) return { kept: text, complaint: '' }
  const kept = text.slice(0, start) + lines.slice(0, from).join('\n')
  return { kept, complaint: lines.slice(from).join('\n').trim() }
}

function linePieces(lines: string[]): Piece[] {
  const shaped = lines.map(byShape)
  const named = shaped.findIndex(({ field }) => field === null)
  return shaped.map(({ field, value }, index) => {
    if (field !== null) return { field, value }
    return { field: index === named ? ('name' as const) : ('address' as const), value }
  })
}

function byShape(value: string): Piece {
  const { field, value: bare } = stripLabel(trimEdges(value))
  if (field !== null) return { field, value: bare }
  return { field: shapeOf(bare), value: bare }
}

function shapeOf(value: string): Field | null {
  if (looksLikeEmail(value)) return 'email'
  if (isPhoneOnly(value)) return 'phone'
  return startsLikeCompany(value) ? 'company' : null
}

/** E-mail, phone and company at the end of a guessed address. */
function shapedTail(text: string): { kept: string; taken: Piece[] } {
  const taken: Piece[] = []
  let kept = text
  for (;;) {
    const tails = [/[,/\n]([^,/\n]+)$/, / [-–—] ([^,/\n]+?)$/, / (\S+)$/].map((tail) =>
      tail.exec(kept.trimEnd()),
    )
    const tail = tails.find((match) => match && shapeOf(trimEdges(match[1] ?? '')) !== null)
    if (!tail) return { kept, taken }
    const value = trimEdges(tail[1] ?? '')
    taken.unshift({ field: shapeOf(value), value })
    kept = kept.slice(0, tail.index)
  }
}

/** The copied help text above the real answer. */
function withoutTemplateLines(body: string): string {
  const lines = body.split('\n')
  const real = lines.findIndex((line) => !isTemplateLine(line))
  return real <= 0 ? body : `\n${lines.slice(real).join('\n')}`
}

function isTemplateLine(line: string): boolean {
  const fields = line.replace(LEADING, '').split(/[#|;]/)
  return fields.length > 1 && fields.every((field) => isPlaceholder(field))
}
