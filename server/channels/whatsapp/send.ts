import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import type { Log } from '../../platform/log.ts'
import type { OutboxRow, Sent } from '../../platform/outbox.ts'
import {
  endTroubles,
  ENDS_WITH_SENDING,
  noteSent,
  raiseTrouble,
  readRecipient,
  type Recipient,
  recordOutgoing,
  troubleOfCode,
  windowOpenUntil,
} from '../../master-data/index.ts'
import { type WhatsAppClient, WhatsAppError } from './client.ts'
import { type ErrorClass, classOf, explainError, OWN } from './errors.ts'
import { type Facts, render, type Rendered } from './render.ts'
import { findTemplate, templateMessage } from './templates.ts'

type Deps = {
  db: Db
  files: Files
  client: WhatsAppClient
  facts: Facts
  log: Log
  brake: Brake
}

/**
 * Trouble of the whole number (limit, token, account): nothing is sent before this moment, so that nothing gets worse.
 * `troubled`: admin may have been told of trouble that the next message to be taken shows to be over.
 */
export type Brake = { until: number; troubled: boolean }

export type Problem = { code: number; say: string; template?: boolean }
const problem = (code: number): Problem => ({ code, say: explainError(code) })
const WINDOW_SHUT = 131047

/** How long it is tried again before a person has to take over; afterwards the news would be old. */
const PATIENCE_MS: Record<'throttle' | 'pair' | 'account' | 'unreachable', number> = {
  throttle: 3_600_000,
  pair: 3_600_000,
  account: 86_400_000,
  unreachable: 86_400_000,
}

/** Sends one message of the outbox: free text while the window is open, the approved template otherwise. */
export async function sendWhatsApp(deps: Deps, row: OutboxRow): Promise<Sent> {
  const wait = (deps.brake.until - Date.now()) / 1000
  if (wait > 0) return { status: 'RETRY', afterSeconds: wait, error: row.error }
  const to = await readRecipient(deps.db, row.recipientId)
  const rendered = to && (await render(deps.db, row, deps.facts))
  if (!to || !rendered) return { status: 'SKIPPED', error: { reason: 'no longer true' } }
  const plan = await planOf(deps.db, row, to, rendered)
  await keepInChat(deps, row, rendered, plan)
  if ('problem' in plan) return await failed(deps, row, plan.problem)
  let content: Record<string, unknown>
  try {
    content = plan.template ?? (await freeForm(deps, rendered))
  } catch (error) {
    return await afterUpload(deps, row, error)
  }
  try {
    const externalId = await deps.client.send({
      ...address(to),
      biz_opaque_callback_data: row.id,
      ...content,
    })
    await noteSent(deps.db, row.id, { status: 'SENT', externalId })
    await recovered(deps)
    return { status: 'SENT', externalId }
  } catch (error) {
    return await afterError(deps, row, rendered, plan, error)
  }
}

type Plan = { problem: Problem; shown: string } | { template: Record<string, unknown> | null; shown: string }

/** In which form it may go now, and the words that the customer will read. */
async function planOf(db: Db, row: OutboxRow, to: Recipient, rendered: Rendered): Promise<Plan> {
  const shown = rendered.body
  if (!to.waId && !to.bsuid) return { problem: problem(OWN.noAddress), shown }
  const open = windowOpenUntil(to.lastInboundAt, new Date()) !== null
  const free = open && !rendered.chosen && (row.error as Problem | null)?.template !== true
  if (free) return { template: null, shown }
  const wanted = rendered.chosen ?? rendered.template
  const template = wanted && (await findTemplate(db, wanted.name))
  if (!wanted || template?.status !== 'APPROVED') return { problem: problem(WINDOW_SHUT), shown }
  const filled = template.body ? templateMessage(wanted.name, template.body, wanted.values) : null
  return filled
    ? { template: filled.message, shown: filled.text }
    : { problem: problem(OWN.templateChanged), shown }
}

async function freeForm(deps: Deps, { body, quote, document }: Rendered): Promise<Record<string, unknown>> {
  const context = quote ? { context: { message_id: quote } } : {}
  const file = document && (await deps.files.read(deps.db, document.fileId))
  if (!file || !document)
    return { ...context, type: 'text', text: { body: body.slice(0, 4096), preview_url: false } }
  const id = await deps.client.upload({ bytes: file.bytes, mime: file.mime, name: document.name })
  const caption = body ? { caption: body.slice(0, 1024) } : {}
  return document.picture
    ? { ...context, type: 'image', image: { id, ...caption } }
    : { ...context, type: 'document', document: { id, filename: document.name, ...caption } }
}

/** The number when it is known; a business-scoped id goes into its own field, never into `to`. */
const address = (to: Recipient) => (to.waId ? { to: `+${to.waId}` } : { recipient: to.bsuid })

/** The message itself has not left: whatever it was, trying again cannot send anything twice. */
async function afterUpload(deps: Deps, row: OutboxRow, error: unknown): Promise<Sent> {
  if (error instanceof WhatsAppError) {
    const kind = classOf(error.code, error.httpStatus)
    if (kind !== 'uncertain') return await afterRefusal(deps, row, kind, error, false)
  }
  deps.log.warn({ outboxId: row.id, err: error }, 'a file could not be uploaded to WhatsApp')
  return await later(deps, row, 'unreachable', 2 ** row.attempts, problem(OWN.unreachable))
}

