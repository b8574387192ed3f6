import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { enqueue } from '../../platform/outbox.ts'
import { activateCustomer, changeCustomer } from '../change-customer.ts'
import { type Draft, EMPTY_DRAFT, type Outcome, replyTo, understandMessage } from '../registration/index.ts'
import { dropQuestion } from './note-first-response.ts'
import { tellClosed } from './tell-closed.ts'
import { setMarketing } from './set-marketing.ts'
import {
  type Known,
  knownCustomer,
  MOST_AT_ONCE,
  readThread,
  type Thread,
  unanswered,
  type Waiting,
} from './read-thread.ts'
import { registerSender } from './register-sender.ts'
import { reportComplaint } from './report-complaint.ts'
import { type AnswerOptions, SAME_MATTER_MINUTES, takeAttachments } from './take-attachments.ts'

/** domain.md 0.4: not more than one help text per ten minutes and sender. */
const HELP_PAUSE_MINUTES = 10
/** Texts that could go round in circles with somebody who does not understand them, or with another machine. */
const HELP_TEXTS = new Set<string>([
  'help',
  'greetingUnknown',
  'complaintKept',
  'mediaWithoutText',
  'offerPerson',
])
/** After these nobody waits for a person; a complaint among them waits by itself. */
const SETTLED = new Set<Outcome['kind']>(['ignore', 'registered', 'correct', 'reactivate'])
/** What a stranger sent so long before he registered goes along with his first complaint. */
const STRANGER_MINUTES = 2 * 24 * 60

type Work = { tx: Tx; thread: Thread; waiting: Waiting[]; actor: Actor; customer: Known | null }

/**
 * Reads what a person wrote since the last answer, as one text, and does what it asks for: registers, corrects, reports
 * a complaint, asks exactly one question, or keeps quiet. Everything in one transaction under the conversation's lock.
 */
export async function answerConversation(
  db: Db,
  conversationId: string,
  options: AnswerOptions,
): Promise<void> {
  while ((await answerOnce(db, conversationId, options)) === MOST_AT_ONCE);
}

/** @returns how many messages were read */
async function answerOnce(db: Db, conversationId: string, options: AnswerOptions): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const thread = await readThread(tx, conversationId)
    const waiting = thread ? await unanswered(tx, conversationId) : []
    if (!thread || waiting.length === 0) return 0
    const customer = thread.customerId ? await knownCustomer(tx, thread.customerId) : null
    const actor: Actor = { kind: 'customer', id: customer?.id ?? null }
    const work: Work = { tx, thread, waiting, customer, actor }
    const outcome = await read(work, options)
    if (outcome) await act(work, outcome)
    if (!outcome || SETTLED.has(outcome.kind)) await dropQuestion(tx, conversationId)
    const ids = waiting.map((message) => message.id)
    if (outcome && wantsPerson(outcome)) await tellClosed(tx, thread.id, ids.at(-1))
    await tx.updateTable('messages').set({ answeredAt: new Date() }).where('id', 'in', ids).execute()
    return waiting.length
  })
}

/** Something that only a person can answer; questions of the form go on without one. */
const wantsPerson = (outcome: Outcome): boolean =>
  outcome.kind === 'report' ||
  ((outcome.kind === 'registered' || outcome.kind === 'reactivate') && outcome.complaint !== null) ||
  (outcome.kind === 'ask' && outcome.ask === 'offerPerson')

/** Kinds whose text is no sentence of the sender. */
const WORDLESS = ['reaction', 'system', 'sticker', 'location', 'contacts']

/** What to do about it; null when all of it found its place without words. */
async function read(work: Work, options: AnswerOptions): Promise<Outcome | null> {
  const { tx, customer, waiting } = work
  if (await takeAttachments(tx, customer, waiting, options)) return null
  const outcome = understand(work)
  const silent = waiting.filter((message) => !message.body || WORDLESS.includes(message.kind))
  // a word of thanks says nothing about the picture beside it
  const thanks = outcome.kind === 'ignore' && outcome.why === 'thanks' && silent.length > 0
  if (!thanks) return outcome
  if (await takeAttachments(tx, customer, silent, options)) return null
  return understand({ ...work, waiting: silent })
}

function understand(work: Work): Outcome {
  const { waiting, thread, customer } = work
  // asked for his number, somebody may answer with his contact card
  const wordless = thread.draft?.open === 'PHONE' ? WORDLESS.filter((kind) => kind !== 'contacts') : WORDLESS
  const texts = waiting.filter((message) => message.body && !wordless.includes(message.kind))
  return understandMessage({
    kind: texts.length > 0 ? 'text' : kindOf(waiting),
    text: texts.length > 0 ? texts.map((message) => message.body).join('\n') : null,
    sender: {
      known: customer?.status === 'ACTIVE',
      inactive: customer?.status === 'INACTIVE',
      phoneKnown: thread.waId !== null,
      ...(customer && {
        current: {
          name: customer.name,
          address: customer.address,
          company: customer.company,
          email: customer.email,
        },
      }),
    },
    draft: thread.draft,
  })
}

