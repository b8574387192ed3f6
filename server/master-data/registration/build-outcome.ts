import type { CustomerFields, Note } from './read-registration.ts'

/** Every reason for which the system asks or answers something; each has its text in `chat.json`. */
export type Ask =
  | 'help'
  | 'greetingUnknown'
  | 'greetingKnown'
  | 'missingName'
  | 'missingAddress'
  | 'confirmGuess'
  | 'confirmSwap'
  | 'severalRegistrations'
  | 'phoneNeeded'
  | 'complaintKept'
  | 'complaintMissing'
  | 'mediaWithoutText'
  | 'alreadyRegistered'
  | 'confirmUpdate'
  | 'updateForm'
  | 'unchanged'
  | 'aboutVisit'
  | 'privacy'
  | 'offerPerson'
  | 'reactivateOffer'

export type Question =
  | 'FORM'
  | 'NAME'
  | 'ADDRESS'
  | 'GUESS'
  | 'SWAP'
  | 'PHONE'
  | 'COMPLAINT'
  | 'UPDATE'
  | 'CONFIRM_UPDATE'
  | 'REACTIVATE'

/** What is kept between two messages of one sender; plain JSON. */
export interface Draft {
  fields: Partial<CustomerFields>
  open: Question | null
  /** complaint text that waits until the sender is registered */
  complaint: string | null
  notes: Note[]
  /** answers in a row that helped nothing; from the second on a person is offered */
  failures: number
}

export type IgnoreReason = 'notAMessage' | 'nothingToRead' | 'oneTimeCode' | 'autoReply' | 'spam' | 'thanks'

/** registered, correct, reactivate and report end the draft; ask replaces it; ignore leaves it as it is. */
export type Outcome =
  | { kind: 'registered'; fields: CustomerFields; complaint: string | null; notes: Note[] }
  | { kind: 'ask'; ask: Ask; draft: Draft; params: Record<string, string> }
  | { kind: 'report'; text: string }
  | { kind: 'correct'; fields: Partial<CustomerFields>; notes: Note[] }
  | { kind: 'reactivate'; fields: Partial<CustomerFields>; complaint: string | null }
  | { kind: 'ignore'; why: IgnoreReason }

export const EMPTY_DRAFT: Draft = { fields: {}, open: null, complaint: null, notes: [], failures: 0 }
const QUESTIONS: readonly string[] = [
  'FORM',
  'NAME',
  'ADDRESS',
  'GUESS',
  'SWAP',
  'PHONE',
  'COMPLAINT',
  'UPDATE',
  'CONFIRM_UPDATE',
  'REACTIVATE',
] satisfies Question[]
const FIELDS = ['name', 'address', 'company', 'email', 'salutation', 'otherPhone'] as const
const LONGEST_COMPLAINT = 4000

/** A draft out of a JSON column; anything that is not one counts as none. */
export function readDraft(stored: unknown): Draft {
  if (typeof stored !== 'object' || stored === null) return EMPTY_DRAFT
  const { fields, open, complaint, notes, failures } = stored as Record<string, unknown>
  const known = typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : {}
  return {
    fields: Object.fromEntries(
      FIELDS.flatMap((key) => (typeof known[key] === 'string' ? [[key, known[key]]] : [])),
    ),
    open: typeof open === 'string' && QUESTIONS.includes(open) ? (open as Question) : null,
    complaint: typeof complaint === 'string' ? complaint : null,
    notes: Array.isArray(notes) && notes.includes('emailUnusable') ? ['emailUnusable'] : [],
    failures: typeof failures === 'number' && Number.isInteger(failures) && failures > 0 ? failures : 0,
  }
}

export function ask(reason: Ask, draft: Draft, more: Record<string, string> = {}): Outcome {
  return { kind: 'ask', ask: reason, draft, params: { ...paramsOf(draft.fields), ...more } }
}

/** An answer that helped nothing: the same question again, a person after the second time. */
export function askAgain(reason: Ask, draft: Draft, more: Record<string, string> = {}): Outcome {
  const failures = draft.failures + 1
  return ask(failures >= 2 ? 'offerPerson' : reason, { ...draft, failures }, more)
}

export function withComplaint(draft: Draft, text: string | null): Draft {
  const lines = [draft.complaint ?? '', text?.trim() ?? ''].filter((one) => one !== '')
  const whole = [...new Set(lines)].join('\n').slice(0, LONGEST_COMPLAINT)
  return { ...draft, complaint: whole === '' ? null : whole }
}

/** What the texts may show of a customer; a dash for what is not there. */
export function paramsOf(fields: Partial<CustomerFields>, prefix = ''): Record<string, string> {
  const named = (key: string): string => (prefix === '' ? key : prefix + key[0]?.toUpperCase() + key.slice(1))
  const shown = (['name', 'address', 'company', 'email'] as const).map((key) => [
    named(key),
    fields[key] ?? '-',
  ])
  return { ...Object.fromEntries(shown), [named('who')]: addressed(fields) }
}

/** "Bu Anisa", "Budi", or "Bapak/Ibu" while the name is unknown. */
function addressed({ name, salutation }: Partial<CustomerFields>): string {
  if (name === undefined) return 'Bapak/Ibu'
  const short = { Bapak: 'Pak', Ibu: 'Bu' }[salutation ?? ''] ?? salutation
  return short ? `${short} ${name}` : name
}
