import { cleanFields, cleanValue, splitName } from './clean-fields.ts'
import {
  checkAddress,
  checkBareName,
  checkCompany,
  checkEmail,
  checkName,
  looksLikeEmail,
  startsLikeAddress,
  startsLikeCompany,
} from './check-fields.ts'
import { labelsIn, stripLabel } from './read-labels.ts'
import { looksLikeComplaint } from './recognise-wording.ts'
import { guessPieces, splitFields, type Split } from './split-fields.ts'

export interface CustomerFields {
  name: string
  address: string
  company: string | null
  email: string | null
  /** Bapak, Ibu, Mas ...; never derived from the name */
  salutation: string | null
  /** a number written in the message, E.164; the sender's own number comes from the channel */
  otherPhone: string | null
}
/** emailUnusable must be told to the sender; extraIgnored is for CS. */
export type Note = 'emailUnusable' | 'extraIgnored'

/** Everything valid that one form holds (R3-R8); what is missing or wrong is simply not there. */
export interface FormReading {
  fields: Partial<CustomerFields>
  /** false: nothing sure separated the fields, the sender must confirm */
  sure: boolean
  /** street and name had changed places; `fields` has them the right way round */
  swapped: boolean
  complaint: string | null
  notes: Note[]
}

/** Reads what stands behind DAFTAR. */
export function readForm(body: string): FormReading {
  const split = splitFields(body)
  const form = readSplit(split)
  const [only] = split.pieces
  if (
    split.form === 'HASH' &&
    split.pieces.length === 1 &&
    only &&
    !form.fields.name &&
    !form.fields.address
  ) {
    const guess = readSplit({ form: 'GUESS', pieces: guessPieces(only.value) })
    if (guess.fields.name && guess.fields.address) return guess
  }
  return form
}

/** Reads what stands behind UBAH: the same form, or only the one thing that is new. */
export function readUpdate(body: string): FormReading {
  const split = splitFields(body)
  const [only] = split.pieces
  if (split.pieces.length !== 1 || only === undefined || (only.field !== null && split.form === 'LABELS')) {
    return readForm(body)
  }
  const { field, value } = only.field === null ? stripLabel(only.value) : only
  const clean = cleanValue(value)
  const form = field ?? shapeOfUpdate(clean)
  return readSplit({ form: split.form, pieces: form === null ? [] : [{ field: form, value: clean }] })
}

export const isWhole = (
  fields: Partial<CustomerFields>,
): fields is Partial<CustomerFields> & Pick<CustomerFields, 'name' | 'address'> =>
  fields.name !== undefined && fields.address !== undefined

function shapeOfUpdate(value: string): 'address' | 'email' | 'company' | 'name' | null {
  if (looksLikeEmail(value)) return 'email'
  if (startsLikeAddress(value)) return 'address'
  if (startsLikeCompany(value)) return 'company'
  if (checkBareName(splitName(value).name)) return 'name'
  return checkAddress(value) ? 'address' : null
}

/** A label that is left over in a field would cut it in two when the echo is read; such a form is asked for again. */
const hasForeignLabel = (value: string): boolean =>
  [...labelsIn(value)].some((field) => field !== 'part' && field !== 'address')

function readSplit(split: Split): FormReading {
  const raw = cleanFields(split)
  const guessed = split.form === 'GUESS'
  const name = hasForeignLabel(raw.name) ? null : (guessed ? checkBareName : checkName)(raw.name)
  const address = hasForeignLabel(raw.address) ? null : checkAddress(raw.address)
  const company = checkCompany(raw.company)
  const { email, bad } = checkEmail(raw.email)
  const more = raw.extra.join('\n')
  const fault = looksLikeComplaint(more)
  const fields: Partial<CustomerFields> = {}
  if (name !== null) fields.name = name
  if (name !== null && raw.salutation !== null) fields.salutation = raw.salutation
  if (address !== null) fields.address = address
  if (company !== null) fields.company = company
  if (email !== null) fields.email = email
  if (raw.otherPhone !== null) fields.otherPhone = raw.otherPhone
  const notes: Note[] = bad ? ['emailUnusable'] : []
  if (more !== '' && !fault) notes.push('extraIgnored')
  const complaint = [raw.complaint, fault ? more : ''].filter((text) => text !== '').join('\n')
  return { fields, sure: !guessed, swapped: raw.swapped, complaint: complaint || null, notes }
}

/** The text behind LAPOR; empty when the template was sent as it is. */
export function complaintIn(body: string): string {
  const text = body.replace(/^[\s:=#|;,.-]+|[\s#|;]+$/g, '')
  return /^(?:isi )?(?:keluhan|complaint|masalah)(?: anda| kamu| saya)?$/i.test(cleanValue(text)) ? '' : text
}
