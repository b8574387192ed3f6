import { sql } from 'kysely'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { Refused } from '../platform/errors.ts'
import { invoiceDiscount } from './draft-invoice.ts'
import { type Invoice, lockInvoice, moveInvoice } from './move-invoice.ts'

/** CS asks Sales for approval. */
export async function submitInvoice(db: Db, actor: Staff, invoiceId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await lockInvoice(tx, invoiceId)
    await moveInvoice(tx, {
      invoiceId,
      move: 'submit',
      actor,
      set: sql`submitted_at = now(), submitted_by = ${actor.id}, revision_reason = null`,
      event: { name: 'invoiceSubmitted', data: { revision: before.revision, total: before.total } },
    })
  })
}

/**
 * Sales gives the green light, for exactly the revision that was looked at.
 * @throws Refused INVOICE_CHANGED when it was edited since the approver saw it
 */
export async function approveInvoice(
  db: Db,
  actor: Staff,
  invoiceId: string,
  revision?: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await lockInvoice(tx, invoiceId)
    if (revision !== undefined && revision !== before.revision) throw new Refused('INVOICE_CHANGED')
    await moveInvoice(tx, {
      invoiceId,
      move: 'approve',
      actor,
      set: sql`approved_at = now(), approved_by = ${actor.id}, approved_revision = revision, revision_reason = null, last_seen = ${JSON.stringify(seen(before))}::jsonb`,
      event: { name: 'invoiceApproved', data: { revision: before.revision, total: before.total } },
    })
  })
}

/** Minta Revisi: back to CS with a reason. */
export async function requestRevision(
  db: Db,
  actor: Staff,
  invoiceId: string,
  reason: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await lockInvoice(tx, invoiceId)
    await moveInvoice(tx, {
      invoiceId,
      move: 'requestRevision',
      actor,
      set: sql`revision_reason = ${reason}, approved_at = null, approved_by = null, approved_revision = null, last_seen = ${JSON.stringify(seen(before))}::jsonb`,
      event: { name: 'revisionRequested', data: { reason } },
    })
  })
}

/** Void with a reason; a number once given is kept. @throws Refused INVOICE_HAS_PAYMENT */
export async function voidInvoice(db: Db, actor: Staff, invoiceId: string, reason: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await lockInvoice(tx, invoiceId)
    if (before.paidAmount > 0) throw new Refused('INVOICE_HAS_PAYMENT')
    await moveInvoice(tx, {
      invoiceId,
      move: 'void',
      actor,
      set: sql`voided_at = now(), void_reason = ${reason}`,
      event: { name: 'invoiceVoided', data: { reason } },
    })
    if (before.documentId)
      await tx
        .updateTable('documents')
        .set({ revokedAt: new Date(), revokeReason: reason })
        .where('id', '=', before.documentId)
        .execute()
  })
}

export type Seen = { lines: unknown; discount: number; note: string | null; dueDays: number; total: number }

const seen = (invoice: Invoice): Seen => ({
  lines: invoice.lines,
  discount: invoiceDiscount(invoice),
  note: invoice.note,
  dueDays: invoice.dueDays,
  total: invoice.total,
})
