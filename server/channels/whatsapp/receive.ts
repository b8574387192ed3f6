import { createHash } from 'node:crypto'
import type { Db, Tx } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { type Reader, startReader } from '../../platform/inbound-reader.ts'
import type { Store } from '../../platform/inbound-store.ts'
import { settleUpdate } from '../../platform/inbound.ts'
import type { Log } from '../../platform/log.ts'
import { sendAgain } from '../../platform/outbox.ts'
import { addTask, type Tasks } from '../../platform/tasks.ts'
import {
  answerConversation,
  type AnswerOptions,
  changeIdentity,
  endTroubles,
  failMedia,
  type InboundMessage,
  isCompleteMessage,
  keepMessage,
  keepNumber,
  noteDelivery,
  notePrice,
  raiseTrouble,
  receiveMessage,
  type Received,
  restartMessage,
  setMarketingOf,
  storeMedia,
  tellDeadUpdate,
  troubleOfCode,
  waitingMedia,
} from '../../master-data/index.ts'
import type { WhatsAppClient } from './client.ts'
import { classOf, explainError } from './errors.ts'
import {
  type AccountNews,
  readAccountNews,
  readLimit,
  readPreferences,
  readTemplateNews,
} from './read-news.ts'
import {
  isObject,
  list,
  readError,
  readIdentityChange,
  readMessage,
  readStatus,
  splitWebhook,
  type StatusReport,
  type StoredUpdate,
  type Update,
} from './read-webhook.ts'
import { noteTemplate } from './templates.ts'

type Deps = {
  db: Db
  files: Files
  client: WhatsAppClient
  log: Log
  joinSeconds: number
  phoneNumberId: string
  answers: AnswerOptions
  changed: () => void
  /** resolves when no webhook waits to be answered */
  calm?: () => Promise<void>
}

/** More of them would take the connections that webhooks are stored with. */
const SENDERS_AT_ONCE = 4

/** Stores a POST before it is answered. A body that is no JSON is kept too: it was signed, so it is ours to explain. */
export async function storeWebhook(
  store: Store,
  phoneNumberId: string,
  envelope: unknown,
  raw: Buffer,
): Promise<void> {
  const unreadable: Update[] = [
    {
      externalId: `raw:${createHash('sha256').update(raw).digest('hex')}`,
      sender: '',
      payload: { type: 'other', field: 'unreadable', value: raw.toString('utf8').replaceAll('\0', '') },
    },
  ]
  const updates = envelope === null ? unreadable : splitWebhook(envelope, phoneNumberId)
  if (updates.length > 0) await store.keep(updates)
}

/** What happens after the answer: each update by itself, one sender's updates in order. */
export function readWhatsApp(deps: Deps): Reader {
  return startReader({
    db: deps.db,
    channel: 'whatsapp',
    parallel: SENDERS_AT_ONCE,
    log: deps.log,
    ...(deps.calm && { calm: deps.calm }),
    gaveUp: async (_, error) => {
      await tellDeadUpdate(deps.db, 'whatsapp', error)
      deps.changed()
    },
    read: async (update) => {
      await deps.db.transaction().execute(async (tx) => {
        await takeIn(tx, deps, update.payload as StoredUpdate)
        await settleUpdate(tx, update)
      })
      deps.changed()
    },
  })
}

/** Work that may take longer, and answers that wait for more. */
export function whatsAppTasks(deps: Deps): Tasks {
  return {
    fetchWhatsAppMedia: async ({ messageId }: { messageId: string }) => {
      const waiting = await waitingMedia(deps.db, messageId)
      if (!waiting) return
      try {
        const media = await deps.client.fetchMedia(waiting.mediaId)
        await storeMedia(deps.db, deps.files, messageId, {
          bytes: media.bytes,
          mime: media.mime,
          name: waiting.name,
        })
      } catch (error) {
        // the address may have expired or the host be down: the task is tried again, and CS sees that it is missing
        await failMedia(deps.db, messageId)
        throw error
      } finally {
        deps.changed()
      }
    },
    answerConversation: async ({ conversationId }: { conversationId: string }) => {
      await answerConversation(deps.db, conversationId, deps.answers)
      deps.changed()
    },
  }
}

