import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { decodeCursor, page } from '../../platform/paging.ts'
import { readConversationRow } from './reads.ts'
import type { listNotes, note } from './schema.ts'

type Note = z.input<typeof note>

const noteRows = (db: Db | Tx) =>
  db
    .selectFrom('conversationNotes')
    .innerJoin('staff', 'staff.id', 'conversationNotes.createdBy')
    .select([
      'conversationNotes.id',
      'conversationNotes.text',
      'conversationNotes.at',
      'staff.id as authorId',
      'staff.name as authorName',
    ])

type NoteRow = Awaited<ReturnType<ReturnType<typeof noteRows>['executeTakeFirstOrThrow']>>

const noteShape = (row: NoteRow): Note => ({
  id: row.id,
  text: row.text,
  by: { id: row.authorId, name: row.authorName },
  at: row.at.toISOString(),
})

/** Notes of a conversation, newest first. @throws NotFound */
export async function listNoteRows(
  db: Db,
  conversationId: string,
  query: QueryOf<typeof listNotes>,
): Promise<{ items: Note[]; nextCursor: string | null }> {
  await readConversationRow(db, conversationId)
  const after = decodeCursor(query.cursor, 2)
  let rows = noteRows(db).where('conversationNotes.conversationId', '=', conversationId)
  if (after)
    rows = rows.where(
      sql<boolean>`(conversation_notes.at, conversation_notes.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select(sql<string>`to_json(conversation_notes.at) #>> '{}'`.as('sortAt'))
    .orderBy('conversationNotes.at', 'desc')
    .orderBy('conversationNotes.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(found, query.limit, noteShape, (row) => [row.sortAt, row.id])
}

/** @throws NotFound */
export async function readNote(db: Db | Tx, id: string): Promise<Note> {
  const row = await noteRows(db).where('conversationNotes.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return noteShape(row)
}
