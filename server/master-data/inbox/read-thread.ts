import type { Tx } from '../../platform/db.ts'
import { type Draft, readDraft } from '../registration/index.ts'

/** One message that was not answered yet. */
export type Waiting = {
  id: string
  kind: string
  body: string | null
  externalId: string | null
  hasMedia: boolean
  hasPlace: boolean
}
export type Thread = {
  id: string
  customerId: string | null
  waId: string | null
  draft: Draft | null
  helpSentAt: Date | null
}
export type Known = {
  id: string
  name: string
  salutation: string | null
  address: string | null
  company: string | null
  email: string | null
  status: string
}

/** So many messages are read as one text; more of them come in the next turn. */
export const MOST_AT_ONCE = 50

/** The conversation, locked: its messages are answered by one turn at a time. */
export async function readThread(tx: Tx, id: string): Promise<Thread | null> {
  const row = await tx
    .selectFrom('conversations')
    .select(['id', 'customerId', 'waId', 'draft', 'helpSentAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, draft: row.draft === null ? null : readDraft(row.draft) } : null
}

/** The customer as the answers need him. */
export const knownCustomer = async (tx: Tx, id: string): Promise<Known | null> =>
  (await tx
    .selectFrom('customers')
    .select(['id', 'name', 'salutation', 'address', 'company', 'email', 'status'])
    .where('id', '=', id)
    .executeTakeFirst()) ?? null

/** What he wrote since the last answer, oldest first. */
export async function unanswered(tx: Tx, conversationId: string): Promise<Waiting[]> {
  const rows = await tx
    .selectFrom('messages')
    .select(['id', 'kind', 'body', 'externalId', 'media', 'lat'])
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'IN')
    .where('answeredAt', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(MOST_AT_ONCE)
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
