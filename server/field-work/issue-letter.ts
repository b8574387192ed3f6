import type { Db, Tx } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Files } from '../platform/files.ts'
import { workDate } from '../platform/indonesian-date.ts'
import { showPhone } from '../platform/phone.ts'
import { canSay, say } from '../platform/texts.ts'
import { SYSTEM } from '../platform/actor.ts'
import { type CompanyProfile, readCompany, readLogo, readSigning } from '../master-data/index.ts'
import {
  attachPrint,
  documentFileName,
  type IssuedDocument,
  issueDocument,
  recordEvent,
  revokeDocuments,
  verifyUrl,
} from '../ticket/index.ts'
import { type AssignmentLetterSnapshot, printAssignmentLetter } from './print-assignment-letter.ts'
import { lockTicket } from './find-crew.ts'
import { endOfDay } from './rules.ts'

export type LetterDeps = { db: Db; files: Files; publicUrl: string }
type Extension = { number: string; days: number; replacesId: string }

/** The Surat Tugas of an assignment: the live one, or a new number. One technician, one letter, never edited. */
export async function ensureLetter(deps: LetterDeps, assignmentId: string): Promise<IssuedDocument> {
  return await deps.db.transaction().execute(async (tx) => {
    const seat = await tx
      .selectFrom('assignments')
      .select('ticketId')
      .where('id', '=', assignmentId)
      .executeTakeFirst()
    if (!seat) throw new NotFound()
    await lockTicket(tx, seat.ticketId)
    const live = await liveLetter(tx, assignmentId)
    return live ?? (await issueLetter(deps, tx, assignmentId, null, await outdatedLetter(tx, assignmentId)))
  })
}

/** Tambah Hari: an addendum names the letter it extends; the old one is no longer valid. */
export async function extendLetter(
  deps: LetterDeps,
  tx: Tx,
  assignmentId: string,
  days: number,
): Promise<void> {
  const old = await liveLetter(tx, assignmentId)
  if (old) await revokeDocuments(tx, { assignmentId, type: 'ST' }, 'EXTENDED')
  await issueLetter(deps, tx, assignmentId, old && { number: old.number, days, replacesId: old.id })
}

const liveLetter = async (tx: Tx, assignmentId: string): Promise<IssuedDocument | null> =>
  (await tx
    .selectFrom('documents')
    .selectAll()
    .where('assignmentId', '=', assignmentId)
    .where('type', '=', 'ST')
    .where('revokedAt', 'is', null)
    .executeTakeFirst()) ?? null

