import type { Staff } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'
import { showPhone } from '../platform/phone.ts'
import { say } from '../platform/texts.ts'
import { readCompany, readLogo, readSigning } from '../master-data/index.ts'
import { attachPrint, documentFileName, issueDocument, type Ticket, verifyUrl } from '../ticket/index.ts'
import { readPolicy } from './attendance/change-policy.ts'
import type { LetterDeps } from './issue-letter.ts'
import type { HandoverSigning } from './print-handover-parts.ts'
import { type HandoverReportSnapshot, printHandoverReport } from './print-handover-report.ts'

export type ReportWords = {
  workDone: string
  openItems: string | null
  signerName: string | null
  signerPosition: string | null
  noSignatureReason: string | null
  paper: object | null
  parts?: readonly Part[] | undefined
  signerPhone?: string | null | undefined
  consent?: boolean | undefined
  device?: string | null | undefined
  location?: { lat: number; lng: number; accuracy: number } | null | undefined
  witnessName?: string | null | undefined
}
type Part = { description: string; quantity: number; unit: string; serialNumber: string | null }
type Signature = { print: Buffer; sha256: string | null; at: Date }
/** The version that this one takes the place of. */
export type Replaced = { id: string; documentId: string | null; number: string | null; reason: string }

/**
 * Numbers the BAST, freezes what it says and prints it with the photos of the visit.
 * @returns its number
 */
export async function issueReport(
  deps: LetterDeps,
  tx: Tx,
  actor: Staff,
  ticket: Ticket,
  given: {
    id: string
    report: ReportWords
    replaces: Replaced | null
    handedOverAt: Date
    signature: Signature | null
  },
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
    ...(given.replaces?.documentId && { replacesId: given.replaces.documentId }),
    snapshot: ({ number, token }): HandoverReportSnapshot => ({
      ...snapshotOf(ticket, actor, facts, given.report, given.handedOverAt),
      issuedAt: at.toISOString(),
      signing: signingOf(given.report, given.signature),
      replaces: given.replaces?.number
        ? { number: given.replaces.number, reason: given.replaces.reason }
        : null,
      number,
      verifyUrl: verifyUrl(deps.publicUrl, token),
    }),
  })
  const snapshot = document.snapshot as HandoverReportSnapshot
  const bytes = await printHandoverReport(snapshot, {
    ...(await readLogo(tx, deps.files, facts.company)),
    photos,
    // the technician stands for the company: its stamp, not the signature of somebody who was not there
    technicianSignature: (await readSigning(tx, deps.files, facts.company)).stamp,
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
    .select(['photos.lat', 'photos.lng', 'photos.distance'])
    .where('photos.ticketId', '=', ticket.id)
    .where('photos.removedAt', 'is', null)
    // the paper of a version whose place this one takes belongs to that version
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('handoverReports')
            .select('handoverReports.id')
            .whereRef('handoverReports.paperFileId', '=', 'photos.fileId')
            .where('handoverReports.supersededAt', 'is not', null),
        ),
      ),
    )
    .orderBy('photos.createdAt')
    .execute()
  const { radius } = await readPolicy(tx)
  return { company: await readCompany(tx), customer, letters, visits, photos, radius }
}

/** The customer gets this paper: a place is printed only when it is his own. */
function placeNote({ lat, lng, distance }: Visit['photos'][number], radius: number): string | null {
  if (lat === null || lng === null || distance === null || distance > radius) return null
  return say('documents:handover.photoAtSite', { place: `${lat.toFixed(5)}, ${lng.toFixed(5)}` })
}

function snapshotOf(
  ticket: Ticket,
  actor: Staff,
  { company, customer, letters, visits, photos, radius }: Visit,
  report: ReportWords,
  at: Date,
): Omit<HandoverReportSnapshot, 'number' | 'verifyUrl' | 'signing' | 'issuedAt' | 'replaces'> {
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
    references: {
      ticketCode: ticket.code ?? '',
      letters: letters.map((letter) => letter.number),
      contract: ticket.purchaseOrder,
    },
    workDone: report.workDone,
    parts: report.parts ?? [],
    witness: report.witnessName ? { name: report.witnessName } : null,
    openItems: report.openItems,
    visits: visits.map((visit) => ({
      technician: visit.name,
      checkInAt: visit.checkInAt.toISOString(),
      checkOutAt: visit.checkOutAt?.toISOString() ?? null,
    })),
    photos: photos.map((photo) => ({
      kind: photo.kind as 'BEFORE',
      at: (photo.takenAt ?? photo.createdAt).toISOString(),
      note: placeNote(photo, radius),
      sha256: photo.sha256,
    })),
  }
}

function signingOf(report: ReportWords, signature: Signature | null): HandoverSigning {
  if (signature)
    return {
      kind: 'DRAWN',
      at: signature.at.toISOString(),
      sha256: signature.sha256,
      phone: report.signerPhone && showPhone(report.signerPhone),
      consented: report.consent ?? false,
      device: report.device ?? null,
      location: report.location ?? null,
    }
  return report.paper ? { kind: 'PAPER' } : { kind: 'ABSENT', reason: report.noSignatureReason ?? '' }
}
