import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Answer } from '../../platform/http/endpoint.ts'
import { visibleTo } from '../ticket-row.ts'
import type { addAttachment } from './schema.ts'

export type Attachment = Answer<typeof addAttachment>

const attachmentRows = (db: Db) =>
  db
    .selectFrom('ticketAttachments')
    .innerJoin('files', 'files.id', 'ticketAttachments.fileId')
    .innerJoin('staff', 'staff.id', 'ticketAttachments.addedBy')
    .select([
      'ticketAttachments.id',
      'ticketAttachments.fileId',
      'ticketAttachments.at',
      'files.name',
      'files.mime',
      'files.size',
      'staff.id as staffId',
      'staff.name as staffName',
    ])
    .where('ticketAttachments.removedAt', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof attachmentRows>['executeTakeFirstOrThrow']>>

const shape = (row: Row): Attachment => ({
  id: row.id,
  fileId: row.fileId,
  name: row.name,
  mime: row.mime,
  size: Number(row.size),
  by: { id: row.staffId, name: row.staffName },
  at: row.at.toISOString(),
})

/**
 * Papers of a ticket, oldest first. Who only looks at a job in the pool does not get them; who gave it back no longer
 * does. @throws NotFound also for a ticket that the caller may not see
 */
export async function listTicketAttachments(db: Db, actor: Staff, ticketId: string): Promise<Attachment[]> {
  const ticket = await db
    .selectFrom('tickets')
    .select('id')
    .where('id', '=', ticketId)
    .where(visibleTo(actor))
    .executeTakeFirst()
  if (!ticket) throw new NotFound()
  let rows = attachmentRows(db).where('ticketAttachments.ticketId', '=', ticketId)
  if (actor.role === 'technician')
    rows = rows.where(
      sql<boolean>`exists (select 1 from assignments a where a.ticket_id = ticket_attachments.ticket_id
        and a.technician_id = ${actor.id} and (a.ended_at is null or a.end_reason = 'DONE'))`,
    )
  const found = await rows.orderBy('ticketAttachments.at').orderBy('ticketAttachments.id').execute()
  return found.map(shape)
}

/** @throws NotFound */
export async function readAttachment(db: Db, id: string): Promise<Attachment> {
  const row = await attachmentRows(db).where('ticketAttachments.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return shape(row)
}
