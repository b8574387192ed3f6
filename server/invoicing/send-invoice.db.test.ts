import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { NotAllowed } from '../platform/errors.ts'
import { addDays, workDate } from '../platform/indonesian-date.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, insertDoneTicket, testFiles } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { approveInvoice, submitInvoice, voidInvoice } from './approve-invoice.ts'
import { closeTicket } from './close-ticket.ts'
import { changeInvoice, draftInvoice } from './draft-invoice.ts'
import { recordPayment } from './record-payment.ts'
import { invoicePdf, sendInvoice } from './send-invoice.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const deps = { db, files, publicUrl: 'https://gss.example' }
let [cs, sales, andi]: Staff[] = []
let customerId: string
let ticketId: string
let id: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  sales = await insertStaff(db, 'sales', 'Sari')
  andi = await insertStaff(db, 'technician', 'Andi')
})
beforeEach(async () => {
  customerId = await insertCustomer(db, { name: 'Ratna Dewi' })
  ;({ ticketId, id } = await draftOne())
})

const line = (unitPrice: number) => ({
  description: 'Cuci AC',
  kind: 'SERVICE' as const,
  quantity: 1,
  unit: 'unit',
  unitPrice,
  discount: 0,
})
async function draftOne(discount = 0) {
  const ticket = await insertDoneTicket(db, pool, { cs: cs!, customerId, crew: [andi!] })
  const lines = [line(1_000_000)]
  return {
    ticketId: ticket,
    id: await draftInvoice(db, cs!, ticket, { lines, discount, note: null, dueDays: 14 }),
  }
}
async function approved(invoiceId = id) {
  await submitInvoice(db, cs!, invoiceId)
  await approveInvoice(db, sales!, invoiceId)
}
const stored = (invoiceId = id) =>
  db.selectFrom('invoices').selectAll().where('id', '=', invoiceId).executeTakeFirstOrThrow()
