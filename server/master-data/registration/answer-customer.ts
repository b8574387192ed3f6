import { type Draft, type Outcome, ask, EMPTY_DRAFT, paramsOf, withComplaint } from './build-outcome.ts'
import { oneLine } from './clean-text.ts'
import { labelsIn } from './read-labels.ts'
import { type Segment, readCommands } from './read-keyword.ts'
import {
  complaintIn,
  type CustomerFields,
  type FormReading,
  readForm,
  readUpdate,
} from './read-registration.ts'
import {
  asksAboutVisit,
  asksHow,
  isGreeting,
  isIntroduction,
  isNo,
  isThanks,
  isYes,
  looksLikeComplaint,
} from './recognise-wording.ts'

export interface CurrentData {
  name: string
  address: string | null
  company: string | null
  email: string | null
}
export interface Customer {
  /** cleaned by R1 */
  text: string
  /** as written, for CS */
  plain: string
  current: CurrentData | undefined
  draft: Draft
}
const REGISTERING = /\b(?:daftar|mendaftar|registrasi|pendaftaran|register)\b/i
const KEYS = ['name', 'address', 'company', 'email'] as const

/** A message of an active customer (R9): whatever is nothing else is a complaint for CS. */
export function answerCustomer(customer: Customer): Outcome {
  const { text, plain, draft } = customer
  if (draft.open === 'CONFIRM_UPDATE') {
    if (isYes(text)) return { kind: 'correct', fields: draft.fields, notes: draft.notes }
    if (isNo(text)) return answer('unchanged', customer, EMPTY_DRAFT)
  }
  const commanded = obey(customer) ?? changeData(customer)
  if (commanded) return commanded
  if (isThanks(text) || isYes(text) || isNo(text)) return { kind: 'ignore', why: 'thanks' }
  if (draft.open === 'COMPLAINT') return { kind: 'report', text: plain }
  if (isGreeting(text)) return answer('greetingKnown', customer, draft)
  if (asksAboutVisit(text)) return answer('aboutVisit', customer, draft)
  if (REGISTERING.test(text) && asksHow(text) && !looksLikeComplaint(text)) {
    return answer('alreadyRegistered', customer, draft)
  }
  return { kind: 'report', text: plain }
}

/** Somebody whose record is inactive: offer to open it again, keep what was written. */
export function answerInactive(customer: Customer): Outcome {
  const { text, plain, draft } = customer
  if (draft.open === 'REACTIVATE') {
    if (isYes(text)) return { kind: 'reactivate', fields: draft.fields, complaint: draft.complaint }
    if (isNo(text)) return answer('unchanged', customer, EMPTY_DRAFT)
  }
  if (isThanks(text) || isYes(text) || isNo(text)) return { kind: 'ignore', why: 'thanks' }
  const { segments } = readCommands(text)
  const form = segments.find(({ keyword, certain }) => keyword !== 'LAPOR' && certain)
  const fields = form ? readForm(form.body).fields : {}
  const reported = segments.filter(({ keyword }) => keyword === 'LAPOR').map(({ body }) => complaintIn(body))
  const free = form || isGreeting(text) ? '' : plain
  const complaint = reported.length > 0 ? reported.join('\n') : free
  const kept = withComplaint({ ...draft, fields: { ...draft.fields, ...fields } }, complaint)
  return answer('reactivateOffer', customer, { ...kept, open: 'REACTIVATE' })
}

/** LAPOR, UBAH and DAFTAR of a customer; null when the message has no command, or one that says nothing. */
function obey(customer: Customer): Outcome | null {
  const { text, plain, draft } = customer
  const { before, segments } = readCommands(text)
  const reports = segments.filter(({ keyword }) => keyword === 'LAPOR')
  const forms = segments.filter(({ keyword, certain }) => keyword !== 'LAPOR' && certain)
  if (reports.length > 0) {
    const complaint = reports
      .map(({ body }) => complaintIn(body))
      .join('\n')
      .trim()
    if (complaint === '') return answer('complaintMissing', customer, { ...draft, open: 'COMPLAINT' })
    // CS must see everything that was written around it
    return { kind: 'report', text: forms.length > 0 || !isIntroduction(before) ? plain : complaint }
  }
  const [form] = forms
  if (!form) return null
  if (looksLikeComplaint(before)) return { kind: 'report', text: plain }
  return form.keyword === 'UBAH' ? update(customer, form) : registerAgain(customer, form, before)
}

