import { createHash } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { InvalidInput, NotAllowed, NotFound } from '../platform/errors.ts'
import { addDays, workDate } from '../platform/indonesian-date.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, insertDoneTicket, newClientId, phonePhoto, testFiles } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { approveInvoice, submitInvoice } from './approve-invoice.ts'
import { draftInvoice } from './draft-invoice.ts'
import { uploadProof } from './receive-proof.ts'
import { type Payment, recordPayment, rejectPayment } from './record-payment.ts'
import { sendInvoice } from './send-invoice.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const deps = { db, files, publicUrl: 'https://gss.example' }
const TOTAL = 1_110_000
let [cs, sales, andi]: Staff[] = []
let customerId: string
let ticketId: string
let id: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  sales = await insertStaff(db, 'sales')
  andi = await insertStaff(db, 'technician')
  customerId = await insertCustomer(db, { name: 'Ratna Dewi' })
})
beforeEach(async () => {
  ticketId = await insertDoneTicket(db, pool, { cs: cs!, customerId, crew: [andi!] })
  const lines = [
    {
      description: 'Cuci AC',
      kind: 'SERVICE' as const,
      quantity: 1,
      unit: 'unit',
      unitPrice: 1_000_000,
      discount: 0,
    },
  ]
  id = await draftInvoice(db, cs!, ticketId, { lines, discount: 0, note: null, dueDays: 14 })
  await submitInvoice(db, cs!, id)
  await approveInvoice(db, sales!, id)
  await sendInvoice(deps, cs!, id)
})

const pay = (amount: number, fields: Partial<Payment> = {}, who = cs!) =>
  recordPayment(deps, who, id, {
    amount,
    paidOn: workDate(new Date()),
    bank: 'BCA',
    senderName: 'Ratna',
    ...fields,
  })
const proof = async () => {
  await uploadProof(deps, ticketId, {
    clientId: newClientId(),
    bytes: await phonePhoto(),
    name: 'bukti.jpg',
    bank: 'BNI',
    senderName: null,
  })
  return (await payments()).at(-1)!.id
}
const stored = () => db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const payments = () =>
  db.selectFrom('payments').selectAll().where('invoiceId', '=', id).orderBy('createdAt').execute()
const confirmed = async () =>
  (await eventsOf(db, ticketId)).filter((event) => event.name === 'paymentConfirmed')

describe('a payment', () => {
  it('in full makes the invoice Paid and gives a kwitansi', async () => {
    await pay(TOTAL)
    expect(await stored()).toMatchObject({
      state: 'PAID',
      paidAmount: TOTAL,
      creditAmount: 0,
      paidAt: expect.any(Date),
    })
    const [payment] = await payments()
    expect(payment).toMatchObject({ status: 'CONFIRMED', source: 'OFFICE', amount: TOTAL, decidedBy: cs!.id })
    expect(await confirmed()).toEqual([
      {
        name: 'paymentConfirmed',
        actorId: cs!.id,
        data: { paymentId: payment!.id, amount: TOTAL, paid: true },
      },
    ])
    const receipt = await db
      .selectFrom('documents')
      .selectAll()
      .where('id', '=', payment!.receiptDocumentId)
      .executeTakeFirstOrThrow()
    expect(receipt).toMatchObject({
      type: 'KW',
      invoiceId: id,
      snapshot: {
        receivedFrom: 'Ratna Dewi',
        amount: TOTAL,
        remaining: 0,
        invoiceNumber: (await stored()).number,
        payment: { bank: 'BCA', senderName: 'Ratna' },
      },
    })
    const pdf = await files.read(db, receipt.fileId as string)
    expect(createHash('sha256').update(pdf!.bytes).digest('hex')).toBe(receipt.sha256)
  })

  it('in parts adds up, each part with its kwitansi', async () => {
    await pay(110_000)
    expect(await stored()).toMatchObject({ state: 'PARTIALLY_PAID', paidAmount: 110_000, paidAt: null })
    await pay(1_000_000)
    expect(await stored()).toMatchObject({ state: 'PAID', paidAmount: TOTAL, creditAmount: 0 })
    const receipts = await db
      .selectFrom('documents')
      .select('snapshot')
      .where('invoiceId', '=', id)
      .where('type', '=', 'KW')
      .orderBy('seq')
      .execute()
    expect(receipts.map((row) => (row.snapshot as { remaining: number }).remaining)).toEqual([1_000_000, 0])
    expect((await confirmed()).map((event) => (event.data as { paid: boolean }).paid)).toEqual([false, true])
  })

  it('of more than is due is a credit, never more than paid in full', async () => {
    await pay(TOTAL + 90_000)
    expect(await stored()).toMatchObject({ state: 'PAID', paidAmount: TOTAL, creditAmount: 90_000 })
    expect((await payments())[0]!.amount).toBe(TOTAL + 90_000)
    await expect(pay(1000)).rejects.toMatchObject({ code: 'WRONG_INVOICE_STATE', params: { state: 'PAID' } })
  })

  it('of two at the same instant both count, and nothing is paid twice over', async () => {
    await Promise.all([pay(600_000), pay(400_000)])
    expect(await stored()).toMatchObject({ state: 'PARTIALLY_PAID', paidAmount: 1_000_000, creditAmount: 0 })
    const tries = await Promise.allSettled([pay(110_000), pay(110_000)])
    expect(tries.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await stored()).toMatchObject({ state: 'PAID', paidAmount: TOTAL, creditAmount: 0 })
  })

  it('is of an invoice that was sent, by CS, not of a day to come', async () => {
    await expect(pay(1000, {}, sales!)).rejects.toBeInstanceOf(NotAllowed)
    const tomorrow = addDays(workDate(new Date()), 1)
    const failed = pay(1000, { paidOn: tomorrow })
    await expect(failed).rejects.toBeInstanceOf(InvalidInput)
    await expect(failed).rejects.toMatchObject({ fields: [{ path: 'paidOn' }] })
    expect(await payments()).toEqual([])
  })
})

