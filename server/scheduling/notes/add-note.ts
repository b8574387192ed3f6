import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'
import { visibleTo } from '../ticket-row.ts'

type NewNote = { text: string; mentions: readonly string[] }

/**
 * A word among colleagues of the office. Whoever is mentioned is told where he is wanted, so it must be somebody who
 * may open the ticket: nobody of the field, Sales only what Sales sees.
 * @returns id of the note. @throws NotFound; InvalidInput for a mention of somebody who cannot read it
 */
export async function addNote(db: Db, actor: Staff, ticketId: string, note: NewNote): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    const ticket = await tx
      .selectFrom('tickets')
      .select('customerId')
      .where('id', '=', ticketId)
      .where(visibleTo(actor))
      .executeTakeFirst()
    if (!ticket) throw new NotFound()
    const mentioned = await mustBeReaders(tx, ticketId, [...new Set(note.mentions)])
    const made = await tx
      .insertInto('ticketNotes')
      .values({ ticketId, text: note.text, createdBy: actor.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (mentioned.length > 0)
      await tx
        .insertInto('ticketNoteMentions')
        .values(mentioned.map((staffId) => ({ noteId: made.id, staffId })))
        .execute()
    await recordEvent(tx, {
      name: 'ticketNoted',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { noteId: made.id, text: note.text, mentioned },
    })
    return made.id
  })
}

async function mustBeReaders(tx: Tx, ticketId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const staff = await tx
    .selectFrom('staff')
    .select(['id', 'role'])
    .where('id', 'in', ids)
    .where('banned', '=', false)
    .where('role', '<>', 'technician')
    .execute()
  const sales = staff.find(({ role }) => role === 'sales')
  const salesReads = !sales || (await salesSees(tx, ticketId, sales.id))
  if (staff.length < ids.length || !salesReads)
    throw new InvalidInput([{ path: 'mentions', message: 'cannotRead' }])
  return staff.map(({ id }) => id).toSorted()
}

const salesSees = async (tx: Tx, ticketId: string, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('tickets')
    .select('id')
    .where('id', '=', ticketId)
    .where(visibleTo({ kind: 'staff', id, name: '', role: 'sales' }))
    .executeTakeFirst()) !== undefined
