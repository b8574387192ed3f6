import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { speaksOfPayment } from '../rules.ts'
import type { Known, Waiting } from './read-thread.ts'
import { attachMessages } from './report-complaint.ts'

/** A photo soon after a complaint belongs to it, and so does one soon before. */
export const SAME_MATTER_MINUTES = 60

export type AnswerOptions = {
  /** Whether a picture or document of this customer is something else than part of a complaint (a payment proof). */
  takesDocument: (tx: Tx, document: { customerId: string; messageId: string }) => Promise<boolean>
}

/**
 * Photos and positions that need no words: a payment proof (also with a caption that says so), or part of the complaint
 * that was just made. @returns whether they found their place; otherwise somebody has to ask
 */
export async function takeAttachments(
  tx: Tx,
  customer: Known | null,
  waiting: readonly Waiting[],
  options: AnswerOptions,
): Promise<boolean> {
  if (customer?.status !== 'ACTIVE') return false
  const words = waiting.filter((message) => message.body && message.kind !== 'location')
  const attachments = waiting.filter((message) => message.hasMedia || message.hasPlace)
  const documents = attachments.filter((message) => ['image', 'document'].includes(message.kind))
  if (documents.length === attachments.length && words.every((message) => speaksOfPayment(message.body)))
    if (await takeProofs(tx, customer.id, documents, options)) return true
  if (words.length > 0 || attachments.length === 0) return false
  const complaint = await tx
    .selectFrom('complaints')
    .select('id')
    .where('customerId', '=', customer.id)
    .where('status', '=', 'OPEN')
    .where('createdAt', '>', new Date(Date.now() - SAME_MATTER_MINUTES * 60_000))
    .orderBy('createdAt', 'desc')
    .executeTakeFirst()
  if (!complaint) return false
  const ids = attachments.map((message) => message.id)
  await attachMessages(tx, complaint.id, customer.id, ids)
  return true
}

async function takeProofs(
  tx: Tx,
  customerId: string,
  documents: readonly Waiting[],
  options: AnswerOptions,
): Promise<boolean> {
  let taken = false
  for (const { id } of documents) {
    if (!(await options.takesDocument(tx, { customerId, messageId: id }))) continue
    taken = true
    // so that a complaint made soon after does not claim it
    await sql`update messages set media = media || '{"taken":"yes"}' where id = ${id}`.execute(tx)
  }
  return taken
}
