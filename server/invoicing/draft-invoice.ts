import { sql } from 'kysely'
import type { Staff } from '../platform/actor.ts'
import { databaseError, type Db, type Tx } from '../platform/db.ts'
import { InvalidInput, Refused } from '../platform/errors.ts'
import { moveTicket, recordEvent } from '../ticket/index.ts'
import { lockInvoice, moveInvoice } from './move-invoice.ts'
import { type Line, priceLines, type Priced } from './price-lines.ts'

export type Draft = { lines: Line[]; discount: number; note: string | null; dueDays: number }

/**
 * Draft Invoice, only of a ticket that is Done, one live invoice per ticket.
 * @throws Refused WRONG_STATE, INVOICE_EXISTS, InvalidInput at the row that cannot be priced
 */
export async function draftInvoice(db: Db, actor: Staff, ticketId: string, draft: Draft): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    const ticket = await moveTicket(tx, { ticketId, move: 'draftInvoice', actor, event: null })
    const priced = await priceFor(tx, ticket.customerId, draft)
    try {
      const made = await tx
        .insertInto('invoices')
        .values({
          ticketId,
          createdBy: actor.id,
          note: draft.note,
          dueDays: draft.dueDays,
          lines: json(draft.lines),
          ...figures(draft, priced),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await recordEvent(tx, {
        name: 'invoiceDrafted',
        actor,
        ticketId,
        invoiceId: made.id,
        customerId: ticket.customerId,
        data: { total: priced.totals.total },
      })
      return made.id
    } catch (error) {
      if (databaseError(error)?.constraint === 'invoices_one_live') throw new Refused('INVOICE_EXISTS')
      throw error
    }
  })
}

/** Changes a draft; an invoice that was approved already needs a new approval afterwards. */
export async function changeInvoice(
  db: Db,
  actor: Staff,
  invoiceId: string,
  change: Partial<Draft>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await lockInvoice(tx, invoiceId)
    const draft: Draft = {
      lines: change.lines ?? (before.lines as Line[]),
      discount: change.discount ?? invoiceDiscount(before),
      note: change.note === undefined ? before.note : change.note,
      dueDays: change.dueDays ?? before.dueDays,
    }
    const ticket = await tx
      .selectFrom('tickets')
      .select('customerId')
      .where('id', '=', before.ticketId)
      .executeTakeFirstOrThrow()
    const priced = await priceFor(tx, ticket.customerId, draft)
    const set = figures(draft, priced)
    await moveInvoice(tx, {
      invoiceId,
      move: 'change',
      actor,
      event: { name: 'invoiceChanged', data: { revision: before.revision + 1, total: priced.totals.total } },
      set: sql`revision = revision + 1, approved_at = null, approved_by = null, approved_revision = null, lines = ${json(draft.lines)}, note = ${draft.note},
        due_days = ${draft.dueDays}, subtotal = ${set.subtotal}, discount = ${set.discount}, tax_base = ${set.taxBase}, vat = ${set.vat}, total = ${set.total}, tax_rule = ${set.taxRule}`,
    })
  })
}

const json = (value: unknown) => sql<string>`${JSON.stringify(value)}::jsonb`

/** A company withholds PPh 23, a household does not; shown as a note only. */
async function priceFor(tx: Tx, customerId: string, draft: Draft): Promise<Priced> {
  if (draft.lines.length === 0) throw new InvalidInput([{ path: 'lines', message: 'noLines' }])
  const customer = await tx
    .selectFrom('customers')
    .select('company')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  return await priceLines(tx, draft.lines, draft.discount, customer.company !== null)
}

function figures(draft: Draft, { totals, tax }: Priced) {
  return {
    subtotal: totals.subtotal,
    discount: totals.discount,
    taxBase: totals.taxBase,
    vat: totals.vat,
    total: totals.total,
    taxRule: json({ ...tax, invoiceDiscount: draft.discount, withholding: totals.withholding }),
  }
}

/** The discount on the whole invoice, without those of the rows. */
export const invoiceDiscount = (invoice: { taxRule: unknown }): number =>
  (invoice.taxRule as { invoiceDiscount?: number }).invoiceDiscount ?? 0
