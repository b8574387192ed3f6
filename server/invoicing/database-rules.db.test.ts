import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { testDatabase } from '../testing/index.ts'
import { insertDoneTicket, testFiles } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { approveInvoice, submitInvoice, voidInvoice } from './approve-invoice.ts'
import { draftInvoice } from './draft-invoice.ts'
import { recordPayment } from './record-payment.ts'
import { sendInvoice } from './send-invoice.ts'

// What holds whatever the code does: every statement here is typed by hand.
const { db, pool } = await testDatabase()
const deps = { db, files: testFiles(), publicUrl: 'https://gss.example' }
let [cs, sales, andi]: Staff[] = []
let customerId: string
let id: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  sales = await insertStaff(db, 'sales')
  andi = await insertStaff(db, 'technician')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  const ticketId = await insertDoneTicket(db, pool, { cs: cs!, customerId, crew: [andi!] })
  const lines = [
    {
      description: 'Cuci AC',
      kind: 'SERVICE' as const,
      quantity: 1,
      unit: 'unit',
      unitPrice: 100_000,
      discount: 0,
    },
  ]
  id = await draftInvoice(db, cs!, ticketId, { lines, discount: 0, note: null, dueDays: 14 })
})

const set = (change: string) => sql`update invoices set ${sql.raw(change)} where id = ${id}`.execute(db)
const approve = async () => {
  await submitInvoice(db, cs!, id)
  await approveInvoice(db, sales!, id)
}
const send = async () => {
  await approve()
  await sendInvoice(deps, cs!, id)
}
const ISSUED = `sent_at = now(), number = 'X/1'`
const forged = () => `approved_at = now(), approved_by = '${sales!.id}', approved_revision = revision`

describe('nothing unapproved leaves the house', () => {
  it.each(['SENT', 'PARTIALLY_PAID', 'PAID'])('a draft does not become %s', async (state) => {
    await expect(set(`state = '${state}', ${ISSUED}`)).rejects.toMatchObject({ code: 'GS004' })
    await expect(
      set(`state = '${state}', ${ISSUED}, ${forged()}, paid_amount = total`),
    ).rejects.toMatchObject({
      code: 'GS004',
    })
  })

  it('a draft does not become approved without having been submitted', async () => {
    await expect(set(`state = 'APPROVED', ${forged()}`)).rejects.toMatchObject({ code: 'GS004' })
  })

  it.each([
    ['by nobody', 'approved_by = null'],
    ['at no time', 'approved_at = null'],
    ['of another revision', 'approved_revision = 7'],
  ])('an approval is none %s', async (_, change) => {
    await approve()
    await expect(set(change)).rejects.toMatchObject({ code: '23514' })
  })

  it('an approved invoice has no number of its own invention before it is sent', async () => {
    await approve()
    await expect(set(`state = 'SENT', sent_at = now()`)).rejects.toMatchObject({ code: '23514' })
  })
})

describe('an approval is for what was looked at', () => {
  const FIGURES = [
    'subtotal = 200000, total = 222000, vat = 22000',
    `lines = '[]'`,
    `note = 'lain'`,
    'due_days = 30',
    'discount = 1000, total = total - 1000',
  ]
  it.each(FIGURES)('other figures need another revision: %s', async (change) => {
    await approve()
    await expect(set(change)).rejects.toMatchObject({ code: 'GS004' })
    // and another revision is not approved
    await expect(set(`${change}, revision = revision + 1`)).rejects.toMatchObject({ code: '23514' })
  })

  it.each(FIGURES)('what was issued is never edited: %s', async (change) => {
    await send()
    await expect(
      set(`${change}, revision = revision + 1, approved_revision = revision + 1`),
    ).rejects.toMatchObject({ code: 'GS004' })
  })
})

describe('money', () => {
  it('paid is never above the total, nor below zero', async () => {
    await send()
    await expect(set('paid_amount = total + 1')).rejects.toMatchObject({ code: '23514' })
    await expect(set('paid_amount = -1')).rejects.toMatchObject({ code: '23514' })
    await expect(set('credit_amount = -1')).rejects.toMatchObject({ code: '23514' })
  })

  it('Paid means all of it', async () => {
    await send()
    await expect(set(`state = 'PAID', paid_amount = total - 1`)).rejects.toMatchObject({ code: '23514' })
  })

  it('adds up', async () => {
    await expect(set('total = total + 1, revision = revision + 1')).rejects.toMatchObject({ code: '23514' })
    await expect(set('discount = subtotal + 1, total = 0, revision = revision + 1')).rejects.toMatchObject({
      code: '23514',
    })
  })

  it('confirmed has an amount and somebody who saw it, rejected has a reason', async () => {
    await send()
    const add = (status: string) =>
      sql`insert into payments (invoice_id, status, client_id, source) values (${id}, ${status}, ${Math.random()}, 'OFFICE')`.execute(
        db,
      )
    await expect(add('CONFIRMED')).rejects.toMatchObject({ code: '23514' })
    await expect(add('REJECTED')).rejects.toMatchObject({ code: '23514' })
  })
})

describe('numbers and lives', () => {
  it('a number once given stays', async () => {
    await send()
    await expect(set(`number = 'X/2'`)).rejects.toMatchObject({ code: 'GS004' })
    await expect(set('number = null')).rejects.toMatchObject({ code: 'GS004' })
  })

  it('what is void stays void and says why', async () => {
    await expect(set(`state = 'VOID'`)).rejects.toMatchObject({ code: '23514' })
    await voidInvoice(db, cs!, id, 'Salah')
    await expect(set(`state = 'DRAFT'`)).rejects.toMatchObject({ code: 'GS004' })
  })

  it('a ticket has one live invoice', async () => {
    await expect(
      sql`insert into invoices (ticket_id, lines, subtotal, total, tax_rule, created_by)
        select ticket_id, '[]', 0, 0, '{}', created_by from invoices where id = ${id}`.execute(db),
    ).rejects.toMatchObject({ constraint: 'invoices_one_live' })
  })

  it('money and states still move as they should', async () => {
    await send()
    await recordPayment(deps, cs!, id, { amount: 1000, paidOn: '2026-01-01', bank: null, senderName: null })
    await recordPayment(deps, cs!, id, {
      amount: 110_000,
      paidOn: '2026-01-01',
      bank: null,
      senderName: null,
    })
    const row = await db.selectFrom('invoices').select('state').where('id', '=', id).executeTakeFirst()
    expect(row?.state).toBe('PAID')
  })
})
