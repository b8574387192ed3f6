import { type Selectable, sql } from 'kysely'
import type { Database, Db, Tx } from '../platform/db.ts'
import { newToken } from '../platform/token.ts'
import { OFFICE_ZONE, workDate } from '../platform/indonesian-date.ts'
import { formatDocumentNumber } from './document-number.ts'

export type DocumentType = 'ST' | 'BAST' | 'INV' | 'KW'
export type IssuedDocument = Omit<Selectable<Database['documents']>, 'snapshot'> & { snapshot: unknown }

/**
 * Numbers a paper and freezes what it says. The counter row is locked until the transaction ends, so the series of a
 * type and year has neither gaps nor twins; a paper that is rolled back gives its number back.
 */
export async function issueDocument(
  tx: Tx,
  paper: {
    type: DocumentType
    ticketId: string
    organisation: string
    /** what the paper says; it carries its own number and the token of its check page */
    snapshot: (given: { number: string; token: string }) => object
    validFrom: Date
    validUntil?: Date | null
    assignmentId?: string
    technicianId?: string
    invoiceId?: string
    replacesId?: string
    at: Date
  },
): Promise<IssuedDocument> {
  // the number belongs to the day of the office: 31 December 23.30 UTC is already January in WIB
  const day = workDate(paper.at, OFFICE_ZONE)
  const year = Number(day.slice(0, 4))
  const counter = await sql<{ last: number }>`
    insert into document_counters (type, year, last) values (${paper.type}, ${year}, 1)
    on conflict (type, year) do update set last = document_counters.last + 1 returning last`.execute(tx)
  const seq = counter.rows[0]?.last as number
  const number = formatDocumentNumber({ seq, type: paper.type, org: paper.organisation, day })
  const token = newToken()
  return await tx
    .insertInto('documents')
    .values({
      type: paper.type,
      year,
      seq,
      token,
      number,
      ticketId: paper.ticketId,
      assignmentId: paper.assignmentId ?? null,
      technicianId: paper.technicianId ?? null,
      invoiceId: paper.invoiceId ?? null,
      replacesId: paper.replacesId ?? null,
      validFrom: paper.validFrom,
      validUntil: paper.validUntil ?? null,
      issuedAt: paper.at,
      snapshot: sql`${JSON.stringify(paper.snapshot({ number, token }))}::jsonb`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The printed PDF, kept once and for all. */
export async function attachPrint(
  tx: Tx,
  documentId: string,
  file: { id: string; sha256: string },
): Promise<void> {
  await tx
    .updateTable('documents')
    .set({ fileId: file.id, sha256: file.sha256 })
    .where('id', '=', documentId)
    .where('fileId', 'is', null)
    .execute()
}

/** Takes papers back; they stay, marked with when and why. */
export async function revokeDocuments(
  tx: Tx,
  which: { assignmentId?: string; ticketId?: string; type: DocumentType },
  reason: string,
): Promise<void> {
  let query = tx
    .updateTable('documents')
    .set({ revokedAt: new Date(), revokeReason: reason })
    .where('type', '=', which.type)
    .where('revokedAt', 'is', null)
  if (which.assignmentId) query = query.where('assignmentId', '=', which.assignmentId)
  if (which.ticketId) query = query.where('ticketId', '=', which.ticketId)
  if (!which.assignmentId && !which.ticketId)
    throw new Error('revokeDocuments needs an assignment or a ticket')
  await query.execute()
}

/** One paper by its id. */
export async function readDocument(db: Db | Tx, id: string): Promise<IssuedDocument | null> {
  return (await db.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** Where anybody can check a paper; tells nothing about the customer. */
export const verifyUrl = (publicUrl: string, token: string) => `${publicUrl}/verify/${token}`