async function takeIn(tx: Tx, deps: Deps, update: StoredUpdate): Promise<void> {
  switch (update.type) {
    case 'status':
      return await takeStatus(tx, readStatus(update.status))
    case 'message':
      return await takeMessage(tx, deps, update)
    case 'other':
      return await takeNews(tx, deps, update)
  }
}

/** How far a message of ours has come, and what it costs. Refused because the window was shut after all, it goes once more as a template. */
async function takeStatus(tx: Tx, report: StatusReport | null): Promise<void> {
  if (!report) return
  const { externalId, price } = report
  const delivered = report.status === 'DELIVERED' || report.status === 'READ'
  if (externalId && price) await notePrice(tx, { externalId, ...price, delivered, at: report.at })
  if (report.error) await raiseFor(tx, report.error)
  const error = report.error && { code: report.error.code, say: explainError(report.error.code) }
  if (error && classOf(error.code, 200) === 'window') {
    const outboxId = await restartMessage(tx, report)
    if (outboxId && (await sendAgain(tx, outboxId, { ...error, template: true }))) return
  }
  await noteDelivery(tx, { ...report, ...(error && { error }) })
}

async function takeMessage(
  tx: Tx,
  deps: Deps,
  update: Extract<StoredUpdate, { type: 'message' }>,
): Promise<void> {
  const message = readMessage(update)
  if (!message) return
  const received =
    message.kind === 'system' ? await takeNote(tx, update, message) : await receiveMessage(tx, message)
  if (!received) return
  if (message.media) await addTask(tx, 'fetchWhatsAppMedia', { messageId: received.messageId })
  if (!received.wantsAnswer) return
  // a finished form is answered at once; short messages in a row are waited for and read together
  const wait = message.text && isCompleteMessage(message.text) ? 0 : deps.joinSeconds
  await addTask(
    tx,
    'answerConversation',
    { conversationId: received.conversationId },
    {
      key: `answer:${received.conversationId}`,
      queue: `answer:${received.conversationId}`,
      runAt: new Date(Date.now() + wait * 1000),
    },
  )
}

/** What is neither message nor report: templates, wishes about advertising, trouble of the account. */
async function takeNews(
  tx: Tx,
  { log, phoneNumberId }: Deps,
  { field, value }: Extract<StoredUpdate, { type: 'other' }>,
): Promise<void> {
  for (const news of readTemplateNews(field, value)) await noteTemplate(tx, news)
  for (const { who, wanted } of readPreferences(field, value)) await setMarketingOf(tx, who, wanted)
  for (const { over, ...news } of readAccountNews(field, value))
    if (over) await endTroubles(tx, { channel: 'whatsapp', kinds: [news.kind], ...subjectOf(news) })
    else await raiseTrouble(tx, { channel: 'whatsapp', ...news })
  const tier = readLimit(field, value)
  if (tier) await keepNumber(tx, { phoneNumberId, tier })
  const errors = list(isObject(value) ? value['errors'] : null).map(readError)
  for (const error of errors) await raiseFor(tx, error, 'other')
  if (errors.length > 0) log.error({ field, errors }, 'WhatsApp reports trouble with this account')
  else if (/^(?:account|phone_number|business_capability)/.test(field))
    log.warn({ field, value }, 'news about the WhatsApp account')
}

/** Of an error that concerns the whole account admin is told; one message that failed is CS's business. */
async function raiseFor(
  tx: Tx,
  { code, title, details }: { code: number; title: string; details: string },
  otherwise?: 'other',
): Promise<void> {
  // 0: the report gave no code, which says nothing about the token
  const kind = (code ? troubleOfCode(code) : null) ?? otherwise
  // which template it was, WhatsApp tells by itself
  if (kind && kind !== 'template')
    await raiseTrouble(tx, { channel: 'whatsapp', kind, subject: String(code), detail: details || title })
}

const subjectOf = ({ subject }: AccountNews | Omit<AccountNews, 'over'>) =>
  subject === undefined ? {} : { subject }

/** WhatsApp tells us about a person, who has not written anything; strangers are none of our business. */
async function takeNote(
  tx: Tx,
  update: Extract<StoredUpdate, { type: 'message' }>,
  message: InboundMessage,
): Promise<Received | null> {
  const change = readIdentityChange(update.message)
  const conversation = change && (await changeIdentity(tx, { ...change, at: message.at }))
  return conversation && (await keepMessage(tx, conversation, message))
}
