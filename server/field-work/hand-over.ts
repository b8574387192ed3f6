import type { Staff } from '../platform/actor.ts'
import { databaseError, type Db, type Tx } from '../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../platform/errors.ts'
import { sniff, sniffPhoto } from '../platform/files.ts'
import { readSignature, viewCopy } from '../platform/photo.ts'
import { readCompany } from '../master-data/index.ts'
import {
  attachPrint,
  documentFileName,
  issueDocument,
  moveTicket,
  recordEvent,
  type Ticket,
  verifyUrl,
} from '../ticket/index.ts'
import { keepPhoto } from './add-photo.ts'
import { lockTicket, mySeat } from './find-crew.ts'
import type { LetterDeps } from './issue-letter.ts'
import { type HandoverReportSnapshot, printHandoverReport } from './print-handover-report.ts'
import { whyIncomplete } from './rules.ts'

export type Report = {
  clientId: string
  workDone: string
  openItems: string | null
  signerName: string | null
  signerPosition: string | null
  noSignatureReason: string | null
  signature: Buffer | null
  paper: { bytes: Buffer; name: string } | null
}

/**
 * BAST: what was done, who accepted it and how. Numbered, printed with the photos and frozen.
 * @returns id of the report. @throws InvalidInput without signature, reason or paper; Refused BAST_EXISTS, WRONG_STATE
 */
export async function handOver(
  deps: LetterDeps,
  actor: Staff,
  ticketId: string,
  report: Report,
): Promise<string> {
  const known = await sameReport(deps.db, actor, report.clientId)
  if (known) return known
  const problem = whyIncomplete({
    signature: report.signature !== null,
    paper: report.paper !== null,
    signerName: report.signerName,
    noSignatureReason: report.noSignatureReason,
  })
  if (problem) throw new InvalidInput([problem])
  const evidence = await readEvidence(report)
  return await deps.db.transaction().execute(async (tx) => {
    await lockTicket(tx, ticketId)
    const again = await sameReport(tx, actor, report.clientId)
    if (again) return again
    await mySeat(tx, actor, ticketId)
    const ticket = await moveTicket(tx, { ticketId, move: 'handOver', actor, event: null })
    const stored = await storeEvidence(deps, tx, actor, ticketId, report.clientId, evidence)
    const id = await insertReport(tx, actor, ticketId, report, stored)
    const number = await issueReport(deps, tx, actor, ticket, id, report, evidence)
    await recordEvent(tx, {
      name: 'handoverReported',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { handoverReportId: id, number },
    })
    return id
  })
}

type Evidence = {
  /** as drawn, kept unchanged, and a copy that prints whatever the device made */
  signature: { bytes: Buffer; mime: string; print: Buffer } | null
  paper: { bytes: Buffer; name: string; mime: string; view: Buffer } | null
}

/** @throws InvalidInput for what is no picture, or a signature without a stroke */
async function readEvidence({ signature, paper }: Report): Promise<Evidence> {
  return {
    signature: signature && {
      bytes: signature,
      mime: await sniff(signature, ['image/png', 'image/jpeg'], 'signature'),
      print: await readSignature(signature),
    },
    paper: paper && { ...paper, mime: await sniffPhoto(paper.bytes), view: await viewCopy(paper.bytes) },
  }
}

async function storeEvidence(
  deps: LetterDeps,
  tx: Tx,
  actor: Staff,
  ticketId: string,
  clientId: string,
  { signature, paper }: Evidence,
): Promise<{ signatureFileId: string | null; paperFileId: string | null }> {
  const drawn =
    signature &&
    (await deps.files.store(tx, {
      name: `tanda-tangan.${signature.mime === 'image/png' ? 'png' : 'jpg'}`,
      bytes: signature.bytes,
      mime: signature.mime,
      createdBy: actor.id,
    }))
  const scan =
    paper &&
    (await keepPhoto(deps.files, tx, actor, ticketId, {
      ...paper,
      clientId: `${clientId}:paper`,
      kind: 'PAPER_BAST',
    }))
  return { signatureFileId: drawn?.id ?? null, paperFileId: scan?.fileId ?? null }
}

async function insertReport(
  tx: Tx,
  actor: Staff,
  ticketId: string,
  report: Report,
  files: { signatureFileId: string | null; paperFileId: string | null },
): Promise<string> {
  try {
    const made = await tx
      .insertInto('handoverReports')
      .values({
        ticketId,
        clientId: report.clientId,
        workDone: report.workDone,
        openItems: report.openItems,
        signerName: report.signerName,
        signerPosition: report.signerPosition,
        noSignatureReason: report.noSignatureReason,
        createdBy: actor.id,
        ...files,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  } catch (error) {
    if (databaseError(error)?.constraint === 'handover_reports_one_live') throw new Refused('BAST_EXISTS')
    throw error
  }
}

async function issueReport(
  deps: LetterDeps,
  tx: Tx,
  actor: Staff,
  ticket: Ticket,
  reportId: string,
  report: Report,
  evidence: Evidence,
): Promise<string> {
  const company = await readCompany(tx)
  const now = new Date()
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
    .select(['photos.kind', 'photos.viewFileId', 'photos.createdAt', 'files.sha256', 'files.name'])
    .where('photos.ticketId', '=', ticket.id)
    .orderBy('photos.createdAt')
    .execute()
  const document = await issueDocument(tx, {
    type: 'BAST',
    ticketId: ticket.id,
    technicianId: actor.id,
    organisation: company.code,
    validFrom: now,
    at: now,
    snapshot: ({ number, token }): HandoverReportSnapshot => ({
      language: 'id',
      number,
      issuedAt: now.toISOString(),
      verifyUrl: verifyUrl(deps.publicUrl, token),
      zone: ticket.timeZone,
      company,
      title: ticket.title,
      place: ticket.address,
      handedOverAt: now.toISOString(),
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
      signing: report.signature
        ? { kind: 'DRAWN', at: now.toISOString() }
        : report.paper
          ? { kind: 'PAPER' }
          : { kind: 'ABSENT', reason: report.noSignatureReason ?? '' },
      photos: photos.map((photo) => ({
        kind: photo.kind as 'BEFORE',
        at: photo.createdAt.toISOString(),
        sha256: photo.sha256,
      })),
    }),
  })
  const pictures: Buffer[] = []
  for (const photo of photos)
    pictures.push((await deps.files.read(tx, photo.viewFileId))?.bytes ?? Buffer.alloc(0))
  const bytes = await printHandoverReport(document.snapshot as HandoverReportSnapshot, {
    photos: pictures.map((picture) => (picture.length > 0 ? picture : null)),
    customerSignature: evidence.signature?.print ?? null,
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
    .where('id', '=', reportId)
    .execute()
  return document.number
}

/** The phone did not hear our answer and sends the report again: the same report. */
async function sameReport(db: Db | Tx, actor: Staff, clientId: string): Promise<string | null> {
  const row = await db
    .selectFrom('handoverReports')
    .select(['id', 'createdBy'])
    .where('clientId', '=', clientId)
    .executeTakeFirst()
  if (row && row.createdBy !== actor.id) throw new NotFound()
  return row?.id ?? null
}
