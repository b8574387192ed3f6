import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import { workDate } from '../platform/indonesian-date.ts'
import { decodeCursor, page } from '../platform/paging.ts'
import { escapeLike } from '../master-data/index.ts'
import type { Seen } from './approve-invoice.ts'
import { compareDrafts } from './compare-drafts.ts'
import { invoiceDiscount } from './draft-invoice.ts'
import { INVOICE_STATES, invoiceMovesFor, type InvoiceState } from './lifecycle.ts'
import { type Line, totalsShape } from './price-lines.ts'
import { type DatedTaxRule, invoiceTotals, isOverdue, lineAmount } from './rules.ts'
import type { invoice, invoiceCard, listInvoices } from './schema.ts'

export type InvoiceCard = z.input<typeof invoiceCard>
export type InvoiceDetail = z.input<typeof invoice>

const invoiceRows = (db: Db | Tx) =>
  db
    .selectFrom('invoices')
    .innerJoin('tickets', 'tickets.id', 'invoices.ticketId')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .innerJoin('staff as author', 'author.id', 'invoices.createdBy')
    .leftJoin('staff as approver', 'approver.id', 'invoices.approvedBy')
    .selectAll('invoices')
    .select([
      'tickets.code as ticketCode',
      'tickets.title as ticketTitle',
      'customers.id as customerId',
      'customers.name as customerName',
      'customers.company as customerCompany',
      'author.name as authorName',
      'approver.name as approverName',
    ])

type InvoiceRow = Awaited<ReturnType<ReturnType<typeof invoiceRows>['executeTakeFirstOrThrow']>>

const iso = (date: Date | null) => date?.toISOString() ?? null

const card = (row: InvoiceRow): InvoiceCard => ({
  id: row.id,
  number: row.number,
  state: row.state as InvoiceState,
  ticketId: row.ticketId,
  ticketCode: row.ticketCode ?? '',
  ticketTitle: row.ticketTitle,
  customer: { id: row.customerId, name: row.customerName },
  total: row.total,
  paidAmount: row.paidAmount,
  dueDate: row.dueDate,
  overdue:
    ['SENT', 'PARTIALLY_PAID'].includes(row.state) &&
    isOverdue(row.dueDate, workDate(new Date()), row.total - row.paidAmount),
  createdBy: { id: row.createdBy, name: row.authorName },
  createdAt: row.createdAt.toISOString(),
  submittedAt: iso(row.submittedAt),
  sentAt: iso(row.sentAt),
})

/** Invoices, newest first; Sales does not see what CS has not submitted yet. */
export async function listInvoiceRows(
  db: Db,
  actor: Staff,
  query: QueryOf<typeof listInvoices>,
): Promise<{ items: InvoiceCard[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, 2)
  let rows = invoiceRows(db)
  if (query.state) rows = rows.where('invoices.state', 'in', statesOf(query.state))
  if (actor.role === 'sales') rows = rows.where('invoices.submittedAt', 'is not', null)
  if (query.customerId) rows = rows.where('customers.id', '=', query.customerId)
  if (query.overdue)
    rows = rows
      .where('invoices.state', 'in', ['SENT', 'PARTIALLY_PAID'])
      .where('invoices.dueDate', '<', workDate(new Date()))
  if (query.q) {
    const like = `%${escapeLike(query.q)}%`
    rows = rows.where((where) =>
      where.or([
        where('invoices.number', 'ilike', like),
        where('tickets.code', 'ilike', like),
        where('tickets.title', 'ilike', like),
        where('customers.name', 'ilike', like),
        where('customers.company', 'ilike', like),
      ]),
    )
  }
  if (after)
    rows = rows.where(
      sql<boolean>`(invoices.created_at, invoices.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select(sql<string>`to_json(invoices.created_at) #>> '{}'`.as('sortAt'))
    .orderBy('invoices.createdAt', 'desc')
    .orderBy('invoices.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(found, query.limit, card, (row) => [row.sortAt, row.id])
}

function statesOf(text: string): InvoiceState[] {
  const states = text.split(',').map((state) => state.trim())
  if (states.some((state) => !(INVOICE_STATES as readonly string[]).includes(state)))
    throw new InvalidInput([{ path: 'state', message: 'invalid' }])
  return states as InvoiceState[]
}

/** One invoice with figures, payments, what changed for Sales, and the moves the caller may make. @throws NotFound */
export async function readInvoice(db: Db | Tx, actor: Staff, id: string): Promise<InvoiceDetail> {
  const row = await invoiceRows(db).where('invoices.id', '=', id).executeTakeFirst()
  if (!row || (actor.role === 'sales' && !row.submittedAt)) throw new NotFound()
  const lines = row.lines as Line[]
  const discount = invoiceDiscount(row)
  const totals = invoiceTotals(lines, row.taxRule as DatedTaxRule, {
    discount,
    withholds: row.customerCompany !== null,
  })
  const now: Seen = { lines, discount, note: row.note, dueDays: row.dueDays, total: row.total }
  return {
    ...card(row),
    lines: lines.map((line) => ({ ...line, amount: lineAmount(line) })),
    totals: totalsShape(totals),
    invoiceDiscount: discount,
    note: row.note,
    revision: row.revision,
    dueDays: row.dueDays,
    creditAmount: row.creditAmount,
    approvedBy: row.approvedBy && row.approverName ? { id: row.approvedBy, name: row.approverName } : null,
    approvedAt: iso(row.approvedAt),
    revisionReason: row.revisionReason,
    voidReason: row.voidReason,
    paidAt: iso(row.paidAt),
    changes: compareDrafts(row.lastSeen as Seen | null, now),
    payments: await paymentsOf(db, row.id),
    allowedMoves: invoiceMovesFor(actor.role, row.state as InvoiceState),
  }
}

async function paymentsOf(db: Db | Tx, invoiceId: string): Promise<InvoiceDetail['payments']> {
  const rows = await db
    .selectFrom('payments')
    .leftJoin('staff', 'staff.id', 'payments.decidedBy')
    .selectAll('payments')
    .select('staff.name as deciderName')
    .where('payments.invoiceId', '=', invoiceId)
    .orderBy('payments.createdAt')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    status: row.status as 'SUBMITTED',
    amount: row.amount,
    paidOn: row.paidOn,
    bank: row.bank,
    senderName: row.senderName,
    proofFileId: row.proofFileId,
    source: row.source as 'LINK',
    createdAt: row.createdAt.toISOString(),
    decidedBy: row.decidedBy && row.deciderName ? { id: row.decidedBy, name: row.deciderName } : null,
    decidedAt: iso(row.decidedAt),
    rejectReason: row.rejectReason,
  }))
}

