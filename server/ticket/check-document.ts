import type { Db } from '../platform/db.ts'

export type DocumentCheck = {
  type: string
  number: string
  status: 'VALID' | 'REVOKED' | 'EXPIRED'
  technicianName: string | null
  issuedAt: Date
  validFrom: Date
  validUntil: Date | null
}

/** What anybody who holds a paper may know about it: whether it is genuine and still valid. No customer data. */
export async function checkDocument(db: Db, token: string, now: Date): Promise<DocumentCheck | null> {
  const row = await db
    .selectFrom('documents')
    .leftJoin('staff', 'staff.id', 'documents.technicianId')
    .select([
      'documents.type',
      'documents.number',
      'documents.revokedAt',
      'documents.validFrom',
      'documents.validUntil',
      'documents.issuedAt',
      'staff.name',
    ])
    .where('documents.token', '=', token)
    .executeTakeFirst()
  if (!row) return null
  const status = row.revokedAt ? 'REVOKED' : row.validUntil && row.validUntil < now ? 'EXPIRED' : 'VALID'
  return {
    type: row.type,
    number: row.number,
    status,
    technicianName: row.type === 'ST' ? row.name : null,
    issuedAt: row.issuedAt,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
  }
}
