import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Files } from '../platform/files.ts'
import { approveExtension as approve } from '../field-work/index.ts'

/** CS says yes to the open request of a ticket. */
export async function approveExtension(db: Db, files: Files, cs: Staff, ticketId: string): Promise<void> {
  const { id } = await db
    .selectFrom('extensions')
    .select('id')
    .where('ticketId', '=', ticketId)
    .where('status', '=', 'PENDING')
    .executeTakeFirstOrThrow()
  await approve({ db, files, publicUrl: 'https://gss.test' }, cs, id, {})
}