/** The live invoice of a ticket, or null. */
export async function readTicketInvoice(
  db: Db,
  actor: Staff,
  ticketId: string,
): Promise<{ invoice: InvoiceDetail | null }> {
  const row = await db
    .selectFrom('invoices')
    .select(['id', 'submittedAt'])
    .where('ticketId', '=', ticketId)
    .where('state', '<>', 'VOID')
    .executeTakeFirst()
  if (!row || (actor.role === 'sales' && !row.submittedAt)) return { invoice: null }
  return { invoice: await readInvoice(db, actor, row.id) }
}

/** What a customer is told about an issued invoice. */
export async function invoiceFacts(db: Db | Tx, invoiceId: string) {
  const row = await db
    .selectFrom('invoices')
    .innerJoin('documents', 'documents.id', 'invoices.documentId')
    .select([
      'documents.number',
      'invoices.total',
      'invoices.paidAmount',
      'invoices.dueDate',
      'invoices.state',
      'documents.fileId',
      'invoices.ticketId',
    ])
    .where('invoices.id', '=', invoiceId)
    .executeTakeFirst()
  return row && row.state !== 'VOID' ? row : null
}

/** What a customer is told about a payment. */
export async function paymentFacts(db: Db | Tx, paymentId: string) {
  const row = await db
    .selectFrom('payments')
    .innerJoin('invoices', 'invoices.id', 'payments.invoiceId')
    .leftJoin('documents', 'documents.id', 'payments.receiptDocumentId')
    .select([
      'payments.amount',
      'payments.rejectReason',
      'invoices.number as invoiceNumber',
      'invoices.state',
      'invoices.total',
      'invoices.paidAmount',
      'invoices.ticketId',
      'documents.fileId as receiptFileId',
      'documents.number as receiptNumber',
    ])
    .where('payments.id', '=', paymentId)
    .executeTakeFirst()
  return row ?? null
}

/** The invoice of a ticket as its customer may see it: only once it was issued. */
export async function customerInvoice(db: Db, ticketId: string) {
  const row = await db
    .selectFrom('invoices')
    .select(['id', 'number', 'state', 'total', 'paidAmount', 'dueDate'])
    .where('ticketId', '=', ticketId)
    .where('state', 'in', ['SENT', 'PARTIALLY_PAID', 'PAID'])
    .executeTakeFirst()
  if (!row) return null
  const proofs = await db
    .selectFrom('payments')
    .select(['status', 'createdAt', 'amount', 'rejectReason'])
    .where('invoiceId', '=', row.id)
    .orderBy('createdAt')
    .execute()
  return { ...row, state: row.state as InvoiceState, proofs }
}

/** Who drafted it, and so wants to hear of it. */
export async function invoiceAuthor(db: Db | Tx, invoiceId: string | null): Promise<string | null> {
  if (!invoiceId) return null
  const row = await db
    .selectFrom('invoices')
    .select('createdBy')
    .where('id', '=', invoiceId)
    .executeTakeFirst()
  return row?.createdBy ?? null
}

/** Whether Sales has ever been asked about it. */
export async function wasSubmitted(db: Db | Tx, invoiceId: string | null): Promise<boolean> {
  if (!invoiceId) return false
  const row = await db
    .selectFrom('invoices')
    .select('submittedAt')
    .where('id', '=', invoiceId)
    .executeTakeFirst()
  return row?.submittedAt != null
}
