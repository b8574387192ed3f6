import type { Staff } from '../platform/actor.ts'
import { databaseError, type Db, type Tx } from '../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../platform/errors.ts'
import { sniff, sniffPhoto } from '../platform/files.ts'
import { readSignature, viewCopy } from '../platform/photo.ts'
import { moveTicket, recordEvent } from '../ticket/index.ts'
import { keepPhoto } from './add-photo.ts'
import { type Dated, dateAct, doneAtOf, type PhoneTime } from './date-act.ts'
import { lockTicket, mySeat } from './find-crew.ts'
import type { LetterDeps } from './issue-letter.ts'
import { issueReport } from './issue-report.ts'
import { whyIncomplete } from './rules.ts'

export type Report = PhoneTime & {
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
    const seat = await mySeat(tx, actor, ticketId)
    const dated = dateAct(report, new Date(), seat.claimedAt)
    const ticket = await moveTicket(tx, { ticketId, move: 'handOver', actor, event: null })
    const stored = await storeEvidence(deps, tx, actor, ticketId, report, evidence)
    const id = await insertReport(tx, actor, ticketId, report, { ...stored, dated })
    const number = await issueReport(deps, tx, actor, ticket, {
      id,
      report,
      handedOverAt: dated.at,
      signature: evidence.signature && { print: evidence.signature.print, sha256: stored.signatureSha256 },
    })
    await recordEvent(tx, {
      name: 'handoverReported',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { handoverReportId: id, number, ...doneAtOf(dated) },
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
  evidence: StoredEvidence & { dated: Dated },
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
        signatureFileId: evidence.signatureFileId,
        paperFileId: evidence.paperFileId,
        deviceAt: evidence.dated.deviceAt,
        handedOverAt: evidence.dated.at,
        skewSeconds: evidence.dated.skewSeconds,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  } catch (error) {
    if (databaseError(error)?.constraint === 'handover_reports_one_live') throw new Refused('BAST_EXISTS')
    throw error
  }
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
