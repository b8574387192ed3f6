import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { InvalidInput, NotAllowed, NotFound } from '../platform/errors.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, insertDoneTicket, insertTicketApart } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { approveInvoice, submitInvoice, voidInvoice } from './approve-invoice.ts'
import { changeInvoice, type Draft, draftInvoice } from './draft-invoice.ts'
import type { Line } from './price-lines.ts'
import { readInvoice } from './reads.ts'
import { startLines } from './start-draft.ts'

const { db, pool } = await testDatabase()
let [cs, sales, andi]: Staff[] = []
let customerId: string
let ticketId: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  sales = await insertStaff(db, 'sales')
  andi = await insertStaff(db, 'technician', 'Andi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  ticketId = await insertDoneTicket(db, pool, { cs: cs!, customerId, crew: [andi!] })
})

const line = (fields: Partial<Line> = {}): Line => ({
  description: 'Cuci AC',
  kind: 'SERVICE',
  quantity: 1,
  unit: 'unit',
  unitPrice: 1_000_000,
  discount: 0,
  ...fields,
})
const draft = (fields: Partial<Draft> = {}): Draft => ({
  lines: [line()],
  discount: 0,
  note: null,
  dueDays: 14,
  ...fields,
})
const make = (fields: Partial<Draft> = {}) => draftInvoice(db, cs!, ticketId, draft(fields))
const stored = (id: string) =>
  db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const events = async () => (await eventsOf(db, ticketId)).filter((event) => event.name.startsWith('invoice'))

describe('Draft Invoice', () => {
  it('starts with the parts of the BAST that stands, in its quantities, without a price', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 6 }),
        async (hundredths) => {
          await db.deleteFrom('handoverParts').execute()
          await db
            .updateTable('handoverReports')
            .set({ supersededAt: new Date() })
            .where('ticketId', '=', ticketId)
            .where('supersededAt', 'is', null)
            .execute()
          const report = await db
            .insertInto('handoverReports')
            .values({ ticketId, clientId: crypto.randomUUID(), workDone: 'x', createdBy: andi!.id })
            .returning('id')
            .executeTakeFirstOrThrow()
          await db
            .insertInto('handoverParts')
            .values(
              hundredths.map((count, index) => ({
                reportId: report.id,
                position: index + 1,
                description: 'Freon R32',
                quantity: count / 100,
                unit: 'kg',
                serialNumber: index === 0 ? 'SN1' : null,
              })),
            )
            .execute()
          const lines = await startLines(db, ticketId)
          expect(lines.map((one) => Math.round(one.quantity * 100))).toEqual(hundredths)
          expect(lines[0]).toEqual({
            description: 'Freon R32 (SN SN1)',
            kind: 'MATERIAL',
            quantity: hundredths[0]! / 100,
            unit: 'kg',
            unitPrice: 0,
            discount: 0,
          })
          // and such lines are lines of a draft
          const whole = lines.reduce((sum, one) => sum + Math.round(one.quantity * 100) * 7, 0)
          const id = await make({ lines: lines.map((one) => ({ ...one, unitPrice: 700 })) })
          expect((await stored(id)).subtotal).toBe(whole)
          await voidInvoice(db, cs!, id, 'x')
        },
      ),
      { numRuns: 15 },
    )
  })

  it('is priced by the rule of the day: DPP nilai lain and PPN in whole rupiah', async () => {
    const id = await make({
      lines: [line(), line({ description: 'Freon', kind: 'MATERIAL', quantity: 1.25, unitPrice: 200_000 })],
    })
    expect(await stored(id)).toMatchObject({
      state: 'DRAFT',
      revision: 1,
      number: null,
      subtotal: 1_250_000,
      discount: 0,
      taxBase: 1_145_833,
      vat: 137_500,
      total: 1_387_500,
      createdBy: cs!.id,
    })
    expect(await events()).toEqual([{ name: 'invoiceDrafted', actorId: cs!.id, data: { total: 1_387_500 } }])
  })

  it('adds the discounts of the rows and of the whole', async () => {
    const id = await make({ lines: [line({ discount: 100_000 })], discount: 50_000 })
    expect(await stored(id)).toMatchObject({ subtotal: 1_000_000, discount: 150_000 })
    expect(await readInvoice(db, cs!, id)).toMatchObject({ invoiceDiscount: 50_000 })
  })

  it('notes the PPh 23 of a company, and none of a household', async () => {
    expect((await readInvoice(db, cs!, await make())).totals.withholdingNote).toBeNull()
    await db.updateTable('customers').set({ company: 'PT Maju' }).where('id', '=', customerId).execute()
    const other = await insertDoneTicket(db, pool, { cs: cs!, customerId, crew: [andi!] })
    const id = await draftInvoice(db, cs!, other, draft())
    expect(await readInvoice(db, cs!, id)).toMatchObject({
      total: 1_110_000,
      totals: { withholdingNote: 20_000 },
    })
    await db.updateTable('customers').set({ company: null }).where('id', '=', customerId).execute()
  })

  it('is of a ticket that is Done, by CS', async () => {
    const { id } = await insertTicketApart(db, cs!, customerId)
    await expect(draftInvoice(db, cs!, id, draft())).rejects.toMatchObject({ code: 'WRONG_STATE' })
    await expect(draftInvoice(db, sales!, ticketId, draft())).rejects.toBeInstanceOf(NotAllowed)
    await expect(
      draftInvoice(db, cs!, '0198c000-0000-7000-8000-000000000000', draft()),
    ).rejects.toBeInstanceOf(NotFound)
    expect(await events()).toEqual([])
  })

  it('is one live one per ticket, also of two at the same instant; after a void there may be another', async () => {
    const tries = await Promise.allSettled([make(), make()])
    const made = tries.find((one) => one.status === 'fulfilled')
    expect(tries.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'INVOICE_EXISTS' })
    expect(await events()).toHaveLength(1)
    await voidInvoice(db, cs!, made?.value as string, 'Salah pelanggan')
    await make()
  })

  it.each([
    ['no rows', { lines: [] }, 'lines'],
    ['a price below zero', { lines: [line({ unitPrice: -1 })] }, 'lines.0.unitPrice'],
    ['half a rupiah', { lines: [line({ unitPrice: 0.5 })] }, 'lines.0.unitPrice'],
    ['three decimals', { lines: [line(), line({ quantity: 1.234 })] }, 'lines.1.quantity'],
    ['a discount above the row', { lines: [line({ discount: 2_000_000 })] }, 'lines.0.discount'],
    ['a discount above all rows', { discount: 1_000_001 }, 'discount'],
  ])('with %s is refused at the field', async (_, fields, path) => {
    const failed = make(fields)
    await expect(failed).rejects.toBeInstanceOf(InvalidInput)
    await expect(failed).rejects.toMatchObject({ fields: [{ path }] })
    expect(await events()).toEqual([])
  })
})