const paper = async () =>
  db
    .selectFrom('documents')
    .selectAll()
    .where('id', '=', (await stored()).documentId)
    .executeTakeFirstOrThrow()
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('sending', () => {
  it('numbers the invoice, sets the day it is due and leaves an event', async () => {
    await approved()
    await sendInvoice(deps, cs!, id)
    const sent = await stored()
    expect(sent).toMatchObject({
      state: 'SENT',
      number: expect.stringMatching(/^\d{3}\/INV\/GSS\/[IVX]+\/\d{4}$/),
      sentAt: expect.any(Date),
      paidAt: null,
      dueDate: addDays(workDate(new Date()), 14),
    })
    expect((await eventsOf(db, ticketId)).at(-1)).toEqual({
      name: 'invoiceSent',
      actorId: cs!.id,
      data: { number: sent.number, total: 1_110_000 },
    })
  })

  it('freezes what the paper says: later changes of customer and company do not reach it', async () => {
    await approved()
    await db.updateTable('tickets').set({ purchaseOrder: 'PO-7' }).where('id', '=', ticketId).execute()
    const preview = await invoicePdf(deps, id)
    expect(preview?.name).toMatch(/^draft-invoice-TKT-/)
    await sendInvoice(deps, cs!, id)
    const document = await paper()
    const first = await invoicePdf(deps, id)
    expect(first?.name).toBe(`${document.number.replaceAll('/', '-')}.pdf`)
    expect(sha256(first!.bytes)).toBe(document.sha256)
    await db.updateTable('customers').set({ name: 'Orang Lain' }).where('id', '=', customerId).execute()
    expect((await invoicePdf(deps, id))?.bytes.equals(first!.bytes)).toBe(true)
    expect((await paper()).snapshot).toMatchObject({
      customer: { name: 'Ratna Dewi', purchaseOrder: 'PO-7' },
      totals: { total: 1_110_000, vat: 110_000 },
      verifyUrl: expect.stringContaining('https://gss.example/verify/'),
      references: { ticketCode: expect.stringMatching(/^TKT-/) },
    })
  })

  it('is refused before an approval, after a change, and for anybody but CS; no number is lost', async () => {
    const last = async () =>
      (await db.selectFrom('documentCounters').select('last').where('type', '=', 'INV').executeTakeFirst())
        ?.last ?? 0
    const before = await last()
    await expect(sendInvoice(deps, cs!, id)).rejects.toMatchObject({ code: 'WRONG_INVOICE_STATE' })
    await submitInvoice(db, cs!, id)
    await expect(sendInvoice(deps, cs!, id)).rejects.toMatchObject({ code: 'WRONG_INVOICE_STATE' })
    await approveInvoice(db, sales!, id)
    await expect(sendInvoice(deps, sales!, id)).rejects.toBeInstanceOf(NotAllowed)
    await changeInvoice(db, cs!, id, { note: 'PO 1' })
    await expect(sendInvoice(deps, cs!, id)).rejects.toMatchObject({ code: 'WRONG_INVOICE_STATE' })
    expect(await last()).toBe(before)
  })

  it('pressed twice at once sends once', async () => {
    await approved()
    const tries = await Promise.allSettled([sendInvoice(deps, cs!, id), sendInvoice(deps, cs!, id)])
    expect(tries.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await eventsOf(db, ticketId)).filter((event) => event.name === 'invoiceSent')).toHaveLength(1)
  })

  it('of many at once gives numbers without gaps', async () => {
    const all = []
    for (let index = 0; index < 6; index += 1) all.push((await draftOne()).id)
    for (const one of all) await approved(one)
    await Promise.all(all.map((one) => sendInvoice(deps, cs!, one)))
    const seqs = (
      await db.selectFrom('documents').select('seq').where('type', '=', 'INV').orderBy('seq').execute()
    ).map((row) => row.seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  })

  it('where nothing is to be paid is Paid at once, and the ticket can be closed', async () => {
    const free = await draftOne(1_000_000)
    await approved(free.id)
    await sendInvoice(deps, cs!, free.id)
    expect(await stored(free.id)).toMatchObject({ state: 'PAID', total: 0, paidAt: expect.any(Date) })
    expect(await closeTicket(db, cs!, free.ticketId)).toBe('CLOSED')
  })

  it('is refused when another tax rule is in force by now; saved again it has the new figures', async () => {
    await approved()
    await sql`insert into tax_rules (valid_from, pkp, vat_rate, base_numerator, base_denominator)
      values (current_date - 1, true, 10, 1, 1)`.execute(db)
    try {
      await expect(sendInvoice(deps, cs!, id)).rejects.toMatchObject({ code: 'TAX_RULE_CHANGED' })
      await changeInvoice(db, cs!, id, {})
      await approved()
      await sendInvoice(deps, cs!, id)
      expect(await stored()).toMatchObject({ state: 'SENT', vat: 100_000, total: 1_100_000 })
    } finally {
      await sql`delete from tax_rules where vat_rate = 10`.execute(db)
    }
  })

  it('is not held up by a rule that says the same from a later day', async () => {
    await approved()
    await sql`insert into tax_rules select current_date - 1, pkp, vat_rate, base_numerator, base_denominator from tax_rules`.execute(
      db,
    )
    await sendInvoice(deps, cs!, id)
    await sql`delete from tax_rules where valid_from = current_date - 1`.execute(db)
    expect((await stored()).state).toBe('SENT')
  })

  it('by a company that is no PKP has no PPN at all', async () => {
    await sql`update tax_rules set pkp = false`.execute(db)
    const { id: plain } = await draftOne()
    await sql`update tax_rules set pkp = true`.execute(db)
    expect(await stored(plain)).toMatchObject({ taxBase: null, vat: null, total: 1_000_000 })
  })
})

describe('the paper', () => {
  it('of a void invoice says so and keeps its number', async () => {
    await approved()
    await sendInvoice(deps, cs!, id)
    const before = await invoicePdf(deps, id)
    await voidInvoice(db, cs!, id, 'Salah pelanggan')
    const after = await invoicePdf(deps, id)
    expect(after?.name).toBe(before?.name)
    expect(after?.bytes.equals(before!.bytes)).toBe(false)
  })

  it('of no invoice is none', async () => {
    expect(await invoicePdf(deps, '0198c000-0000-7000-8000-000000000000')).toBeNull()
  })
})

describe('closing a ticket', () => {
  it('waits for the money', async () => {
    await expect(closeTicket(db, cs!, ticketId)).rejects.toMatchObject({ code: 'NOT_PAID' })
    await approved()
    await sendInvoice(deps, cs!, id)
    await expect(closeTicket(db, cs!, ticketId)).rejects.toMatchObject({ code: 'NOT_PAID' })
    const pay = (amount: number) =>
      recordPayment(deps, cs!, id, { amount, paidOn: '2026-01-01', bank: null, senderName: null })
    await pay(110_000)
    await expect(closeTicket(db, cs!, ticketId)).rejects.toMatchObject({ code: 'NOT_PAID' })
    await pay(1_000_000)
    await expect(closeTicket(db, sales!, ticketId)).rejects.toBeInstanceOf(NotAllowed)
    expect(await closeTicket(db, cs!, ticketId)).toBe('CLOSED')
    expect((await eventsOf(db, ticketId)).at(-1)).toEqual({
      name: 'ticketClosed',
      actorId: cs!.id,
      data: {},
    })
    await expect(closeTicket(db, cs!, ticketId)).rejects.toMatchObject({ code: 'WRONG_STATE' })
  })
})
