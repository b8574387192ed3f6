import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Files } from '../platform/files.ts'
import { type Http, sendPdf, serve } from '../platform/http/serve.ts'
import { readDocument } from '../ticket/index.ts'
import { attendanceRoutes } from './attendance/routes.ts'
import { addPhoto } from './add-photo.ts'
import { checkIn, checkOut } from './check-in.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { extensionRoutes } from './extensions/routes.ts'
import { ensureLetter, letterPdf } from './issue-letter.ts'
import { markDone, reopenTicket } from './mark-done.ts'
import { readOwnMonth } from './month/reads.ts'
import { ownMonth } from './month/schema.ts'
import { writeNote as writeNoteContract } from './notes/schema.ts'
import { notesOf, writeNote } from './notes/write-note.ts'
import { readBoard } from './read-board.ts'
import { readAttendance, readFieldWork, readPhoto } from './reads.ts'
import { reportDeparture } from './report-departure.ts'
import * as contract from './schema.ts'
import { uploadRoutes, withPhoto } from './uploads/routes.ts'

type Deps = { db: Db; files: Files; publicUrl: string }

/** Attendance, evidence, BAST, letters and Tambah Hari over HTTP. */
export function fieldWorkRoutes(http: Http, deps: Deps): void {
  const { db } = deps
  uploadRoutes(http, db)
  attendanceRoutes(http, db)
  evidenceRoutes(http, deps)
  extensionRoutes(http, deps)
  serve(http, contract.checkIn, async ({ actor, params, body, request }) =>
    readAttendance(db, await checkIn(db, actor, params.id, { ...body, sentAt: sentAt(request) })),
  )
  serve(http, contract.reportDeparture, async ({ actor, params }) => ({
    ok: true as const,
    at: (await reportDeparture(db, actor, params.id)).toISOString(),
  }))
  serve(http, contract.checkOut, async ({ actor, params, body, request }) =>
    readAttendance(db, await checkOut(db, actor, params.id, { ...body, sentAt: sentAt(request) })),
  )
  serve(http, contract.addPhoto, async ({ actor, params, body, files: uploads, request }) => {
    const given = { ...body, sentAt: sentAt(request) }
    const id = await withPhoto(db, actor, body.clientId, uploads['photo'], (photo) =>
      addPhoto(deps, actor, params.id, {
        ...given,
        bytes: photo?.bytes ?? null,
        name: photo?.name ?? 'foto.jpg',
      }),
    )
    return await readPhoto(db, id)
  })
  serve(http, writeNoteContract, async ({ actor, params, body, request }) => {
    const id = await writeNote(db, actor, params.id, { ...body, sentAt: sentAt(request) })
    const [note] = await notesOf(db, { id })
    if (!note) throw new NotFound()
    return note
  })
  serve(http, contract.markDone, async ({ actor, params, body, request }) => ({
    ok: true as const,
    state: await markDone(db, actor, params.id, { ...body, sentAt: sentAt(request) }),
  }))
  serve(http, contract.reopenTicket, async ({ actor, params, body }) => ({
    ok: true as const,
    state: await reopenTicket(db, actor, params.id, body.reason),
  }))
  serve(http, contract.getBoard, ({ actor, query }) => readBoard(db, actor, query.date))
  serve(http, ownMonth, ({ actor, query }) => readOwnMonth(db, actor, query.month))
  serve(http, contract.getFieldWork, ({ actor, params }) =>
    readFieldWork(db, actor, deps.publicUrl, params.id),
  )
  serve(http, contract.getLetterPdf, async ({ actor, params, query, reply }) => {
    const pdf = await letterPdf(deps, await findLetter(deps, actor, params.id, query.documentId))
    return sendPdf(reply, pdf)
  })
}

/** A header, so that the body of a repeated request stays the same; the contract has read it already. */
const sentAt = (request: { headers: Record<string, unknown> }): string | undefined => {
  const value = request.headers['sent-at']
  return typeof value === 'string' ? value : undefined
}

/** A technician gets his own letter (issued now if it is not there yet); the office any letter of the ticket. */
export async function findLetter(deps: Deps, actor: Staff, ticketId: string, documentId: string | undefined) {
  if (documentId) {
    const document = await readDocument(deps.db, documentId)
    const visible =
      document?.type === 'ST' &&
      document.ticketId === ticketId &&
      (actor.role !== 'technician' || document.technicianId === actor.id)
    if (!document || !visible) throw new NotFound()
    return document
  }
  let rows = deps.db
    .selectFrom('assignments')
    .select('id')
    .where('ticketId', '=', ticketId)
    .where('endedAt', 'is', null)
  if (actor.role === 'technician') rows = rows.where('technicianId', '=', actor.id)
  const assignment = await rows.orderBy('seat').executeTakeFirst()
  if (assignment) return await ensureLetter(deps, assignment.id)
  // nobody holds a seat any more (done, replaced): the last letter still is what it was
  let papers = deps.db
    .selectFrom('documents')
    .select('id')
    .where('ticketId', '=', ticketId)
    .where('type', '=', 'ST')
  if (actor.role === 'technician') papers = papers.where('technicianId', '=', actor.id)
  const last = await papers.orderBy('seq', 'desc').executeTakeFirst()
  const document = last && (await readDocument(deps.db, last.id))
  if (!document) throw new NotFound()
  return document
}