async function afterError(
  deps: Deps,
  row: OutboxRow,
  rendered: Rendered,
  plan: Plan,
  error: unknown,
): Promise<Sent> {
  if (!(error instanceof WhatsAppError)) {
    if (neverLeft(error))
      return await later(deps, row, 'unreachable', 2 ** row.attempts, problem(OWN.unreachable))
    return await unsure(deps, row, error)
  }
  const kind = classOf(error.code, error.httpStatus)
  if (kind === 'uncertain') return await unsure(deps, row, error)
  const fallback = kind === 'window' && 'template' in plan && !plan.template && rendered.template !== null
  const used = 'template' in plan ? (plan.template?.['template'] as { name: string } | undefined) : undefined
  return await afterRefusal(deps, row, kind, error, fallback, used?.name)
}

async function afterRefusal(
  deps: Deps,
  row: OutboxRow,
  kind: Exclude<ErrorClass, 'uncertain'>,
  error: WhatsAppError,
  fallback: boolean,
  template?: string,
): Promise<Sent> {
  const { code, details, retryAfterSeconds } = error
  deps.log.warn({ outboxId: row.id, code, details, trace: error.trace }, 'WhatsApp refused a message')
  // the same row once more, as the template that may open a conversation
  if (fallback) return { status: 'RETRY', afterSeconds: 0, error: { ...problem(code), template: true } }
  const wait = retryAfterSeconds ?? 2 ** row.attempts
  switch (kind) {
    case 'throttle':
      hold(deps.brake, wait)
      return await later(deps, row, kind, wait, problem(code))
    case 'pair':
      return await later(deps, row, kind, retryAfterSeconds ?? 4 ** row.attempts, problem(code))
    case 'account':
      // needs a person: the queue keeps the messages and tries now and then
      deps.log.error({ code, details }, 'WhatsApp refuses this account: check token, payment and quality')
      hold(deps.brake, 60)
      await troubled(deps, error)
      return await later(deps, row, kind, 60, problem(code))
    default:
      await troubled(deps, error, template)
      return await failed(deps, row, problem(code))
  }
}

const hold = (brake: Brake, seconds: number) => {
  brake.until = Math.max(brake.until, Date.now() + seconds * 1000)
}

/** Admin is told of what only a person can end. */
async function troubled(
  { db, brake }: Deps,
  { code, details, message }: WhatsAppError,
  template?: string,
): Promise<void> {
  const kind = troubleOfCode(code)
  if (!kind) return
  const subject = (kind === 'template' && template) || String(code)
  brake.troubled = true
  const detail = details || message
  await db.transaction().execute((tx) => raiseTrouble(tx, { channel: 'whatsapp', kind, subject, detail }))
}

async function recovered({ db, brake }: Deps): Promise<void> {
  if (!brake.troubled) return
  brake.troubled = false
  await db.transaction().execute((tx) => endTroubles(tx, { channel: 'whatsapp', kinds: ENDS_WITH_SENDING }))
}

const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** No connection was ever made. */
const neverLeft = (error: unknown): boolean =>
  error instanceof TypeError && NEVER_LEFT.has(String((error.cause as { code?: string } | undefined)?.code))

/** There is no idempotency key: after a timeout it may have gone out, so it is not sent again; a report may still tell. */
async function unsure(deps: Deps, row: OutboxRow, error: unknown): Promise<Sent> {
  deps.log.warn({ outboxId: row.id, err: error }, 'unclear whether a message went out')
  await noteSent(deps.db, row.id, { status: 'UNKNOWN', error: problem(OWN.unsure) })
  return { status: 'UNKNOWN', error: { reason: String(error) } }
}

/** Certain that nothing went out: again later, as long as the news is worth it. The chat shows why it waits. */
async function later(
  deps: Deps,
  row: OutboxRow,
  why: keyof typeof PATIENCE_MS,
  seconds: number,
  error: Problem,
): Promise<Sent> {
  if (Date.now() - new Date(row.createdAt).getTime() > PATIENCE_MS[why]) return await failed(deps, row, error)
  await noteSent(deps.db, row.id, { status: 'QUEUED', error })
  const template = (row.error as Problem | null)?.template === true
  // a little apart, so that a full queue does not come back in one breath
  const afterSeconds = Math.min(seconds, 900) * (1 + Math.random() / 4)
  return { status: 'RETRY', afterSeconds, error: { ...error, ...(template && { template }) } }
}

async function failed(deps: Deps, row: OutboxRow, error: Problem): Promise<Sent> {
  await noteSent(deps.db, row.id, { status: 'FAILED', error })
  return { status: 'FAILED', error }
}

/** What CS sees in the conversation; what CS wrote itself was written down when it pressed send. */
async function keepInChat(deps: Deps, row: OutboxRow, rendered: Rendered, plan: Plan): Promise<void> {
  if (row.intent === 'reply' || row.intent === 'template') return
  const template = 'template' in plan && plan.template !== null
  const document = template ? undefined : rendered.document
  await recordOutgoing(deps.db, {
    conversationId: row.recipientId,
    outboxId: row.id,
    kind: template ? 'template' : document ? 'document' : 'text',
    body: plan.shown,
    fileId: document?.fileId ?? null,
  })
}
