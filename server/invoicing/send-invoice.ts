import { sql } from 'kysely'
import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { Refused } from '../platform/errors.ts'
import type { Files } from '../platform/files.ts'
import { workDate } from '../platform/indonesian-date.ts'
import { type CompanyProfile, readCompany, readLogo } from '../master-data/index.ts'
import { attachPrint, documentFileName, issueDocument, verifyUrl } from '../ticket/index.ts'
import { invoiceDiscount } from './draft-invoice.ts'
import { type Invoice, lockInvoice, moveInvoice, mustMove } from './move-invoice.ts'
import { type Line, taxRuleNow } from './price-lines.ts'
import { type InvoiceSnapshot, printInvoice } from './print-invoice.ts'
import { type DatedTaxRule, dueDate, invoiceTotals } from './rules.ts'

type Deps = { db: Db; files: Files; publicUrl: string }

/**
 * Issues the approved invoice: number, frozen PDF, due date. The customer gets it with the living link because of the
 * event. What is unapproved cannot get here; the database refuses it as well. Where nothing is to be paid (warranty) it
 * is Paid at once.
 * @throws Refused WRONG_INVOICE_STATE; TAX_RULE_CHANGED when another rule is in force than the one it was priced by
 */
export async function sendInvoice(deps: Deps, actor: Staff, invoiceId: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const invoice = await lockInvoice(tx, invoiceId)
    const now = new Date()
    mustMove(invoice, 'send', actor)
    if (taxDiffers(await taxRuleNow(tx, now), invoice.taxRule as DatedTaxRule))
      throw new Refused('TAX_RULE_CHANGED')
    const company = await readCompany(tx)
    const due = dueDate(workDate(now), invoice.dueDays)
    const facts = await describe(tx, invoice)
    const free = invoice.total === 0
    const document = await issueDocument(tx, {
      type: 'INV',
      ticketId: invoice.ticketId,
      invoiceId,
      organisation: company.code,
      validFrom: now,
      at: now,
      snapshot: ({ number, token }) =>
        snapshotOf(invoice, facts, company, {
          number,
          verifyUrl: verifyUrl(deps.publicUrl, token),
          at: now,
          due,
        }),
    })
    const issued = document.snapshot as InvoiceSnapshot
    const bytes = await printInvoice(issued, await readLogo(tx, deps.files, issued.company))
    const file = await deps.files.store(tx, {
      name: documentFileName(document.number),
      bytes,
      mime: 'application/pdf',
      createdBy: actor.id,
    })
    await attachPrint(tx, document.id, file)
    await moveInvoice(tx, {
      invoiceId,
      move: 'send',
      actor,
      to: free ? 'PAID' : 'SENT',
      set: sql`sent_at = ${now}, paid_at = ${free ? now : null}, due_date = ${due}, number = ${document.number}, document_id = ${document.id}`,
      event: { name: 'invoiceSent', data: { number: document.number, total: invoice.total } },
    })
  })
}

/** Whether a rule gives other figures than the one that Sales has approved; its date alone says nothing. */
const taxDiffers = (now: DatedTaxRule, then: DatedTaxRule): boolean =>
  (['pkp', 'vatRate', 'baseNumerator', 'baseDenominator'] as const).some((part) => now[part] !== then[part])

/** The invoice as a PDF: the issued one as it was, else a preview that says DRAFT. */
export async function invoicePdf(
  deps: Deps,
  invoiceId: string,
): Promise<{ name: string; bytes: Buffer } | null> {
  const row = await deps.db.selectFrom('invoices').selectAll().where('id', '=', invoiceId).executeTakeFirst()
  if (!row) return null
  const invoice = row as Invoice
  if (invoice.documentId) {
    const document = await deps.db
      .selectFrom('documents')
      .select(['fileId', 'number', 'snapshot'])
      .where('id', '=', invoice.documentId)
      .executeTakeFirstOrThrow()
    const file = document.fileId ? await deps.files.read(deps.db, document.fileId) : null
    const issued = document.snapshot as unknown as InvoiceSnapshot
    const bytes =
      invoice.state === 'VOID'
        ? await printInvoice(issued, {
            stamp: 'VOID',
            ...(await readLogo(deps.db, deps.files, issued.company)),
          })
        : file?.bytes
    if (bytes) return { name: documentFileName(document.number), bytes }
  }
  const now = new Date()
  const facts = await describe(deps.db, invoice)
  const company = await readCompany(deps.db)
  const snapshot = snapshotOf(invoice, facts, company, {
    number: null,
    verifyUrl: null,
    at: now,
    due: dueDate(workDate(now), invoice.dueDays),
  })
  return {
    name: `draft-invoice-${facts.code}.pdf`,
    bytes: await printInvoice(snapshot, await readLogo(deps.db, deps.files, company)),
  }
}

type Facts = {
  code: string
  title: string
  customer: {
    name: string
    company: string | null
    address: string | null
    phone: string | null
    purchaseOrder: string | null
  }
  letters: string[]
  handoverReport: string | null
}

async function describe(db: Db | Tx, invoice: Invoice): Promise<Facts> {
  const ticket = await db
    .selectFrom('tickets')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .select([
      'tickets.code',
      'tickets.title',
      'tickets.purchaseOrder',
      'customers.name',
      'customers.company',
      'customers.address',
      'customers.phone',
    ])
    .where('tickets.id', '=', invoice.ticketId)
    .executeTakeFirstOrThrow()
  const papers = await db
    .selectFrom('documents')
    .select(['type', 'number'])
    .where('ticketId', '=', invoice.ticketId)
    .where('revokedAt', 'is', null)
    .where('type', 'in', ['ST', 'BAST'])
    .orderBy('seq')
    .execute()
  return {
    code: ticket.code ?? '',
    title: ticket.title,
    customer: {
      name: ticket.name,
      company: ticket.company,
      address: ticket.address,
      phone: ticket.phone,
      purchaseOrder: ticket.purchaseOrder,
    },
    letters: papers.filter((paper) => paper.type === 'ST').map((paper) => paper.number),
    handoverReport: papers.find((paper) => paper.type === 'BAST')?.number ?? null,
  }
}

function snapshotOf(
  invoice: Invoice,
  facts: Facts,
  company: CompanyProfile,
  issue: { number: string | null; verifyUrl: string | null; at: Date; due: string },
): InvoiceSnapshot {
  const tax = invoice.taxRule as DatedTaxRule
  const lines = invoice.lines as Line[]
  return {
    language: 'id',
    number: issue.number,
    issuedAt: issue.at.toISOString(),
    verifyUrl: issue.verifyUrl,
    date: workDate(issue.at),
    dueDate: issue.due,
    company,
    customer: facts.customer,
    title: facts.title,
    references: { ticketCode: facts.code, letters: facts.letters, handoverReport: facts.handoverReport },
    lines,
    totals: invoiceTotals(lines, tax, {
      discount: invoiceDiscount(invoice),
      withholds: facts.customer.company !== null,
    }),
    tax,
    bankAccounts: company.bankAccounts,
    note: invoice.note,
    signer: { name: company.signerName, position: company.signerPosition },
  }
}
