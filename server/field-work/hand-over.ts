import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../platform/errors.ts'
import { sniff, sniffPhoto } from '../platform/files.ts'
import { readSignature, viewCopy } from '../platform/photo.ts'
import { moveTicket, readDocument, recordEvent, revokeDocuments } from '../ticket/index.ts'
import { keepPhoto } from './add-photo.ts'
import { type Dated, dateAct, doneAtOf, type PhoneTime } from './date-act.ts'
import { lockTicket, mySeat } from './find-crew.ts'
import type { LetterDeps } from './issue-letter.ts'
import { issueReport, type Replaced } from './issue-report.ts'
import { whyIncomplete } from './rules.ts'

export type Part = { description: string; quantity: number; unit: string; serialNumber: string | null }
/** What a form may say besides; a chat asks for less. */
type Details = {
  /** what was used, in the order of the form */
  parts: readonly Part[]
  signerPhone: string | null
  /** the signer ticked that he agrees to sign on this screen */
  consent: boolean
  /** when, where and on which device the signature was drawn, by the phone's own account */
  signedAt: string
  device: string | null
  location: { lat: number; lng: number; accuracy: number } | null
  /** somebody who was there when nobody signed */
  witnessName: string | null
  /** why a version before Selesai takes the place of the one before */
  correctionReason: string | null
}
export type Report = PhoneTime & {
  clientId: string
  workDone: string
  openItems: string | null
  signerName: string | null
  signerPosition: string | null
  noSignatureReason: string | null
  signature: Buffer | null
  paper: { bytes: Buffer; name: string } | null
} & { [K in keyof Details]?: Details[K] | undefined }

/**
 * BAST: what was done and used, who accepted it and how. Numbered, printed with the photos and frozen. Until Selesai it
 * is corrected by a new version that names the old one; the old one is kept and revoked with the reason.
 * @returns id of the report. @throws InvalidInput without signature, reason or paper; Refused BAST_EXISTS (after
 * Selesai), WRONG_STATE
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
    await mustBeOpen(tx, actor, ticketId)
    const seat = await mySeat(tx, actor, ticketId)
    const dated = dateAct(report, new Date(), seat.claimedAt)
    const ticket = await moveTicket(tx, { ticketId, move: 'handOver', actor, event: null })
    const stored = await storeEvidence(deps, tx, actor, ticketId, report, evidence)
    const replaces = await supersede(tx, ticketId, report.correctionReason ?? 'CORRECTED')
    const id = await insertReport(tx, actor, ticketId, report, { ...stored, dated, replaces })
    const number = await issueReport(deps, tx, actor, ticket, {
      id,
      report,
      replaces,
      handedOverAt: dated.at,
      signature: evidence.signature && {
        print: evidence.signature.print,
        sha256: stored.signatureSha256,
        at: signedAt(report, dated),
      },
    })
    await recordEvent(tx, {
      name: 'handoverReported',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: {
        handoverReportId: id,
        number,
        ...(replaces?.number && { replaces: replaces.number }),
        ...doneAtOf(dated),
      },
    })
    return id
  })
}

/** After Selesai the BAST stands; the crew may know that, nobody else. */
async function mustBeOpen(tx: Tx, actor: Staff, ticketId: string): Promise<void> {
  const standing = await tx
    .selectFrom('handoverReports')
    .innerJoin('tickets', 'tickets.id', 'handoverReports.ticketId')
    .innerJoin('assignments', 'assignments.ticketId', 'tickets.id')
    .select('handoverReports.id')
    .where('tickets.id', '=', ticketId)
    .where('tickets.state', 'in', ['DONE', 'CLOSED'])
    .where('handoverReports.supersededAt', 'is', null)
    .where('assignments.technicianId', '=', actor.id)
    .where('assignments.endReason', '=', 'DONE')
    .executeTakeFirst()
  if (standing) throw new Refused('BAST_EXISTS')
}

/** The version that stood until now, taken back with the reason; null when this is the first. */
async function supersede(tx: Tx, ticketId: string, reason: string): Promise<Replaced | null> {
  const old = await tx
    .updateTable('handoverReports')
    .set({ supersededAt: new Date(), supersedeReason: reason })
    .where('ticketId', '=', ticketId)
    .where('supersededAt', 'is', null)
    .returning(['id', 'documentId'])
    .executeTakeFirst()
  if (!old) return null
  await revokeDocuments(tx, { ticketId, type: 'BAST' }, reason)
  const paper = old.documentId ? await readDocument(tx, old.documentId) : null
  return { ...old, number: paper?.number ?? null, reason }
}

/** By our clock, as the hand-over itself; never after it. */
function signedAt(report: Report, dated: Dated): Date {
  if (!report.signedAt || !dated.deviceAt) return dated.at
  const before = dated.deviceAt.getTime() - new Date(report.signedAt).getTime()
  return before > 0 && before < DAY_MS ? new Date(dated.at.getTime() - before) : dated.at
}
const DAY_MS = 24 * 3_600_000

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

type StoredEvidence = {
  signatureFileId: string | null
  signatureSha256: string | null
  paperFileId: string | null
}

async function storeEvidence(
  deps: LetterDeps,
  tx: Tx,
  actor: Staff,
  ticketId: string,
  { clientId, at, sentAt }: Report,
  { signature, paper }: Evidence,
): Promise<StoredEvidence> {
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
      at,
      sentAt,
      clientId: `${clientId}:paper`,
      kind: 'PAPER_BAST',
    }))
  return {
    signatureFileId: drawn?.id ?? null,
    signatureSha256: drawn?.sha256 ?? null,
    paperFileId: scan?.fileId ?? null,
  }
}

async function insertReport(
  tx: Tx,
  actor: Staff,
  ticketId: string,
  report: Report,
  evidence: StoredEvidence & { dated: Dated; replaces: Replaced | null },
): Promise<string> {
  const drawn = report.signature !== null
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
      signatureFileId: evidence.signatureFileId,
      paperFileId: evidence.paperFileId,
      deviceAt: evidence.dated.deviceAt,
      handedOverAt: evidence.dated.at,
      skewSeconds: evidence.dated.skewSeconds,
      signerPhone: report.signerPhone ?? null,
      witnessName: report.witnessName ?? null,
      consented: drawn && (report.consent ?? false),
      signedAt: drawn ? signedAt(report, evidence.dated) : null,
      signedDevice: drawn ? (report.device ?? null) : null,
      signedLat: drawn ? (report.location?.lat ?? null) : null,
      signedLng: drawn ? (report.location?.lng ?? null) : null,
      signedAccuracy: drawn ? (report.location?.accuracy ?? null) : null,
      replacesId: evidence.replaces?.id ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const parts = report.parts ?? []
  if (parts.length > 0)
    await tx
      .insertInto('handoverParts')
      .values(parts.map((part, index) => ({ ...part, reportId: made.id, position: index + 1 })))
      .execute()
  return made.id
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
