import type { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { handoverReport, shownPart } from './schema.ts'

type Report = z.input<typeof handoverReport>
type Part = z.input<typeof shownPart>

const reportRows = (db: Db | Tx) =>
  db
    .selectFrom('handoverReports')
    .innerJoin('staff', 'staff.id', 'handoverReports.createdBy')
    .leftJoin('staff as confirmer', 'confirmer.id', 'handoverReports.confirmedBy')
    .leftJoin('documents', 'documents.id', 'handoverReports.documentId')
    .selectAll('handoverReports')
    .select(['staff.name as authorName', 'confirmer.name as confirmerName', 'documents.number'])

type Row = Awaited<ReturnType<ReturnType<typeof reportRows>['executeTakeFirstOrThrow']>>

async function shapes(db: Db | Tx, rows: readonly Row[]): Promise<Report[]> {
  const parts = await partsOf(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    documentId: row.documentId,
    workDone: row.workDone,
    openItems: row.openItems,
    parts: parts.get(row.id) ?? [],
    signerName: row.signerName,
    signerPosition: row.signerPosition,
    signerPhone: row.signerPhone,
    signed: row.signatureFileId !== null,
    noSignatureReason: row.noSignatureReason,
    witnessName: row.witnessName,
    confirmation:
      row.confirmedAt && row.confirmedBy
        ? {
            by: { id: row.confirmedBy, name: row.confirmerName ?? '' },
            at: row.confirmedAt.toISOString(),
            note: row.confirmationNote,
          }
        : null,
    createdBy: { id: row.createdBy, name: row.authorName },
    createdAt: (row.handedOverAt ?? row.createdAt).toISOString(),
    supersededAt: row.supersededAt?.toISOString() ?? null,
    supersedeReason: row.supersedeReason,
  }))
}

async function partsOf(db: Db | Tx, reportIds: readonly string[]): Promise<Map<string, Part[]>> {
  const found = new Map<string, Part[]>()
  if (reportIds.length === 0) return found
  const rows = await db
    .selectFrom('handoverParts')
    .selectAll()
    .where('reportId', 'in', reportIds)
    .orderBy('reportId')
    .orderBy('position')
    .execute()
  for (const { reportId, description, quantity, unit, serialNumber } of rows)
    found.set(reportId, [
      ...(found.get(reportId) ?? []),
      { description, quantity: Number(quantity), unit, serialNumber },
    ])
  return found
}

/** The version of the BAST that stands, or null. */
export async function liveReport(db: Db | Tx, ticketId: string): Promise<Report | null> {
  const rows = await reportRows(db)
    .where('handoverReports.ticketId', '=', ticketId)
    .where('handoverReports.supersededAt', 'is', null)
    .execute()
  return (await shapes(db, rows))[0] ?? null
}

/** Versions that no longer stand, oldest first. */
export async function oldReports(db: Db | Tx, ticketId: string): Promise<Report[]> {
  const rows = await reportRows(db)
    .where('handoverReports.ticketId', '=', ticketId)
    .where('handoverReports.supersededAt', 'is not', null)
    .orderBy('handoverReports.createdAt')
    .execute()
  return await shapes(db, rows)
}

/** @throws NotFound */
export async function readReport(db: Db | Tx, id: string): Promise<Report> {
  const rows = await reportRows(db).where('handoverReports.id', '=', id).execute()
  const [report] = await shapes(db, rows)
  if (!report) throw new NotFound()
  return report
}

/** What was used at a visit, from the BAST that stands; for the draft invoice. */
export async function partsUsed(db: Db | Tx, ticketId: string): Promise<Part[]> {
  return (await liveReport(db, ticketId))?.parts ?? []
}
