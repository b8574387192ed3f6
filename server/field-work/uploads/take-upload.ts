import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import type { UploadedFile } from '../../platform/http/multipart.ts'

/**
 * The whole of an upload, for the form that names it.
 * @returns null when this person has begun none under this name, or its bytes have become a photo already
 * @throws Refused UPLOAD_INCOMPLETE
 */
export async function readWhole(db: Db, actor: Staff, clientId: string): Promise<UploadedFile | null> {
  const row = await db
    .selectFrom('uploads')
    .select(['id', 'name', 'size', 'received', 'takenAt'])
    .where('ownerId', '=', actor.id)
    .where('clientId', '=', clientId)
    .executeTakeFirst()
  if (!row || row.takenAt) return null
  if (row.received < row.size) throw new Refused('UPLOAD_INCOMPLETE', { offset: row.received })
  const parts = await db
    .selectFrom('uploadParts')
    .select('bytes')
    .where('uploadId', '=', row.id)
    .orderBy('start')
    .execute()
  return { name: row.name, bytes: Buffer.concat(parts.map((part) => part.bytes)), claimedMime: '' }
}

/** The bytes are kept as a file now: the parts go, the row stays for a phone that did not hear so. */
export async function forgetBytes(db: Db, actor: Staff, clientId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('uploads')
      .set({ takenAt: sql`now()`, touchedAt: sql`now()` })
      .where('ownerId', '=', actor.id)
      .where('clientId', '=', clientId)
      .where('takenAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (row) await tx.deleteFrom('uploadParts').where('uploadId', '=', row.id).execute()
  })
}

/** Unfinished uploads that nobody has come back for in two days, and the names of finished ones after two weeks. */
export async function dropAbandoned(db: Db, now = new Date()): Promise<number> {
  const days = (count: number) => new Date(now.getTime() - count * 86_400_000)
  const gone = await db
    .deleteFrom('uploads')
    .where((where) =>
      where.or([
        where.and([where('takenAt', 'is', null), where('touchedAt', '<', days(2))]),
        where('touchedAt', '<', days(14)),
      ]),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
