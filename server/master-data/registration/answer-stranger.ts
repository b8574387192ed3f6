import { readPhone } from '../../platform/phone.ts'
import { type Draft, type Outcome, ask, askAgain, withComplaint } from './build-outcome.ts'
import {
  ADDRESS_WORD,
  checkBareAddress,
  checkBareName,
  continuesAddress,
  startsLikeAddress,
} from './check-fields.ts'
import { cleanValue, splitName } from './clean-fields.ts'
import { labelsIn, readLabels, stripLabel } from './read-labels.ts'
import { type Commands, readCommands } from './read-keyword.ts'
import { complaintIn, type CustomerFields, type FormReading, isWhole, readForm } from './read-registration.ts'
import {
  asksHow,
  hasLink,
  hasMapLink,
  isGreeting,
  isIntroduction,
  isNo,
  isThanks,
  isYes,
  looksLikeComplaint,
  looksLikeQuestion,
} from './recognise-wording.ts'

export interface Stranger {
  /** cleaned by R1 */
  text: string
  /** as written, for a complaint that CS will read */
  plain: string
  phoneKnown: boolean
  draft: Draft
}
type Fields = Partial<CustomerFields>

const TOLD =
  /(?<!\p{L})nama(?: lengkap)?(?: saya)?(?: adalah)? (?<name>[^#:=]{2,80}?)[,.;\n ]+(?:dan )?alamat(?:nya)?(?: saya| rumah)?(?: di)? (?<address>[^#:=]+)$/isu
const REGISTERING = /\b(?:daftar|mendaftar|registrasi|pendaftaran|register)\b/i

/** A message of somebody who is not a customer yet (R9). */
export function answerStranger(message: Stranger): Outcome {
  const { text, draft } = message
  const confirming = draft.open === 'GUESS' || draft.open === 'SWAP'
  if (confirming && isYes(text)) return register({ ...draft, open: null }, message.phoneKnown)
  if (confirming && isNo(text)) {
    return askAgain('help', { ...draft, fields: phoneOnly(draft.fields), notes: [], open: 'FORM' })
  }
  return (
    readRegistration(message) ??
    spam(message) ??
    courtesy(message) ??
    readAnswer(message) ??
    readGuess(message) ??
    freeText(message)
  )
}

/** DAFTAR forms, and labelled forms without a keyword; null when the message holds neither. */
function readRegistration({ text, phoneKnown, draft }: Stranger): Outcome | null {
  const commands = readCommands(text)
  const bodies = commands.segments.filter(({ keyword }) => keyword !== 'LAPOR')
  if (bodies.length === 0)
    return readLabelled(commands.segments[0]?.body ?? text, commands, draft, phoneKnown)
  const forms = bodies.map(({ body, keyword, certain }) => {
    const form = readForm(body)
    return keyword === 'UBAH' || !certain ? { ...form, sure: false } : form
  })
  if (bodies.every(({ certain }) => !certain) && !forms.some(worthAsking)) return null
  const kept = keptComplaint(commands, forms)
  const distinct = distinctForms(forms)
  const form = distinct[0]
  if (distinct.length > 1) return ask('severalRegistrations', { ...withComplaint(draft, kept), open: 'FORM' })
  if (hasLink(text) && (form === undefined || !form.sure)) return null
  if (form === undefined) return ask('help', { ...withComplaint(draft, kept), open: draft.open ?? 'FORM' })
  return decide({ ...form, complaint: kept }, draft, phoneKnown)
}

/** Labels without a keyword: both make a form; one alone is the beginning of it when nothing else is said before. */
function readLabelled(text: string, commands: Commands, draft: Draft, phoneKnown: boolean): Outcome | null {
  const labels = labelsIn(text)
  const both = labels.has('name') && labels.has('address')
  const lead = readLabels(text).find(({ field, value }) => field !== null || !isIntroduction(value))
  const reporting = commands.segments.length > 0
  if (!both && (reporting || (lead?.field !== 'name' && lead?.field !== 'address'))) return null
  const form = readForm(`\n${text}`)
  if (!both && Object.keys(form.fields).length === 0) return null
  if (hasLink(text) && !(both && isWhole(form.fields))) return null
  const said = reporting && lead?.field === null ? [lead.value] : []
  const complaint = [...said, form.complaint ?? ''].filter((part) => part !== '').join('\n') || null
  return decide({ ...form, complaint, sure: form.sure && (both || draft.open !== null) }, draft, phoneKnown)
}

/** "Daftar Budi Santoso" may be a form; "daftar servis untuk dua AC" is not. */
function worthAsking({ fields }: FormReading): boolean {
  if (fields.name === undefined) return false
  return fields.address !== undefined || fields.name.split(' ').length <= 4
}

/** Forms that say the same or only add something count once; empty ones (a copied template) not at all. */
function distinctForms(forms: FormReading[]): FormReading[] {
  const filled = forms.filter(({ fields }) => Object.keys(fields).length > 0)
  return filled.filter((form, index) => {
    const within = (other: FormReading) =>
      Object.entries(form.fields).every(([key, value]) => other.fields[key as keyof CustomerFields] === value)
    return !filled.some(
      (other, at) => at !== index && within(other) && (at > index || !sameFields(other, form)),
    )
  })
}

const sameFields = (a: FormReading, b: FormReading): boolean =>
  Object.keys(a.fields).length === Object.keys(b.fields).length

function keptComplaint({ before, segments }: Commands, forms: FormReading[]): string | null {
  const reported = segments.filter(({ keyword }) => keyword === 'LAPOR').map(({ body }) => complaintIn(body))
  const parts = [
    looksLikeComplaint(before) ? before : '',
    ...reported,
    ...forms.map((form) => form.complaint ?? ''),
  ]
  return [...new Set(parts.filter((part) => part !== ''))].join('\n') || null
}

/** What one form gives together with what was understood before. */
function decide(form: FormReading, before: Draft, phoneKnown: boolean): Outcome {
  const fields = { ...before.fields, ...form.fields }
  const draft = {
    ...withComplaint(before, form.complaint),
    fields,
    notes: [...new Set([...(form.fields.email ? [] : before.notes), ...form.notes])],
  }
  if (isWhole(fields)) {
    if (form.swapped) return ask('confirmSwap', { ...draft, open: 'SWAP' })
    return form.sure ? register(draft, phoneKnown) : ask('confirmGuess', { ...draft, open: 'GUESS' })
  }
  const old = before.fields
  const again = Object.entries(fields).every(
    ([key, value]) => old[key as keyof CustomerFields]?.toLowerCase() === value?.toLowerCase(),
  )
  const put = again && before.open !== null ? askAgain : ask
  if (fields.name !== undefined) return put('missingAddress', { ...draft, open: 'ADDRESS' })
  if (fields.address !== undefined) return put('missingName', { ...draft, open: 'NAME' })
  return put('help', { ...draft, open: 'FORM' })
}

function register(draft: Draft, phoneKnown: boolean): Outcome {
  const { fields, complaint, notes } = draft
  if (!isWhole(fields)) return ask('help', { ...draft, open: 'FORM' })
  const number = fields.otherPhone ? readPhone(fields.otherPhone) : null
  const reachable = number?.ok && ['MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(number.type)
  if (!phoneKnown && !reachable) return ask('phoneNeeded', { ...draft, open: 'PHONE' })
  const { name, address, company = null, email = null, salutation = null, otherPhone = null } = fields
  return {
    kind: 'registered',
    fields: { name, address, company, email, salutation, otherPhone },
    complaint,
    notes,
  }
}

function spam({ text, draft }: Stranger): Outcome | null {
  if (!hasLink(text)) return null
  // a map link is a usual, if useless, answer to "which address?"
  return draft.open !== null && hasMapLink(text) ? null : { kind: 'ignore', why: 'spam' }
}

function courtesy({ text, draft }: Stranger): Outcome | null {
  if (isThanks(text) || isYes(text) || isNo(text)) return { kind: 'ignore', why: 'thanks' }
  if (!isGreeting(text)) return null
  return waiting(draft) ? repeat(draft, ask) : ask('greetingUnknown', { ...draft, open: 'FORM' })
}

const waiting = ({ open }: Draft): boolean => open !== null && open !== 'FORM'

/** The open question once more, in the words that belong to it. */
function repeat(draft: Draft, put: typeof ask): Outcome {
  switch (draft.open) {
    case 'NAME':
      return put('missingName', draft)
    case 'ADDRESS':
      return put('missingAddress', draft)
    case 'GUESS':
      return put('confirmGuess', draft)
    case 'SWAP':
      return put('confirmSwap', draft)
    case 'PHONE':
      return put('phoneNeeded', draft)
    default:
      return put('help', { ...draft, open: 'FORM' })
  }
}

/** A bare message answers the question that is open. */
function readAnswer(message: Stranger): Outcome | null {
  const { text, draft, phoneKnown } = message
  const { open, fields } = draft
  if (readCommands(text).segments.length > 0) return null
  if (open === 'PHONE') {
    const number = readPhone(text)
    if (!number.ok) return looksLikeComplaint(text) ? null : askAgain('phoneNeeded', draft)
    return register({ ...draft, fields: { ...fields, otherPhone: number.e164 } }, phoneKnown)
  }
  if (open === 'FORM') return readFormAnswer(message)
  if (open === 'ADDRESS' || open === 'NAME') {
    const answer = open === 'ADDRESS' ? addressAnswer(text, fields) : nameAnswer(text, fields)
    if (answer) return decide(answer, draft, phoneKnown)
  }
  return null
}

function readFormAnswer({ text, draft, phoneKnown }: Stranger): Outcome | null {
  const structured = text.includes('#') || labelsIn(text).size > 0
  if (!structured && (looksLikeComplaint(text) || looksLikeQuestion(text))) return null
  const lines = text.split('\n')
  if (!structured && lines.length > 1 && startsLikeAddress(lines[0] ?? '')) {
    const address = checkBareAddress(cleanValue(lines.join(' ')))
    if (address !== null) return decide(bare({ address }), draft, phoneKnown)
  }
  const form = readForm(`\n${text}`)
  const { name, address } = form.fields
  // several lines without a name and without a street are a story with numbers in it, not the rest of a form
  const placed = ADDRESS_WORD.test(address ?? '') || lines.some(continuesAddress)
  if (!structured && !name && lines.length > 1 && !placed) return null
  if (Object.keys(form.fields).length === 0 || (name !== undefined && !structured && !checkBareName(name)))
    return null
  return decide(form, draft, phoneKnown)
}

function addressAnswer(text: string, fields: Fields): FormReading | null {
  if (labelsIn(text).size > 0 || text.includes('#')) {
    const whole = readForm(`\n${text}`)
    if (whole.fields.address !== undefined && !whole.swapped) return whole
    const joined = readForm(`#${fields.name ?? ''}#${text.replace(/^[#\s]+/, '')}`)
    return joined.fields.address === undefined ? null : joined
  }
  const address = checkBareAddress(cleanValue(stripLabel(text).value))
  return address === null ? null : bare({ address })
}

function nameAnswer(text: string, fields: Fields): FormReading | null {
  if (labelsIn(text).size > 0 || text.includes('#')) {
    const whole = readForm(`\n${text}`)
    if (whole.fields.name !== undefined) return bare({ ...fields, ...whole.fields })
  }
  const own = text.replace(/^(?:nama )?(?:saya|aku|sy) +/i, '').replace(/#/g, ' ')
  const { name, salutation } = splitName(cleanValue(stripLabel(own).value))
  if (checkBareName(name) === null) return null
  return bare(salutation === null ? { name } : { name, salutation })
}

const bare = (fields: Fields): FormReading => ({
  fields,
  sure: true,
  swapped: false,
  complaint: null,
  notes: [],
})

/** `Budi#Jl. Melati 5` or "nama saya Budi, alamat Jl. Melati 5": shown, and taken when the sender says YA. */
function readGuess({ text, draft, phoneKnown }: Stranger): Outcome | null {
  if (readCommands(text).segments.length > 0) return null
  const told = TOLD.exec(text)?.groups
  if (!told && !text.includes('#')) return null
  const form = readForm(told ? `#Nama: ${told['name']}#Alamat: ${told['address']}` : `#${text}`)
  const { name, address } = form.fields
  if (name === undefined || address === undefined || !checkBareName(name)) return null
  return decide({ ...form, sure: false }, draft, phoneKnown)
}

/** Anything else is kept as a complaint until the sender is registered. */
function freeText({ text, plain, draft }: Stranger): Outcome {
  const { segments } = readCommands(text)
  const reported = segments.filter(({ keyword }) => keyword === 'LAPOR')
  const complaint =
    reported.length > 0
      ? reported
          .map(({ body }) => complaintIn(body))
          .join('\n')
          .trim()
      : plain
  if (complaint === '' || (REGISTERING.test(text) && asksHow(text) && !looksLikeComplaint(text))) {
    return ask('help', { ...draft, open: draft.open ?? 'FORM' })
  }
  const open = draft.open ?? 'FORM'
  if (waiting(draft)) {
    return repeat(
      looksLikeComplaint(text) || reported.length > 0 ? withComplaint(draft, complaint) : draft,
      askAgain,
    )
  }
  const kept = { ...withComplaint(draft, complaint), open }
  return draft.complaint === null ? ask('complaintKept', kept) : askAgain('complaintKept', kept)
}

function phoneOnly({ otherPhone }: Fields): Fields {
  return otherPhone === undefined ? {} : { otherPhone }
}
