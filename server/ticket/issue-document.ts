import { type Selectable, sql } from 'kysely'
import type { Database, Tx } from '../platform/db.ts'
import { newToken } from '../platform/token.ts'
import { OFFICE_ZONE, workDate } from '../platform/indonesian-date.ts'
import { formatDocumentNumber } from './document-number.ts'

export type DocumentType = 'ST' | 'BAST' | 'INV' | 'KW'
export type IssuedDocument = Selectable<Database['documents']>

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
    snapshot: Record<string, unknown>
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
  return await tx
    .insertInto('documents')
    .values({
      type: paper.type,
      year,
      seq,
      token: newToken(),
      number: formatDocumentNumber({ seq, type: paper.type, org: paper.organisation, day }),
      ticketId: paper.ticketId,
      assignmentId: paper.assignmentId ?? null,
      technicianId: paper.technicianId ?? null,
      invoiceId: paper.invoiceId ?? null,
      replacesId: paper.replacesId ?? null,
      validFrom: paper.validFrom,
      validUntil: paper.validUntil ?? null,
      issuedAt: paper.at,
      snapshot: sql`${JSON.stringify(paper.snapshot)}::jsonb`,
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
