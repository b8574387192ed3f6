import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'
import { dateAct, doneAtOf, type PhoneTime } from '../date-act.ts'
import { lockTicket, mustSeeTicket } from '../find-crew.ts'

/** `clientId` is made by the device, so that a repeated call is the same note. */
export type Note = PhoneTime & { clientId: string; text: string }

/**
 * A technician writes something down for the crew, a replacement and CS. Also whoever has given the seat back may: what
 * he knows is what the next one needs.
 * @returns id of the note. @throws NotFound
 */
export async function writeNote(db: Db, actor: Staff, ticketId: string, note: Note): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    await lockTicket(tx, ticketId)
    const known = await sameNote(tx, actor, note.clientId)
    if (known) return known
    await mustSeeTicket(tx, actor, ticketId)
    const ticket = await tx
      .selectFrom('tickets')
      .select('customerId')
      .where('id', '=', ticketId)
      .executeTakeFirstOrThrow()
    const dated = dateAct(note, new Date())
    const made = await tx
      .insertInto('fieldNotes')
      .values({
        ticketId,
        technicianId: actor.id,
        clientId: note.clientId,
        text: note.text,
        deviceAt: dated.deviceAt,
        writtenAt: dated.at,
        skewSeconds: dated.skewSeconds,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(tx, {
      name: 'fieldNoted',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { noteId: made.id, text: note.text, ...doneAtOf(dated) },
    })
    return made.id
  })
}

/** The phone did not hear our answer and sends the note again: the same note. */
async function sameNote(tx: Tx, actor: Staff, clientId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('fieldNotes')
    .select(['id', 'technicianId'])
    .where('clientId', '=', clientId)
    .executeTakeFirst()
  if (row && row.technicianId !== actor.id) throw new NotFound()
  return row?.id ?? null
}

type FieldNote = { id: string; text: string; technician: { id: string; name: string }; at: string }

/** What was written down on a ticket, oldest first, or one note. */
export async function notesOf(db: Db | Tx, of: { ticketId: string } | { id: string }): Promise<FieldNote[]> {
  const rows = await db
    .selectFrom('fieldNotes')
    .innerJoin('staff', 'staff.id', 'fieldNotes.technicianId')
    .select(['fieldNotes.id', 'text', 'technicianId', 'staff.name', 'writtenAt'])
    .where((where) => ('id' in of ? where('fieldNotes.id', '=', of.id) : where('ticketId', '=', of.ticketId)))
    .orderBy('writtenAt')
    .orderBy('fieldNotes.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    technician: { id: row.technicianId, name: row.name },
    at: row.writtenAt.toISOString(),
  }))
}