describe('a proof', () => {
  it('is confirmed with the amount that CS has seen on the account', async () => {
    const paymentId = await proof()
    await pay(TOTAL, { paymentId, senderName: 'Budi' })
    expect(await payments()).toMatchObject([
      { id: paymentId, status: 'CONFIRMED', amount: TOTAL, source: 'LINK', senderName: 'Budi', bank: 'BCA' },
    ])
    expect((await stored()).state).toBe('PAID')
  })

  it('is decided once', async () => {
    const paymentId = await proof()
    const tries = await Promise.allSettled([
      pay(100_000, { paymentId }),
      pay(100_000, { paymentId }),
      rejectPayment(db, cs!, paymentId, 'Tidak terbaca'),
    ])
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'PAYMENT_DECIDED' })
  })

  it('of another invoice is not found', async () => {
    const paymentId = await proof()
    const other = await insertDoneTicket(db, pool, { cs: cs!, customerId, crew: [andi!] })
    expect(other).toBeTruthy()
    await expect(pay(1000, { paymentId: cs!.id })).rejects.toBeInstanceOf(NotFound)
    await expect(
      recordPayment(deps, cs!, '0198c000-0000-7000-8000-000000000000', {
        paymentId,
        amount: 1,
        paidOn: '2026-01-01',
        bank: null,
        senderName: null,
      }),
    ).rejects.toBeInstanceOf(NotFound)
  })

  it('may be rejected with a reason; the invoice stays as it is', async () => {
    const paymentId = await proof()
    expect(await rejectPayment(db, cs!, paymentId, 'Tidak terbaca')).toBe(id)
    expect(await payments()).toMatchObject([
      { status: 'REJECTED', rejectReason: 'Tidak terbaca', decidedBy: cs!.id, amount: null },
    ])
    expect((await stored()).state).toBe('SENT')
    expect((await eventsOf(db, ticketId)).at(-1)).toEqual({
      name: 'paymentRejected',
      actorId: cs!.id,
      data: { paymentId, reason: 'Tidak terbaca' },
    })
    await expect(rejectPayment(db, cs!, paymentId, 'x')).rejects.toMatchObject({ code: 'PAYMENT_DECIDED' })
    await expect(rejectPayment(db, sales!, paymentId, 'x')).rejects.toBeInstanceOf(NotAllowed)
    await expect(rejectPayment(db, cs!, '0198c000-0000-7000-8000-000000000000', 'x')).rejects.toBeInstanceOf(
      NotFound,
    )
  })
})