function update(customer: Customer, { body }: Segment): Outcome {
  const form = readUpdate(body)
  if (Object.keys(form.fields).length === 0) {
    return answer('updateForm', customer, { ...EMPTY_DRAFT, open: 'UPDATE' })
  }
  if (form.complaint) return { kind: 'report', text: customer.plain }
  if (!news(form.fields, customer.current)) return answer('alreadyRegistered', customer, EMPTY_DRAFT)
  if (!form.sure || form.swapped) return confirm(customer, form)
  return { kind: 'correct', fields: form.fields, notes: form.notes }
}

function registerAgain(customer: Customer, { body }: Segment, before: string): Outcome | null {
  const form = readForm(body)
  if (form.complaint) return { kind: 'report', text: customer.plain }
  if (Object.keys(form.fields).length === 0 && !isIntroduction(before)) return null
  return compare(customer, form)
}

/** Never a duplicate: the old and the new data are shown, YA takes the new. */
function compare(customer: Customer, form: FormReading): Outcome {
  if (!news(form.fields, customer.current)) return answer('alreadyRegistered', customer, EMPTY_DRAFT)
  return confirm(customer, form)
}

/** Labels without a keyword, and bare answers to "what shall we change?". */
function changeData(customer: Customer): Outcome | null {
  const { text, draft } = customer
  const labels = labelsIn(text)
  if (looksLikeComplaint(withoutData(text, customer.current)) || labels.has('complaint')) return null
  if (draft.open === 'UPDATE') {
    const form = readUpdate(`\n${text}`)
    if (Object.keys(form.fields).length > 0 && !text.includes('?') && !isThanks(text) && !isGreeting(text)) {
      const explicit = (labels.size > 0 || text.includes('#')) && form.sure && !form.swapped
      if (explicit && news(form.fields, customer.current)) {
        return { kind: 'correct', fields: form.fields, notes: form.notes }
      }
      return compare(customer, form)
    }
  }
  if (!labels.has('name') || !labels.has('address')) return null
  const form = readForm(`\n${text}`)
  return Object.keys(form.fields).length === 0 ? null : compare(customer, form)
}

/** "Toko Servis AC" in the customer's own data is no fault. */
function withoutData(text: string, current: CurrentData | undefined): string {
  const data = KEYS.map((key) => current?.[key] ?? '').filter((value) => value !== '')
  return data.reduce((rest, value) => rest.replaceAll(value, ' '), oneLine(text))
}

function confirm(customer: Customer, { fields, notes }: FormReading): Outcome {
  const { current } = customer
  const next = Object.fromEntries(KEYS.map((key) => [key, fields[key] ?? current?.[key] ?? undefined]))
  const draft: Draft = { ...EMPTY_DRAFT, fields, notes, open: 'CONFIRM_UPDATE' }
  return ask('confirmUpdate', draft, { ...paramsOf(known(current)), ...paramsOf(next, 'new') })
}

function answer(reason: Parameters<typeof ask>[0], { current }: Customer, draft: Draft): Outcome {
  return ask(reason, draft, paramsOf(known(current)))
}

function known(current: CurrentData | undefined): Partial<CustomerFields> {
  return current ? { ...current, address: current.address ?? '-' } : {}
}

/** Whether the message holds anything that the record does not say already. */
function news(fields: Partial<CustomerFields>, current: CurrentData | undefined): boolean {
  const plain = (value: string | null | undefined) =>
    value?.toLowerCase().replace(/[^\p{L}\p{N}@]+/gu, '') ?? ''
  return KEYS.some((key) => fields[key] !== undefined && plain(fields[key]) !== plain(current?.[key]))
}
