import { createHash } from 'node:crypto'
import type { Db, Tx } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { keepUpdates, readUpdate, settleUpdate } from '../../platform/inbound.ts'
import { addTask, type Tasks } from '../../platform/tasks.ts'
import {
  answerConversation,
  type AnswerOptions,
  changeIdentity,
  failMedia,
  type InboundMessage,
  isCompleteMessage,
  keepMessage,
  noteDelivery,
  receiveMessage,
  type Received,
  storeMedia,
  waitingMedia,
} from '../../master-data/index.ts'
import type { WhatsAppClient } from './client.ts'
import { explainError } from './errors.ts'
import {
  readIdentityChange,
  readMessage,
  readStatus,
  splitWebhook,
  type StoredUpdate,
  type Update,
} from './read-webhook.ts'

type Deps = {
  db: Db
  files: Files
  client: WhatsAppClient
  phoneNumberId: string
  joinSeconds: number
  answers: AnswerOptions
  changed: () => void
}

/** Stores a POST before it is answered. A body that is no JSON is kept too: it was signed, so it is ours to explain. */
export async function storeWebhook(
  db: Db,
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
  await keepUpdates(db, 'whatsapp', updates, 'readWhatsApp')
}

/** What happens after the answer: each update by itself, one sender's updates in order. */
export function whatsAppTasks(deps: Deps): Tasks {
  return {
    readWhatsApp: async ({ updateId }: { updateId: number }) => {
      const update = await readUpdate(deps.db, updateId)
      if (!update) return
      await deps.db.transaction().execute(async (tx) => {
        await takeIn(tx, deps, update.payload as StoredUpdate)
        await settleUpdate(tx, updateId)
      })
      deps.changed()
    },
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
  if (update.type === 'status') {
    const report = readStatus(update.status)
    if (report)
      await noteDelivery(tx, {
        ...report,
        ...(report.error && { error: { code: report.error.code, say: explainError(report.error.code) } }),
      })
    return
  }
  if (update.type !== 'message') return
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