describe('changing', () => {
  it('counts up and prices anew; what is not named stays', async () => {
    const id = await make({ note: 'PO 12', discount: 100_000 })
    await changeInvoice(db, cs!, id, { lines: [line({ unitPrice: 2_000_000 })] })
    expect(await stored(id)).toMatchObject({
      revision: 2,
      state: 'DRAFT',
      note: 'PO 12',
      dueDays: 14,
      subtotal: 2_000_000,
      discount: 100_000,
      total: 2_109_000,
    })
    expect((await events()).at(-1)).toEqual({
      name: 'invoiceChanged',
      actorId: cs!.id,
      data: { revision: 2, total: 2_109_000 },
    })
    await changeInvoice(db, cs!, id, { note: null, dueDays: 0 })
    expect(await stored(id)).toMatchObject({ revision: 3, note: null, dueDays: 0, total: 2_109_000 })
  })

  it('after an approval takes the approval away', async () => {
    const id = await make()
    await submitInvoice(db, cs!, id)
    await approveInvoice(db, sales!, id)
    await changeInvoice(db, cs!, id, { note: 'PO 13' })
    expect(await stored(id)).toMatchObject({
      state: 'DRAFT',
      approvedAt: null,
      approvedBy: null,
      approvedRevision: null,
    })
  })

  it('is not possible while Sales looks at it, nor for anybody but CS', async () => {
    const id = await make()
    await expect(changeInvoice(db, sales!, id, { note: 'x' })).rejects.toBeInstanceOf(NotAllowed)
    await submitInvoice(db, cs!, id)
    await expect(changeInvoice(db, cs!, id, { note: 'x' })).rejects.toMatchObject({
      code: 'WRONG_INVOICE_STATE',
      params: { state: 'PENDING_APPROVAL' },
    })
    await expect(changeInvoice(db, cs!, '0198c000-0000-7000-8000-000000000000', {})).rejects.toBeInstanceOf(
      NotFound,
    )
  })

  it('of two at the same instant loses none', async () => {
    const id = await make()
    await Promise.all([
      changeInvoice(db, cs!, id, { note: 'PO 14' }),
      changeInvoice(db, cs!, id, { dueDays: 7 }),
    ])
    expect(await stored(id)).toMatchObject({ revision: 3, note: 'PO 14', dueDays: 7 })
  })
})
