import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { NotAllowed, NotFound } from '../platform/errors.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, insertDoneTicket, testFiles } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { approveInvoice, requestRevision, submitInvoice, voidInvoice } from './approve-invoice.ts'
import { changeInvoice, draftInvoice } from './draft-invoice.ts'
import { readInvoice } from './reads.ts'
import { recordPayment } from './record-payment.ts'
import { sendInvoice } from './send-invoice.ts'

const { db, pool } = await testDatabase()
const deps = { db, files: testFiles(), publicUrl: 'https://gss.example' }
let [cs, sales, andi]: Staff[] = []
let customerId: string
let ticketId: string
let id: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  sales = await insertStaff(db, 'sales', 'Sari')
  andi = await insertStaff(db, 'technician', 'Andi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  ticketId = await insertDoneTicket(db, pool, { cs: cs!, customerId, crew: [andi!] })
  id = await draftInvoice(db, cs!, ticketId, {
    lines: [line(1_000_000)],
    discount: 0,
    note: null,
    dueDays: 14,
  })
})

const line = (unitPrice: number) => ({
  description: 'Cuci AC',
  kind: 'SERVICE' as const,
  quantity: 1,
  unit: 'unit',
  unitPrice,
  discount: 0,
})
const stored = () => db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const lastEvent = async () => (await eventsOf(db, ticketId)).at(-1)
const submit = () => submitInvoice(db, cs!, id)
const approve = (revision?: number) => approveInvoice(db, sales!, id, revision)

describe('submitting', () => {
  it('asks Sales, by whom and when', async () => {
    await submit()
    expect(await stored()).toMatchObject({
      state: 'PENDING_APPROVAL',
      submittedBy: cs!.id,
      submittedAt: expect.any(Date),
    })
    expect(await lastEvent()).toEqual({
      name: 'invoiceSubmitted',
      actorId: cs!.id,
      data: { revision: 1, total: 1_110_000 },
    })
  })

  it('is for CS, once', async () => {
    await expect(submitInvoice(db, sales!, id)).rejects.toBeInstanceOf(NotAllowed)
    await submit()
    await expect(submit()).rejects.toMatchObject({ code: 'WRONG_INVOICE_STATE' })
    await expect(submitInvoice(db, cs!, '0198c000-0000-7000-8000-000000000000')).rejects.toBeInstanceOf(
      NotFound,
    )
  })
})

describe('approval', () => {
  it('is of the revision that was looked at', async () => {
    await submit()
    await approve(1)
    expect(await stored()).toMatchObject({
      state: 'APPROVED',
      approvedBy: sales!.id,
      approvedAt: expect.any(Date),
      approvedRevision: 1,
    })
    expect(await lastEvent()).toEqual({
      name: 'invoiceApproved',
      actorId: sales!.id,
      data: { revision: 1, total: 1_110_000 },
    })
  })

  it('of an older revision is refused: the buttons of an old message live for ever', async () => {
    await submit()
    await requestRevision(db, sales!, id, 'Terlalu mahal')
    await changeInvoice(db, cs!, id, { lines: [line(900_000)] })
    await submit()
    await expect(approve(1)).rejects.toMatchObject({ code: 'INVOICE_CHANGED' })
    expect((await stored()).state).toBe('PENDING_APPROVAL')
    await approve(2)
  })

  it('is for Sales, of what was submitted', async () => {
    await expect(approve()).rejects.toMatchObject({ code: 'WRONG_INVOICE_STATE' })
    await submit()
    for (const who of [cs!, andi!, await insertStaff(db, 'manager')])
      await expect(approveInvoice(db, who, id)).rejects.toBeInstanceOf(NotAllowed)
    expect((await stored()).approvedAt).toBeNull()
  })

  it('and a request for revision at the same instant end in one of the two', async () => {
    await submit()
    const tries = await Promise.allSettled([approve(1), requestRevision(db, sales!, id, 'Terlalu mahal')])
    const { state, approvedAt } = await stored()
    // a revision may also follow an approval, never the other way round
    expect(tries[1].status).toBe('fulfilled')
    expect([state, approvedAt]).toEqual(['REVISION_REQUESTED', null])
  })
})

describe('Minta Revisi', () => {
  it('goes back to CS with the reason; the next round shows what changed', async () => {
    await submit()
    expect((await readInvoice(db, sales!, id)).changes).toEqual([])
    await requestRevision(db, sales!, id, 'Terlalu mahal')
    expect(await stored()).toMatchObject({ state: 'REVISION_REQUESTED', revisionReason: 'Terlalu mahal' })
    expect(await lastEvent()).toEqual({
      name: 'revisionRequested',
      actorId: sales!.id,
      data: { reason: 'Terlalu mahal' },
    })
    await changeInvoice(db, cs!, id, { lines: [line(900_000)], dueDays: 7 })
    expect((await stored()).revisionReason).toBe('Terlalu mahal')
    await submit()
    expect((await stored()).revisionReason).toBeNull()
    expect((await readInvoice(db, sales!, id)).changes.map((change) => change.what)).toEqual([
      'line',
      'dueDays',
      'total',
    ])
    await approve(2)
    expect((await readInvoice(db, sales!, id)).changes).toEqual([])
  })

  it('is possible after an approval, as long as nothing was sent', async () => {
    await submit()
    await approve()
    await requestRevision(db, sales!, id, 'Salah pelanggan')
    expect(await stored()).toMatchObject({ state: 'REVISION_REQUESTED', approvedRevision: null })
    await submit()
    await approve()
    await sendInvoice(deps, cs!, id)
    await expect(requestRevision(db, sales!, id, 'x')).rejects.toMatchObject({ code: 'WRONG_INVOICE_STATE' })
  })

  it('is for Sales', async () => {
    await submit()
    await expect(requestRevision(db, cs!, id, 'x')).rejects.toBeInstanceOf(NotAllowed)
  })
})

describe('void', () => {
  it('says why and keeps the number; the paper is taken back', async () => {
    await submit()
    await approve()
    await sendInvoice(deps, cs!, id)
    const { number, documentId } = await stored()
    await voidInvoice(db, cs!, id, 'Salah pelanggan')
    expect(await stored()).toMatchObject({ state: 'VOID', voidReason: 'Salah pelanggan', number })
    const paper = await db
      .selectFrom('documents')
      .select(['revokedAt', 'revokeReason'])
      .where('id', '=', documentId)
      .executeTakeFirstOrThrow()
    expect(paper).toEqual({ revokedAt: expect.any(Date), revokeReason: 'Salah pelanggan' })
    expect(await lastEvent()).toEqual({
      name: 'invoiceVoided',
      actorId: cs!.id,
      data: { reason: 'Salah pelanggan' },
    })
    await expect(voidInvoice(db, cs!, id, 'x')).rejects.toMatchObject({ code: 'WRONG_INVOICE_STATE' })
  })

  it('is not possible once money has come', async () => {
    await submit()
    await approve()
    await sendInvoice(deps, cs!, id)
    await recordPayment(deps, cs!, id, { amount: 1000, paidOn: '2026-01-01', bank: null, senderName: null })
    await expect(voidInvoice(db, cs!, id, 'x')).rejects.toMatchObject({ code: 'INVOICE_HAS_PAYMENT' })
  })

  it('is for CS', async () => {
    await expect(voidInvoice(db, sales!, id, 'x')).rejects.toBeInstanceOf(NotAllowed)
  })
})