/**
 * What WhatsApp could not show us is asked about like a picture without words, so that nobody waits in vain; a reaction
 * or sticker beside a picture does not hide it.
 */
function kindOf(waiting: readonly Waiting[]): string {
  const kinds = waiting.map(({ kind }) => (kind === 'unsupported' ? 'document' : kind))
  return kinds.find((kind) => !WORDLESS.includes(kind) || kind === 'location') ?? kinds[0] ?? 'unknown'
}

async function act(work: Work, outcome: Outcome): Promise<void> {
  const { customer } = work
  switch (outcome.kind) {
    case 'ignore':
      return
    case 'registered':
      await register(work, outcome)
      return await answer(work, outcome)
    case 'ask':
      return await ask(work, outcome)
    case 'report':
      if (customer) await complain(work, customer.id, outcome.text)
      break
    case 'correct':
      if (customer)
        work.customer = {
          ...customer,
          ...(await changeCustomer(work.tx, work.actor, customer.id, contactFields(outcome.fields))),
        }
      break
    case 'reactivate':
      if (customer) {
        if (await numberIsTaken(work.tx, customer.id)) return await ask(work, forPerson(work))
        await activateCustomer(work.tx, work.actor, customer.id)
        if (Object.keys(outcome.fields).length > 0)
          await changeCustomer(work.tx, work.actor, customer.id, contactFields(outcome.fields))
        if (outcome.complaint) await complain(work, customer.id, outcome.complaint)
      }
      break
  }
  if (!customer) return
  await keepDraft(work, null)
  await answer(work, outcome)
}

type Asking = Extract<Outcome, { kind: 'ask' }>

async function ask(work: Work, outcome: Asking): Promise<void> {
  const { tx, thread, customer } = work
  await keepDraft(work, outcome.draft)
  if (outcome.ask === 'privacy' && outcome.params['context'] === 'stop' && customer)
    await setMarketing(tx, customer.id, false)
  if (HELP_TEXTS.has(outcome.ask)) {
    // a first complaint is answered even right after a greeting; a second one is only kept
    const news = outcome.ask === 'complaintKept' && !thread.draft?.complaint
    if (!news && helpedLately(thread)) return
    await tx
      .updateTable('conversations')
      .set({ helpSentAt: new Date() })
      .where('id', '=', thread.id)
      .execute()
  }
  await answer(work, outcome)
}

/** What nobody but CS can sort out; the draft stays as it is. */
const forPerson = ({ thread }: Work): Asking => ({
  kind: 'ask',
  ask: 'offerPerson',
  draft: thread.draft ?? EMPTY_DRAFT,
  params: {},
})

/** Somebody else has become the active customer of this number. */
async function numberIsTaken(tx: Tx, customerId: string): Promise<boolean> {
  const other = await tx
    .selectFrom('customers as mine')
    .innerJoin('customers as other', 'other.phone', 'mine.phone')
    .select('other.id')
    .where('mine.id', '=', customerId)
    .where('other.id', '<>', customerId)
    .where('other.status', '=', 'ACTIVE')
    .executeTakeFirst()
  return other !== undefined
}

type Fields = Extract<Outcome, { kind: 'correct' }>['fields']

/** What of the form belongs into the customer's record; the number comes from the channel. */
const contactFields = ({ name, salutation, address, company, email }: Fields) =>
  Object.fromEntries(
    Object.entries({ name, salutation, address, company, email }).filter(([, value]) => value !== undefined),
  )

async function register(work: Work, outcome: Extract<Outcome, { kind: 'registered' }>): Promise<void> {
  const customerId = await registerSender(work.tx, work.actor, {
    conversationId: work.thread.id,
    waId: work.thread.waId,
    messageId: work.waiting.at(-1)?.externalId ?? null,
    fields: outcome.fields,
  })
  if (outcome.complaint) await complain(work, customerId, outcome.complaint, STRANGER_MINUTES)
}

const complain = (work: Work, customerId: string, text: string, gatherMinutes = SAME_MATTER_MINUTES) =>
  reportComplaint(work.tx, work.actor, {
    customerId,
    conversationId: work.thread.id,
    text,
    messageIds: work.waiting.map((message) => message.id),
    gatherSince: new Date(Date.now() - gatherMinutes * 60_000),
  })

/** At most one message back, written from what was understood. */
async function answer(work: Work, outcome: Outcome): Promise<void> {
  const reply = replyTo(outcome, work.customer)
  if (!reply) return
  const last = work.waiting.at(-1)
  await enqueue(
    work.tx,
    [
      {
        channel: 'whatsapp',
        to: work.thread.id,
        intent: 'answer',
        params: { ...reply.params, key: reply.key },
        priority: 3,
      },
    ],
    { key: `answer:${last?.id}` },
  )
}

const keepDraft = async (work: Work, draft: Draft | null) =>
  void (await work.tx
    .updateTable('conversations')
    .set({ draft: draft ? sql`${JSON.stringify(draft)}::jsonb` : null })
    .where('id', '=', work.thread.id)
    .execute())

const helpedLately = (thread: Thread) =>
  thread.helpSentAt !== null && Date.now() - thread.helpSentAt.getTime() < HELP_PAUSE_MINUTES * 60_000
