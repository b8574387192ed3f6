import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { enqueue } from '../../platform/outbox.ts'
import { activateCustomer, changeCustomer } from '../change-customer.ts'
import { type Draft, type Outcome, readDraft, replyTo, understandMessage } from '../registration/index.ts'
import { registerSender } from './register-sender.ts'
import { attachMessages, reportComplaint } from './report-complaint.ts'

/** domain.md 0.4: not more than one help text per ten minutes and sender. */
const HELP_PAUSE_MINUTES = 10
/** Texts that could go round in circles with somebody who does not understand them, or with another machine. */
const HELP_TEXTS = new Set<string>(['help', 'greetingUnknown', 'complaintKept', 'offerPerson'])
/** A photo soon after a complaint belongs to it. */
const COMPLAINT_OPEN_MINUTES = 60

export type AnswerOptions = {
  /** Whether a picture or document of this customer is something else than part of a complaint (a payment proof). */
  takesDocument: (tx: Tx, document: { customerId: string; messageId: string }) => Promise<boolean>
}

type Waiting = {
  id: string
  kind: string
  body: string | null
  externalId: string | null
  hasMedia: boolean
  hasPlace: boolean
}
type Thread = {
  id: string
  customerId: string | null
  waId: string | null
  draft: Draft | null
  helpSentAt: Date | null
}
type Work = { tx: Tx; thread: Thread; waiting: Waiting[]; actor: Actor; customer: Known | null }
type Known = {
  id: string
  name: string
  salutation: string | null
  address: string | null
  company: string | null
  email: string | null
  status: string
}

/**
 * Reads what a person wrote since the last answer, as one text, and does what it asks for: registers, corrects, reports
 * a complaint, asks exactly one question, or keeps quiet. Everything in one transaction under the conversation's lock.
 */
export async function answerConversation(
  db: Db,
  conversationId: string,
  options: AnswerOptions,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const thread = await readThread(tx, conversationId)
    const waiting = thread ? await unanswered(tx, conversationId) : []
    if (!thread || waiting.length === 0) return
    const customer = thread.customerId ? await knownCustomer(tx, thread.customerId) : null
    const work: Work = {
      tx,
      thread,
      waiting,
      customer,
      actor: { kind: 'customer', id: customer?.id ?? null },
    }
    if (!(await attachToOpenMatter(work, options))) await act(work, understand(work))
    await tx
      .updateTable('messages')
      .set({ answeredAt: new Date() })
      .where(
        'id',
        'in',
        waiting.map((message) => message.id),
      )
      .execute()
  })
}

function understand(work: Work): Outcome {
  const { waiting, thread, customer } = work
  const texts = waiting.filter(
    (message) =>
      message.body && !['reaction', 'system', 'sticker', 'location', 'contacts'].includes(message.kind),
  )
  const first = texts[0] ?? waiting[0]
  return understandMessage({
    kind: texts.length > 0 ? 'text' : kindOf(first),
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

/** What WhatsApp could not show us is asked about like a picture without words, so that nobody waits in vain. */
const kindOf = (message: Waiting | undefined) =>
  message?.kind === 'unsupported' ? 'document' : (message?.kind ?? 'unknown')

/** Photos and positions without words: a payment proof, or part of the complaint that was just made. */
async function attachToOpenMatter(work: Work, options: AnswerOptions): Promise<boolean> {
  const { tx, waiting, customer } = work
  if (customer?.status !== 'ACTIVE' || waiting.some((message) => message.body && message.kind !== 'location'))
    return false
  const attachments = waiting.filter((message) => message.hasMedia || message.hasPlace)
  if (attachments.length === 0) return false
  const documents = attachments.filter((message) => ['image', 'document'].includes(message.kind))
  for (const document of documents)
    if (await options.takesDocument(tx, { customerId: customer.id, messageId: document.id })) return true
  const complaint = await tx
    .selectFrom('complaints')
    .select('id')
    .where('customerId', '=', customer.id)
    .where('status', '=', 'OPEN')
    .where('createdAt', '>', new Date(Date.now() - COMPLAINT_OPEN_MINUTES * 60_000))
    .orderBy('createdAt', 'desc')
    .executeTakeFirst()
  if (!complaint) return false
  await attachMessages(
    tx,
    complaint.id,
    attachments.map((message) => message.id),
  )
  return true
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
      await keepDraft(work, outcome.draft)
      if (HELP_TEXTS.has(outcome.ask)) {
        // a first complaint is answered even right after a greeting; a second one is only kept
        const news = outcome.ask === 'complaintKept' && !work.thread.draft?.complaint
        if (!news && helpedLately(work.thread)) return
        await work.tx
          .updateTable('conversations')
          .set({ helpSentAt: new Date() })
          .where('id', '=', work.thread.id)
          .execute()
      }
      return await answer(work, outcome)
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
  if (outcome.complaint) await complain(work, customerId, outcome.complaint)
}

const complain = (work: Work, customerId: string, text: string) =>
  reportComplaint(work.tx, work.actor, {
    customerId,
    conversationId: work.thread.id,
    text,
    messageIds: work.waiting.map((message) => message.id),
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

async function readThread(tx: Tx, id: string): Promise<Thread | null> {
  const row = await tx
    .selectFrom('conversations')
    .select(['id', 'customerId', 'waId', 'draft', 'helpSentAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, draft: row.draft === null ? null : readDraft(row.draft) } : null
}

const knownCustomer = async (tx: Tx, id: string): Promise<Known | null> =>
  (await tx
    .selectFrom('customers')
    .select(['id', 'name', 'salutation', 'address', 'company', 'email', 'status'])
    .where('id', '=', id)
    .executeTakeFirst()) ?? null

async function unanswered(tx: Tx, conversationId: string): Promise<Waiting[]> {
  const rows = await tx
    .selectFrom('messages')
    .select(['id', 'kind', 'body', 'externalId', 'media', 'lat'])
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'IN')
    .where('answeredAt', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    body: row.body,
    externalId: row.externalId,
    hasMedia: row.media !== null,
    hasPlace: row.lat !== null,
  }))
}
