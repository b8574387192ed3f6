import { answerCustomer, answerInactive, type CurrentData } from './answer-customer.ts'
import { answerStranger } from './answer-stranger.ts'
import { ask, type Draft, EMPTY_DRAFT, type Outcome, paramsOf, readDraft } from './build-outcome.ts'
import { cleanText, plainText } from './clean-text.ts'
import { labelsIn } from './read-labels.ts'
import { readCommands } from './read-keyword.ts'
import { isWhole, readForm, readUpdate } from './read-registration.ts'
import {
  isAutoReply,
  isGamblingOrLoan,
  isNo,
  isOneTimeCode,
  isYes,
  privacyCommand,
} from './recognise-wording.ts'

export interface IncomingMessage {
  /** the channel's word for it: text, image, document, audio, video, location, contacts, sticker, reaction, button ... */
  kind: string
  /** text or caption; several short messages joined by line breaks */
  text: string | null
  sender: {
    /** an active customer */
    known: boolean
    /** a customer whose record is inactive */
    inactive: boolean
    /** the channel told us the number */
    phoneKnown: boolean
    current?: CurrentData
  }
  draft: Draft | null
}

const SILENT = new Set([
  'reaction',
  'sticker',
  'call',
  'deleted',
  'revoked',
  'system',
  'unsupported',
  'unknown',
  'errors',
])
const MEDIA = new Set(['image', 'document', 'audio', 'voice', 'video', 'location', 'contacts'])

/**
 * What a WhatsApp message means for registration and complaints (R0-R9): pure, never throws, every value of the outcome
 * comes from the message or the draft. An `ask` replaces the draft, `ignore` leaves it, everything else ends it.
 */
export function understandMessage({ kind, text: raw, sender, draft: stored }: IncomingMessage): Outcome {
  if (SILENT.has(kind)) return { kind: 'ignore', why: 'notAMessage' }
  const text = cleanText(raw ?? '')
  const draft = readDraft(stored)
  const current = sender.current
  if (!/[\p{L}\p{N}]/u.test(text)) {
    if (!MEDIA.has(kind)) return { kind: 'ignore', why: 'nothingToRead' }
    return mediaWithoutText(kind, sender, draft)
  }
  if (isOneTimeCode(text)) return { kind: 'ignore', why: 'oneTimeCode' }
  if (isAutoReply(text)) return { kind: 'ignore', why: 'autoReply' }
  if (!sender.known && isGamblingOrLoan(text)) return { kind: 'ignore', why: 'spam' }
  const command = privacyCommand(text)
  if (command) {
    return ask('privacy', EMPTY_DRAFT, {
      ...(current ? paramsOf(named(current)) : {}),
      context: command.toLowerCase(),
    })
  }
  const plain = plainText(raw ?? '')
  if (sender.known) return answerCustomer({ text, plain, current, draft })
  if (sender.inactive) return answerInactive({ text, plain, current, draft })
  return answerStranger({ text, plain, phoneKnown: sender.phoneKnown, draft })
}

/** Whether a message says all it has to say, so that nobody need wait for the sender's next short message. */
export function isComplete(raw: string): boolean {
  const text = cleanText(raw)
  if (isYes(text) || isNo(text) || privacyCommand(text)) return true
  const { segments } = readCommands(text)
  const [first] = segments
  if (!first) {
    const labels = labelsIn(text)
    return labels.has('name') && labels.has('address') && isWhole(readForm(`\n${text}`).fields)
  }
  const forms = segments
    .filter(({ keyword }) => keyword === 'DAFTAR')
    .map(({ body, certain }) => ({ ...readForm(body), certain }))
  const filled = forms.filter(({ fields }) => Object.keys(fields).length > 0)
  if (forms.length > 0 && filled.length === 0) return false
  if (!filled.every(({ certain, sure, fields }) => certain && sure && isWhole(fields))) return false
  return segments.every(({ keyword, body }) => {
    if (keyword === 'LAPOR') return /^\s*[#|;:=]\s*[\p{L}\p{N}]/u.test(body)
    return keyword === 'DAFTAR' || Object.keys(readUpdate(body).fields).length > 0
  })
}

function mediaWithoutText(kind: string, sender: IncomingMessage['sender'], draft: Draft): Outcome {
  const { current } = sender
  const context = sender.known ? 'known' : 'unknown'
  if (!sender.known && draft.open === 'PHONE') return ask('phoneNeeded', draft)
  return ask('mediaWithoutText', draft, {
    ...(current ? paramsOf(named(current)) : {}),
    media: kind,
    context,
  })
}

const named = ({ name, address }: CurrentData) => (address === null ? { name } : { name, address })
