import type { Db } from '../platform/db.ts'
import { looksLikeToken } from '../platform/token.ts'

export type DocumentCheck = {
  type: string
  number: string
  status: 'VALID' | 'REVOKED' | 'EXPIRED'
  /** EXPIRED because the work is done, whatever the last day was */
  workDone: boolean
  /** a newer paper has taken its place */
  replaced: boolean
  technicianName: string | null
  /** the face of the one who was sent; only while the letter is valid */
  photoFileId: string | null
  issuedAt: Date
  validFrom: Date
  validUntil: Date | null
}

/**
 * What anybody who holds a paper may know about it: whether it is genuine and still valid. No customer data. A Surat
 * Tugas ends with the job, also before its last day is over.
 */
export async function checkDocument(db: Db, token: string, now: Date): Promise<DocumentCheck | null> {
  if (!looksLikeToken(token)) return null
  const row = await db
    .selectFrom('documents')
    .leftJoin('staff', 'staff.id', 'documents.technicianId')
    .leftJoin('assignments', 'assignments.id', 'documents.assignmentId')
    .leftJoin('documents as newer', 'newer.replacesId', 'documents.id')
    .select([
      'documents.type',
      'documents.number',
      'documents.revokedAt',
      'documents.validFrom',
      'documents.validUntil',
      'documents.issuedAt',
      'assignments.endedAt',
      'assignments.endReason',
      'newer.id as newerId',
      'staff.name',
      'staff.photoFileId',
    ])
    .where('documents.token', '=', token)
    .executeTakeFirst()
  if (!row) return null
  const status = documentStatus(row, now)
  return {
    type: row.type,
    number: row.number,
    status,
    workDone: row.endReason === 'DONE',
    replaced: row.newerId !== null,
    technicianName: row.type === 'ST' ? row.name : null,
    photoFileId: row.type === 'ST' && status === 'VALID' ? row.photoFileId : null,
    issuedAt: row.issuedAt,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
  }
}

/** VALID until it is taken back, its last day is over, or the assignment that it stands for has ended. */
export function documentStatus(
  paper: { revokedAt: Date | null; validUntil: Date | null; endedAt: Date | null },
  now: Date,
): DocumentCheck['status'] {
  if (paper.revokedAt) return 'REVOKED'
  return paper.endedAt || (paper.validUntil && paper.validUntil < now) ? 'EXPIRED' : 'VALID'
}
