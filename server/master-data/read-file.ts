import { sql } from 'kysely'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Files, StoredFile } from '../platform/files.ts'

/**
 * A stored file, for those who may see what it belongs to: CS, admin and management all; Sales what belongs to an
 * invoice, and the papers of such a ticket; a technician the photos of his own tickets, of the complaint behind them,
 * and the papers of jobs that he has. @throws NotFound
 */
export async function readVisibleFile(
  db: Db,
  files: Files,
  actor: Staff,
  id: string,
): Promise<StoredFile & { bytes: Buffer }> {
  if (!(await maySee(db, actor, id))) throw new NotFound()
  const file = await files.read(db, id)
  if (!file) throw new NotFound()
  return file
}

async function maySee(db: Db, actor: Staff, id: string): Promise<boolean> {
  if (actor.role === 'admin' || actor.role === 'cs' || actor.role === 'manager') return true
  // the face of a colleague is no secret among colleagues
  const face = await db.selectFrom('staff').select('id').where('photoFileId', '=', id).executeTakeFirst()
  if (face) return true
  const found =
    actor.role === 'sales'
      ? await sql`select 1 from payments where proof_file_id = ${id} union all select 1 from documents where file_id = ${id} and type in ('INV', 'KW', 'BAST')
          union all select 1 from photos p join invoices i on i.ticket_id = p.ticket_id where p.view_file_id = ${id}
          union all select 1 from ticket_attachments f join tickets t on t.id = f.ticket_id where f.file_id = ${id} and f.removed_at is null
            and (t.state in ('DONE', 'CLOSED') or exists (select 1 from invoices i where i.ticket_id = t.id)) limit 1`.execute(
          db,
        )
      : await sql`select 1 from photos p join assignments a on a.ticket_id = p.ticket_id and a.technician_id = ${actor.id} where p.view_file_id = ${id}
          union all select 1 from messages m join tickets t on t.complaint_id = m.complaint_id join assignments a on a.ticket_id = t.id and a.technician_id = ${actor.id}
          where m.file_id = ${id}
          union all select 1 from ticket_attachments f join assignments a on a.ticket_id = f.ticket_id and a.technician_id = ${actor.id}
          where f.file_id = ${id} and f.removed_at is null and (a.ended_at is null or a.end_reason = 'DONE') limit 1`.execute(
          db,
        )
  return found.rows.length > 0
}

/** Only what a browser shows safely is shown in place; everything else is a download. */
const SHOWN = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'application/pdf',
  'audio/ogg',
  'audio/mpeg',
  'audio/mp4',
  'video/mp4',
])
export const dispositionOf = (file: StoredFile) =>
  `${SHOWN.has(file.mime) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`
