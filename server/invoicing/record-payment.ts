import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import type { Files } from '../platform/files.ts'
import { workDate } from '../platform/indonesian-date.ts'
import { readCompany, readLogo } from '../master-data/index.ts'
import { attachPrint, documentFileName, issueDocument, recordEvent, verifyUrl } from '../ticket/index.ts'
import { type Invoice, lockInvoice, moveInvoice, mustMove } from './move-invoice.ts'
import { printReceipt, type ReceiptSnapshot } from './print-receipt.ts'

type Deps = { db: Db; files: Files; publicUrl: string }
export type Payment = {
  paymentId?: string | undefined
  amount: number
  paidOn: string
  bank: string | null
  senderName: string | null
}

/**
 * CS confirms money that has arrived, of a proof the customer sent or one seen on the account. What is more than the
 * rest due becomes a credit. A kwitansi is issued for every confirmed payment, never before.
 * @throws Refused WRONG_INVOICE_STATE, PAYMENT_DECIDED; NotFound; InvalidInput for a day that is still to come
 */
export async function recordPayment(
  deps: Deps,
  actor: Staff,
  invoiceId: string,
  payment: Payment,
): Promise<void> {
  if (payment.paidOn > workDate(new Date()))
    throw new InvalidInput([{ path: 'paidOn', message: 'dayToCome' }])
  await deps.db.transaction().execute(async (tx) => {
    const invoice = await lockInvoice(tx, invoiceId)
    mustMove(invoice, 'recordPayment', actor)
    const paymentId = await confirm(tx, actor, invoice, payment)
    const rest = invoice.total - invoice.paidAmount
    const counted = Math.min(payment.amount, rest)
    const paid = counted === rest
    await moveInvoice(tx, {
      invoiceId,
      move: 'recordPayment',
      actor,
      to: paid ? 'PAID' : 'PARTIALLY_PAID',
      set: sql`paid_amount = paid_amount + ${counted}, credit_amount = credit_amount + ${payment.amount - counted}, paid_at = ${paid ? new Date() : null}`,
      event: { name: 'paymentConfirmed', data: { paymentId, amount: payment.amount, paid } },
    })
    await issueReceipt(deps, tx, actor, invoice, { ...payment, paymentId, remaining: rest - counted })
  })
}

async function confirm(tx: Tx, actor: Staff, invoice: Invoice, payment: Payment): Promise<string> {
  const facts = {
    status: 'CONFIRMED',
    amount: payment.amount,
    paidOn: payment.paidOn,
    bank: payment.bank,
    senderName: payment.senderName,
    decidedBy: actor.id,
    decidedAt: new Date(),
  }
  if (!payment.paymentId) {
    const made = await tx
      .insertInto('payments')
      .values({ ...facts, invoiceId: invoice.id, clientId: randomUUID(), source: 'OFFICE' })
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  }
  const done = await tx
    .updateTable('payments')
    .set(facts)
    .where('id', '=', payment.paymentId)
    .where('invoiceId', '=', invoice.id)
    .where('status', '=', 'SUBMITTED')
    .returning('id')
    .executeTakeFirst()
  if (done) return done.id
  const known = await tx
    .selectFrom('payments')
    .select('id')
    .where('id', '=', payment.paymentId)
    .where('invoiceId', '=', invoice.id)
    .executeTakeFirst()
  throw known ? new Refused('PAYMENT_DECIDED') : new NotFound()
}

async function issueReceipt(
  deps: Deps,
  tx: Tx,
  actor: Staff,
  invoice: Invoice,
  payment: Payment & { paymentId: string; remaining: number },
): Promise<void> {
  const company = await readCompany(tx)
  const ticket = await tx
    .selectFrom('tickets')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .select(['tickets.code', 'tickets.title', 'customers.name', 'customers.company'])
    .where('tickets.id', '=', invoice.ticketId)
    .executeTakeFirstOrThrow()
  const now = new Date()
  const document = await issueDocument(tx, {
    type: 'KW',
    ticketId: invoice.ticketId,
    invoiceId: invoice.id,
    organisation: company.code,
    validFrom: now,
    at: now,
    snapshot: ({ number, token }): ReceiptSnapshot => ({
      language: 'id',
      number,
      issuedAt: now.toISOString(),
      verifyUrl: verifyUrl(deps.publicUrl, token),
      date: workDate(now),
      company,
      receivedFrom: ticket.company ?? ticket.name,
      amount: payment.amount,
      invoiceNumber: invoice.number ?? '',
      ticketCode: ticket.code ?? '',
      title: ticket.title,
      payment: { bank: payment.bank, senderName: payment.senderName, paidOn: payment.paidOn },
      remaining: payment.remaining,
      signer: { name: company.signerName, position: company.signerPosition },
    }),
  })
  const snapshot = document.snapshot as ReceiptSnapshot
  const bytes = await printReceipt(snapshot, await readLogo(tx, deps.files, snapshot.company))
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
    .updateTable('payments')
    .set({ receiptDocumentId: document.id })
    .where('id', '=', payment.paymentId)
    .execute()
}

/** The proof is not right; the customer is told why. @returns the invoice's id */
export async function rejectPayment(
  db: Db,
  actor: Staff,
  paymentId: string,
  reason: string,
): Promise<string> {
  if (actor.role !== 'admin' && actor.role !== 'cs') throw new NotAllowed()
  return await db.transaction().execute(async (tx) => {
    const done = await tx
      .updateTable('payments')
      .set({ status: 'REJECTED', rejectReason: reason, decidedBy: actor.id, decidedAt: new Date() })
      .where('id', '=', paymentId)
      .where('status', '=', 'SUBMITTED')
      .returning('invoiceId')
      .executeTakeFirst()
    if (!done) {
      const known = await tx
        .selectFrom('payments')
        .select('id')
        .where('id', '=', paymentId)
        .executeTakeFirst()
      throw known ? new Refused('PAYMENT_DECIDED') : new NotFound()
    }
    const invoice = await tx
      .selectFrom('invoices')
      .innerJoin('tickets', 'tickets.id', 'invoices.ticketId')
      .select(['tickets.id', 'tickets.customerId'])
      .where('invoices.id', '=', done.invoiceId)
      .executeTakeFirstOrThrow()
    await recordEvent(tx, {
      name: 'paymentRejected',
      actor,
      invoiceId: done.invoiceId,
      ticketId: invoice.id,
      customerId: invoice.customerId,
      data: { paymentId, reason },
    })
    return done.invoiceId
  })
}