/** The letter that a change of schedule or details took back: the next one names it. */
const outdatedLetter = async (tx: Tx, assignmentId: string): Promise<{ id: string; number: string } | null> =>
  (await tx
    .selectFrom('documents')
    .select(['id', 'number'])
    .where('assignmentId', '=', assignmentId)
    .where('type', '=', 'ST')
    .where('revokeReason', 'in', ['RESCHEDULED', 'CORRECTED'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null

async function issueLetter(
  deps: LetterDeps,
  tx: Tx,
  assignmentId: string,
  extension: Extension | null,
  outdated: { id: string; number: string } | null = null,
): Promise<IssuedDocument> {
  const replacesId = extension?.replacesId ?? outdated?.id
  const order = await readOrder(tx, assignmentId)
  const company = await readCompany(tx)
  const at = new Date()
  const validUntil = endOfDay(workDate(order.scheduledEnd, order.timeZone), order.timeZone)
  const document = await issueDocument(tx, {
    type: 'ST',
    ticketId: order.ticketId,
    assignmentId,
    technicianId: order.technicianId,
    organisation: company.code,
    validFrom: order.scheduledStart,
    validUntil,
    at,
    ...(replacesId && { replacesId }),
    snapshot: ({ number, token }): AssignmentLetterSnapshot => ({
      ...snapshotOf(order, company),
      number,
      issuedAt: at.toISOString(),
      verifyUrl: verifyUrl(deps.publicUrl, token),
      extension: extension && { number: extension.number, days: extension.days },
      ...(outdated && { replaces: { number: outdated.number } }),
      validUntil: validUntil.toISOString(),
    }),
  })
  const snapshot = document.snapshot as AssignmentLetterSnapshot
  const bytes = await printAssignmentLetter(snapshot, await readPictures(tx, deps.files, snapshot))
  const file = await deps.files.store(tx, {
    name: documentFileName(document.number),
    bytes,
    mime: 'application/pdf',
  })
  await attachPrint(tx, document.id, file)
  await recordEvent(tx, {
    name: 'assignmentLetterIssued',
    actor: SYSTEM,
    ticketId: order.ticketId,
    customerId: order.customerId,
    data: { documentId: document.id, technicianId: order.technicianId, number: document.number },
  })
  return { ...document, fileId: file.id, sha256: file.sha256 }
}

type Order = Awaited<ReturnType<typeof readOrder>>

/** Who is sent where. @throws NotFound when the assignment has ended: there is nobody to send any more */
async function readOrder(tx: Tx, assignmentId: string) {
  const row = await tx
    .selectFrom('assignments')
    .innerJoin('tickets', 'tickets.id', 'assignments.ticketId')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .innerJoin('staff', 'staff.id', 'assignments.technicianId')
    .select([
      'assignments.technicianId',
      'assignments.ticketId',
      'tickets.code',
      'tickets.title',
      'tickets.description',
      'tickets.purchaseOrder',
      'tickets.address',
      'tickets.timeZone',
      'tickets.scheduledStart',
      'tickets.scheduledEnd',
      'tickets.customerId',
      'customers.name as customerName',
      'customers.company',
      'customers.phone',
      'staff.name as technicianName',
      'staff.employeeNumber',
    ])
    .where('assignments.id', '=', assignmentId)
    .where('assignments.endedAt', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

const snapshotOf = (order: Order, company: CompanyProfile) => ({
  language: 'id' as const,
  company,
  ticket: { code: order.code ?? '', complaint: order.description || null, reference: order.purchaseOrder },
  assigner: { name: company.signerName, position: company.signerPosition },
  technician: { name: order.technicianName, employeeNumber: order.employeeNumber, position: 'Teknisi' },
  task: order.title,
  place: {
    customer: order.customerName,
    company: order.company,
    address: order.address,
    contact: order.phone ? showPhone(order.phone) : null,
  },
  period: {
    start: order.scheduledStart.toISOString(),
    end: order.scheduledEnd.toISOString(),
    zone: order.timeZone,
  },
})

/** The pictures that the letter was issued with. */
async function readPictures(db: Db | Tx, files: Files, { company }: AssignmentLetterSnapshot) {
  const { signature } = await readSigning(db, files, company)
  return { ...(await readLogo(db, files, company)), signature }
}

/** The stored PDF; a revoked letter says so on its face. */
export async function letterPdf(
  deps: LetterDeps,
  document: IssuedDocument,
): Promise<{ name: string; bytes: Buffer }> {
  const name = documentFileName(document.number)
  const snapshot = document.snapshot as AssignmentLetterSnapshot
  const pictures = await readPictures(deps.db, deps.files, snapshot)
  if (document.revokedAt) {
    const revoked = { at: document.revokedAt.toISOString(), reason: reasonText(document.revokeReason) }
    return { name, bytes: await printAssignmentLetter(snapshot, { revoked, ...pictures }) }
  }
  const file = document.fileId ? await deps.files.read(deps.db, document.fileId) : null
  return { name, bytes: file?.bytes ?? (await printAssignmentLetter(snapshot, pictures)) }
}

/** Most reasons are somebody's own words; those that follow from another step have a sentence in the catalogue. */
function reasonText(reason: string | null): string | null {
  const key = `documents:letter.revokedBecause.${reason}`
  return reason && canSay(key) ? say(key) : reason
}
