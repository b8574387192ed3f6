import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import { sniffPhoto } from '../../platform/files.ts'

export type Upload = { id: string; offset: number; size: number }

/** A technician sends one photo at a time; more unfinished ones than this are leftovers. */
const MOST_UNFINISHED = 20

/**
 * Begins an upload, or finds the one that this phone began before. The oldest leftovers of the same person make room:
 * a phone that still wants one is told to begin again.
 */
export async function startUpload(
  db: Db,
  actor: Staff,
  wanted: { clientId: string; name: string; size: number },
): Promise<Upload> {
  return await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('uploads')
      .selectAll()
      .where('ownerId', '=', actor.id)
      .where('clientId', '=', wanted.clientId)
      .forUpdate()
      .executeTakeFirst()
    if (before && before.size === wanted.size) return shape(before)
    // the same name for other bytes: what came of the old ones is of no use
    if (before) await tx.deleteFrom('uploads').where('id', '=', before.id).execute()
    const made = await tx
      .insertInto('uploads')
      .values({ ownerId: actor.id, ...wanted })
      // asked twice at once: one of them is told what the other has begun
      .onConflict((on) => on.columns(['ownerId', 'clientId']).doUpdateSet({ touchedAt: sql`now()` }))
      .returningAll()
      .executeTakeFirstOrThrow()
    await tx
      .deleteFrom('uploads')
      .where(
        'id',
        'in',
        tx
          .selectFrom('uploads')
          .select('id')
          .where('ownerId', '=', actor.id)
          .where('takenAt', 'is', null)
          .orderBy('touchedAt', 'desc')
          .orderBy('id', 'desc')
          .offset(MOST_UNFINISHED),
      )
      .execute()
    return shape(made)
  })
}

/** @throws NotFound for an upload of somebody else, or one that was cleaned up */
export async function readUpload(db: Db, actor: Staff, id: string): Promise<Upload> {
  const row = await db
    .selectFrom('uploads')
    .selectAll()
    .where('id', '=', id)
    .where('ownerId', '=', actor.id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return shape(row)
}

/**
 * Takes the next part. One that is there already (its answer was lost) is not written again; one that would leave a
 * gap is refused, and the phone asks where to go on.
 * @throws NotFound; Refused UPLOAD_OFFSET; InvalidInput for bytes beyond the size, or a beginning that is no photo
 */
export async function takePart(
  db: Db,
  actor: Staff,
  id: string,
  part: { offset: number; bytes: Buffer },
): Promise<Upload> {
  if (part.bytes.length === 0) throw new InvalidInput([{ path: 'body', message: 'required' }])
  return await db.transaction().execute(async (tx) => {
    const row = await lockUpload(tx, actor, id)
    const end = part.offset + part.bytes.length
    if (end <= row.received) return shape(row)
    if (part.offset !== row.received) throw new Refused('UPLOAD_OFFSET', { offset: row.received })
    if (end > row.size) throw new InvalidInput([{ path: 'body', message: 'tooLarge' }])
    // before the rest of it travels over a thin line for nothing
    if (part.offset === 0) await sniffPhoto(part.bytes)
    await tx
      .insertInto('uploadParts')
      .values({ uploadId: id, start: part.offset, bytes: part.bytes })
      .execute()
    await tx
      .updateTable('uploads')
      .set({ received: end, touchedAt: sql`now()` })
      .where('id', '=', id)
      .execute()
    return { id, offset: end, size: row.size }
  })
}

async function lockUpload(tx: Tx, actor: Staff, id: string) {
  const row = await tx
    .selectFrom('uploads')
    .selectAll()
    .where('id', '=', id)
    .where('ownerId', '=', actor.id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

const shape = (row: { id: string; received: number; size: number }): Upload => ({
  id: row.id,
  offset: row.received,
  size: row.size,
})
