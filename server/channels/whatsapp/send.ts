import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import type { Log } from '../../platform/log.ts'
import type { OutboxRow, Sent } from '../../platform/outbox.ts'
import {
  noteSent,
  readRecipient,
  type Recipient,
  recordOutgoing,
  windowOpenUntil,
} from '../../master-data/index.ts'
import { type WhatsAppClient, WhatsAppError } from './client.ts'
import { classOf, explainError } from './errors.ts'
import { type Facts, render, type Rendered } from './render.ts'
import { fillTemplate, TEMPLATE_LANGUAGE, templateText } from './templates.ts'

type Deps = {
  db: Db
  files: Files
  client: WhatsAppClient
  facts: Facts
  log: Log
  templateStatus: () => Record<string, string>
}

const problem = (code: number) => ({ code, say: explainError(code) })
/** Our own reason, where WhatsApp was not even asked. */
const NO_ADDRESS = 900001
const WINDOW_SHUT = 131047

/** Sends one message of the outbox: free text while the window is open, the approved template otherwise. */
export async function sendWhatsApp(deps: Deps, row: OutboxRow): Promise<Sent> {
  const to = await readRecipient(deps.db, row.recipientId)
  const rendered = to && (await render(deps.db, row, deps.facts))
  if (!to || !rendered) return { status: 'SKIPPED', error: { reason: 'no longer true' } }
  const open = windowOpenUntil(to.lastInboundAt, new Date()) !== null
  await keepOnce(deps, row, rendered, open)
  if (!to.waId && !to.bsuid) return await failed(deps, row, problem(NO_ADDRESS))
  try {
    if (open) return await sent(deps, row, await deps.client.send(await freeForm(deps, row, to, rendered)))
    return await sendTemplate(deps, row, to, rendered)
  } catch (error) {
    return await afterError(deps, row, to, rendered, error)
  }
}

async function sendTemplate(deps: Deps, row: OutboxRow, to: Recipient, rendered: Rendered): Promise<Sent> {
  if (!rendered.template || deps.templateStatus()[rendered.template.name] !== 'APPROVED')
    return await failed(deps, row, problem(WINDOW_SHUT))
  const { name, values } = rendered.template
  const message = {
    ...address(to),
    type: 'template',
    biz_opaque_callback_data: row.id,
    template: {
      name,
      language: { code: TEMPLATE_LANGUAGE },
      components: [
        { type: 'body', parameters: values.map((value) => ({ type: 'text', text: templateText(value) })) },
      ],
    },
  }
  return await sent(deps, row, await deps.client.send(message))
}

async function freeForm(
  deps: Deps,
  row: OutboxRow,
  to: Recipient,
  rendered: Rendered,
): Promise<Record<string, unknown>> {
  const base = {
    ...address(to),
    biz_opaque_callback_data: row.id,
    ...(rendered.quote && { context: { message_id: rendered.quote } }),
  }
  const file = rendered.document && (await deps.files.read(deps.db, rendered.document.fileId))
  if (!file || !rendered.document)
    return { ...base, type: 'text', text: { body: rendered.body.slice(0, 4096), preview_url: false } }
  const id = await deps.client.upload({ bytes: file.bytes, mime: file.mime, name: rendered.document.name })
  return {
    ...base,
    type: 'document',
    document: { id, filename: rendered.document.name, caption: rendered.body.slice(0, 1024) },
  }
}

/** The number when it is known; a business-scoped id goes into its own field, never into `to`. */
const address = (to: Recipient) => (to.waId ? { to: `+${to.waId}` } : { recipient: to.bsuid })

async function afterError(
  deps: Deps,
  row: OutboxRow,
  to: Recipient,
  rendered: Rendered,
  error: unknown,
): Promise<Sent> {
  if (!(error instanceof WhatsAppError)) return await unsure(deps, row, error)
  deps.log.warn({ outboxId: row.id, code: error.code, details: error.details }, 'WhatsApp refused a message')
  const kind = classOf(error.code, error.httpStatus)
  if (kind === 'window' && rendered.template) {
    try {
      return await sendTemplate(deps, row, to, rendered)
    } catch (second) {
      return second instanceof WhatsAppError
        ? await failed(deps, row, problem(second.code))
        : await unsure(deps, row, second)
    }
  }
  if (kind === 'throttle' && row.attempts < 10)
    return {
      status: 'RETRY',
      afterSeconds: error.retryAfterSeconds ?? 2 ** row.attempts,
      error: problem(error.code),
    }
  if (kind === 'pair' && row.attempts < 5)
    return { status: 'RETRY', afterSeconds: 4 ** row.attempts, error: problem(error.code) }
  // the account needs a person: the queue keeps the message and tries now and then
  if (kind === 'account' && row.attempts < 50)
    return { status: 'RETRY', afterSeconds: 60, error: problem(error.code) }
  if (kind === 'uncertain') return await unsure(deps, row, error)
  return await failed(deps, row, problem(error.code))
}

/** There is no idempotency key: after a timeout it may have gone out, so it is not sent again; a report may still tell. */
async function unsure(deps: Deps, row: OutboxRow, error: unknown): Promise<Sent> {
  const reached = !(
    error instanceof TypeError &&
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(String((error.cause as { code?: string } | undefined)?.code))
  )
  if (!reached && row.attempts < 20)
    return {
      status: 'RETRY',
      afterSeconds: Math.min(60, 2 ** row.attempts),
      error: { reason: 'unreachable' },
    }
  await noteSent(deps.db, row.id, { status: 'UNKNOWN', error: problem(0) })
  return { status: 'UNKNOWN', error: { reason: String(error) } }
}

async function sent(deps: Deps, row: OutboxRow, externalId: string): Promise<Sent> {
  await noteSent(deps.db, row.id, { status: 'SENT', externalId })
  return { status: 'SENT', externalId }
}

async function failed(deps: Deps, row: OutboxRow, error: { code: number; say: string }): Promise<Sent> {
  await noteSent(deps.db, row.id, { status: 'FAILED', error })
  return { status: 'FAILED', error }
}

/** What CS sees in the conversation; a reply was written down when CS pressed send, a retry must not double it. */
async function keepOnce(deps: Deps, row: OutboxRow, rendered: Rendered, open: boolean): Promise<void> {
  if (row.intent === 'reply' || row.attempts > 1) return
  const body =
    open || !rendered.template
      ? rendered.body
      : fillTemplate(rendered.template.name, rendered.template.values)
  await recordOutgoing(deps.db, {
    conversationId: row.recipientId,
    outboxId: row.id,
    kind: rendered.document && open ? 'document' : 'text',
    body,
    fileId: open ? (rendered.document?.fileId ?? null) : null,
  })
}
