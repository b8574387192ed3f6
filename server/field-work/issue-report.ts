import type { Staff } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'
import { readCompany, readLogo } from '../master-data/index.ts'
import { attachPrint, documentFileName, issueDocument, type Ticket, verifyUrl } from '../ticket/index.ts'
import type { LetterDeps } from './issue-letter.ts'
import {
  type HandoverReportSnapshot,
  type HandoverSigning,
  printHandoverReport,
} from './print-handover-report.ts'

export type ReportWords = {
  workDone: string
  openItems: string | null
  signerName: string | null
  signerPosition: string | null
  noSignatureReason: string | null
  paper: object | null
}
type Signature = { print: Buffer; sha256: string | null }

/**
 * Numbers the BAST, freezes what it says and prints it with the photos of the visit.
 * @returns its number
 */
export async function issueReport(
  deps: LetterDeps,
  tx: Tx,
  actor: Staff,
  ticket: Ticket,
  given: { id: string; report: ReportWords; handedOverAt: Date; signature: Signature | null },
): Promise<string> {
  const facts = await readVisit(tx, ticket)
  // before the number is taken: whoever waits for the next one should not wait for our files
  const photos: (Buffer | null)[] = []
  for (const photo of facts.photos) photos.push((await deps.files.read(tx, photo.viewFileId))?.bytes ?? null)
  const at = new Date()
  const document = await issueDocument(tx, {
    type: 'BAST',
    ticketId: ticket.id,
    technicianId: actor.id,
    organisation: facts.company.code,
    validFrom: at,
    at,
    snapshot: ({ number, token }): HandoverReportSnapshot => ({
      ...snapshotOf(ticket, actor, facts, given.report, given.handedOverAt),
      issuedAt: at.toISOString(),
      signing: signingOf(given.report, given.signature, given.handedOverAt),
      number,
      verifyUrl: verifyUrl(deps.publicUrl, token),
    }),
  })
  const snapshot = document.snapshot as HandoverReportSnapshot
  const bytes = await printHandoverReport(snapshot, {
    ...(await readLogo(tx, deps.files, snapshot.company)),
    photos,
    customerSignature: given.signature?.print ?? null,
  })
  await attachPrint(
    tx,
    document.id,
    await deps.files.store(tx, {
      name: documentFileName(document.number),
      bytes,
      mime: 'application/pdf',
      createdBy: actor.id,
    }),
  )
  await tx
    .updateTable('handoverReports')
    .set({ documentId: document.id })
    .where('id', '=', given.id)
    .execute()
  return document.number
}

type Visit = Awaited<ReturnType<typeof readVisit>>

async function readVisit(tx: Tx, ticket: Ticket) {
  const customer = await tx
    .selectFrom('customers')
    .select(['name', 'company', 'address'])
    .where('id', '=', ticket.customerId)
    .executeTakeFirstOrThrow()
  const letters = await tx
    .selectFrom('documents')
    .select('number')
    .where('ticketId', '=', ticket.id)
    .where('type', '=', 'ST')
    .where('revokedAt', 'is', null)
    .orderBy('seq')
    .execute()
  const visits = await tx
    .selectFrom('attendance')
    .innerJoin('staff', 'staff.id', 'attendance.technicianId')
    .select(['staff.name', 'checkInAt', 'checkOutAt'])
    .where('ticketId', '=', ticket.id)
    .orderBy('checkInAt')
    .execute()
  const photos = await tx
    .selectFrom('photos')
    .innerJoin('files', 'files.id', 'photos.fileId')
    .select(['photos.kind', 'photos.viewFileId', 'photos.takenAt', 'photos.createdAt', 'files.sha256'])
    .where('photos.ticketId', '=', ticket.id)
    .orderBy('photos.createdAt')
    .execute()
  return { company: await readCompany(tx), customer, letters, visits, photos }
}

function snapshotOf(
  ticket: Ticket,
  actor: Staff,
  { company, customer, letters, visits, photos }: Visit,
  report: ReportWords,
  at: Date,
): Omit<HandoverReportSnapshot, 'number' | 'verifyUrl' | 'signing' | 'issuedAt'> {
  return {
    language: 'id',
    zone: ticket.timeZone,
    company,
    title: ticket.title,
    place: ticket.address,
    handedOverAt: at.toISOString(),
    firstParty: {
      name: actor.name,
      position: 'Teknisi',
      company: company.legalName,
      address: company.address,
    },
    secondParty: {
      name: report.signerName ?? customer.name,
      position: report.signerPosition,
      company: customer.company,
      address: customer.address,
    },
    references: { ticketCode: ticket.code ?? '', letters: letters.map((letter) => letter.number) },
    workDone: report.workDone,
    openItems: report.openItems,
    visits: visits.map((visit) => ({
      technician: visit.name,
      checkInAt: visit.checkInAt.toISOString(),
      checkOutAt: visit.checkOutAt?.toISOString() ?? null,
    })),
    photos: photos.map((photo) => ({
      kind: photo.kind as 'BEFORE',
      at: (photo.takenAt ?? photo.createdAt).toISOString(),
      sha256: photo.sha256,
    })),
  }
}

function signingOf(report: ReportWords, signature: Signature | null, at: Date): HandoverSigning {
  if (signature) return { kind: 'DRAWN', at: at.toISOString(), sha256: signature.sha256 }
  return report.paper ? { kind: 'PAPER' } : { kind: 'ABSENT', reason: report.noSignatureReason ?? '' }
}
