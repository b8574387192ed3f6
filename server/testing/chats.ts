import {
  answerConversation,
  type AnswerOptions,
  type InboundMessage,
  receiveMessage,
  type Sender,
} from '../master-data/index.ts'
import type { Db } from '../platform/db.ts'

let counter = 0

/** A WhatsApp message as the channel hands it on; text unless told otherwise. */
export function chatMessage(
  from: Sender,
  what: Partial<InboundMessage> & { text?: string | null } = {},
): InboundMessage {
  counter += 1
  return {
    channel: 'whatsapp',
    externalId: `wamid.test${counter}`,
    from,
    kind: 'text',
    text: 'Halo',
    at: new Date(),
    raw: {},
    ...what,
  }
}

/** A picture; `caption` may be missing. */
export const picture = (from: Sender, caption: string | null = null): InboundMessage => {
  const message = chatMessage(from, { kind: 'image', text: caption })
  return { ...message, media: { id: `media-${message.externalId}`, mime: 'image/jpeg' } }
}

export type Answer = { key: string; params: Record<string, string> }

/** Chats on a real database, without the vendor: what somebody writes, and what he is answered. */
export function chatsOf(db: Db) {
  const options: AnswerOptions = { takesDocument: async () => false }
  const arrives = (message: InboundMessage) => db.transaction().execute((tx) => receiveMessage(tx, message))
  return {
    arrives,
    /** Keeps these messages, then answers them as one. @returns the new answers */
    async writes(
      from: Sender,
      ...what: (string | InboundMessage)[]
    ): Promise<{ conversationId: string; answers: Answer[] }> {
      let conversationId = ''
      for (const one of what) {
        const received = await arrives(typeof one === 'string' ? chatMessage(from, { text: one }) : one)
        conversationId = received?.conversationId ?? conversationId
      }
      return { conversationId, answers: await this.answers(conversationId) }
    },
    /** Answers what waits. @returns the new answers */
    async answers(conversationId: string, takesDocument = options.takesDocument): Promise<Answer[]> {
      const before = await answersTo(db, conversationId)
      await answerConversation(db, conversationId, { takesDocument })
      return (await answersTo(db, conversationId)).slice(before.length)
    },
  }
}

async function answersTo(db: Db, conversationId: string): Promise<Answer[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('params')
    .where('recipientId', '=', conversationId)
    .where('intent', '=', 'answer')
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const { key, ...params } = row.params as Record<string, string>
    return { key: key ?? '', params }
  })
}
