import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Answer, QueryOf } from '../../platform/http/endpoint.ts'
import { decodeCursor, page } from '../../platform/paging.ts'
import { visibleTo } from '../ticket-row.ts'
import type { addTicketNote, listTicketNotes as listTicketNotesContract } from './schema.ts'

type Note = Answer<typeof addTicketNote>
type Person = { id: string; name: string }

const noteRows = (db: Db) =>
  db
    .selectFrom('ticketNotes')
    .innerJoin('staff', 'staff.id', 'ticketNotes.createdBy')
    .select([
      'ticketNotes.id',
      'ticketNotes.text',
      'ticketNotes.at',
      'staff.id as authorId',
      'staff.name as authorName',
      sql<Person[]>`coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name) order by s.name)
        from ticket_note_mentions m join staff s on s.id = m.staff_id where m.note_id = ticket_notes.id), '[]')`.as(
        'mentioned',
      ),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof noteRows>['executeTakeFirstOrThrow']>>

const noteShape = (row: Row): Note => ({
  id: row.id,
  text: row.text,
  by: { id: row.authorId, name: row.authorName },
  at: row.at.toISOString(),
  mentioned: row.mentioned,
})

/** Internal notes of a ticket, newest first. @throws NotFound also for a ticket that the caller may not see */
export async function listTicketNotes(
  db: Db,
  actor: Staff,
  ticketId: string,
  query: QueryOf<typeof listTicketNotesContract>,
): Promise<{ items: Note[]; nextCursor: string | null }> {
  const ticket = await db
    .selectFrom('tickets')
    .select('id')
    .where('id', '=', ticketId)
    .where(visibleTo(actor))
    .executeTakeFirst()
  if (!ticket) throw new NotFound()
  const after = decodeCursor(query.cursor, 2)
  let rows = noteRows(db).where('ticketNotes.ticketId', '=', ticketId)
  if (after)
    rows = rows.where(
      sql<boolean>`(ticket_notes.at, ticket_notes.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select(sql<string>`to_json(ticket_notes.at) #>> '{}'`.as('sortAt'))
    .orderBy('ticketNotes.at', 'desc')
    .orderBy('ticketNotes.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(found, query.limit, noteShape, (row) => [row.sortAt, row.id])
}

/** @throws NotFound */
export async function readTicketNote(db: Db, id: string): Promise<Note> {
  const row = await noteRows(db).where('ticketNotes.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return noteShape(row)
}
