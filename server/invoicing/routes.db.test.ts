import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { addDays, workDate } from '../platform/indonesian-date.ts'
import { ROLES, type Role } from '../platform/roles.ts'
import { testHttp } from '../testing/http.ts'
import { testDatabase } from '../testing/index.ts'
import { insertDoneTicket, newClientId, phonePhoto, testFiles } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { customerInvoice, invoiceFacts, paymentFacts } from './reads.ts'
import { uploadProof } from './receive-proof.ts'
import { invoicingRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const deps = { db, files, publicUrl: 'https://gss.example' }
const { call } = await testHttp((app) => invoicingRoutes({ app, db, changed: () => undefined }, deps))
const staff = {} as Record<Role, Staff>
let customerId: string
let ticketId: string
beforeAll(async () => {
  for (const role of ROLES) staff[role] = await insertStaff(db, role, role)
})
beforeEach(async () => {
  customerId = await insertCustomer(db, { name: 'Ratna Dewi' })
  ticketId = await doneTicket()
})

const doneTicket = () => insertDoneTicket(db, pool, { cs: staff.cs, customerId, crew: [staff.technician] })
const line = { description: 'Cuci AC', kind: 'SERVICE', quantity: 1, unit: 'unit', unitPrice: 1_000_000 }
const draft = async (body: object = { lines: [line] }, ticket = ticketId) =>
  (await call(staff.cs, 'POST', `/api/v1/tickets/${ticket}/invoice`, body)).json()
const on = (who: Staff, id: unknown, act: string, body?: object) =>
  call(who, 'POST', `/api/v1/invoices/${id}/${act}`, body)
const get = (who: Staff, id: unknown) => call(who, 'GET', `/api/v1/invoices/${id}`)
const sent = async () => {
  const { id } = await draft()
  await on(staff.cs, id, 'submit')
  await on(staff.sales, id, 'approve', { revision: 1 })
  await on(staff.cs, id, 'send')
  return id as string
}
const ids = async (who: Staff, query = '') =>
  ((await call(who, 'GET', `/api/v1/invoices?limit=100&${query}`)).json()['items'] as { id: string }[]).map(
    (item) => item.id,
  )

describe('the way of an invoice over HTTP', () => {
  it('from draft to Paid and Closed', async () => {
    const made = await draft()
    expect(made).toMatchObject({
      state: 'DRAFT',
      number: null,
      total: 1_110_000,
      totals: {
        taxBase: 916_667,
        vat: 110_000,
        vatRate: 12,
        amountInWords: 'Satu juta seratus sepuluh ribu rupiah',
      },
      lines: [{ amount: 1_000_000, discount: 0 }],
      allowedMoves: ['change', 'submit', 'void'],
      customer: { name: 'Ratna Dewi' },
    })
    const changed = await call(staff.cs, 'PATCH', `/api/v1/invoices/${made['id']}`, { note: 'PO 12' })
    expect(changed.json()).toMatchObject({ note: 'PO 12', revision: 2, dueDays: 14 })
    expect((await on(staff.cs, made['id'], 'submit')).json()).toMatchObject({ state: 'PENDING_APPROVAL' })
    expect((await get(staff.sales, made['id'])).json()).toMatchObject({
      allowedMoves: ['approve', 'requestRevision'],
    })
    const stale = await on(staff.sales, made['id'], 'approve', { revision: 1 })
    expect(stale).toMatchObject({ status: 409 })
    expect(stale.json()).toMatchObject({ code: 'INVOICE_CHANGED' })
    expect((await on(staff.sales, made['id'], 'approve', { revision: 2 })).json()).toMatchObject({
      state: 'APPROVED',
      approvedBy: { id: staff.sales.id },
    })
    expect((await on(staff.cs, made['id'], 'send')).json()).toMatchObject({
      state: 'SENT',
      overdue: false,
      dueDate: addDays(workDate(new Date()), 14),
    })
    const today = workDate(new Date())
    const part = await on(staff.cs, made['id'], 'payments', { amount: 110_000, paidOn: today })
    expect(part).toMatchObject({ status: 201 })
    expect(part.json()).toMatchObject({ state: 'PARTIALLY_PAID', paidAmount: 110_000 })
    const rest = await on(staff.cs, made['id'], 'payments', { amount: 1_050_000, paidOn: today, bank: 'BCA' })
    expect(rest.json()).toMatchObject({
      state: 'PAID',
      paidAmount: 1_110_000,
      creditAmount: 50_000,
      payments: [{ amount: 110_000 }, { amount: 1_050_000, bank: 'BCA', decidedBy: { id: staff.cs.id } }],
      allowedMoves: [],
    })
    expect((await call(staff.cs, 'POST', `/api/v1/tickets/${ticketId}/close`)).json()).toEqual({
      ok: true,
      state: 'CLOSED',
    })
  })

  it('prices what is not saved yet', async () => {
    const priced = await call(staff.manager, 'POST', '/api/v1/invoices/calculate', {
      lines: [line],
      discount: 1,
    })
    expect(priced.json()).toMatchObject({ subtotal: 1_000_000, discount: 1, total: 1_109_999 })
    const empty = await call(staff.cs, 'POST', '/api/v1/invoices/calculate', { lines: [] })
    expect(empty.json()).toMatchObject({ total: 0, amountInWords: 'Nol rupiah' })
  })

  it('is a PDF before and after it was sent', async () => {
    const id = await sent()
    const pdf = await call(staff.manager, 'GET', `/api/v1/invoices/${id}.pdf`)
    expect(pdf).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } })
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    ticketId = await doneTicket()
    const fresh = await draft()
    const preview = await call(staff.cs, 'GET', `/api/v1/invoices/${fresh['id']}.pdf`)
    expect(preview.headers['content-disposition']).toContain('draft-invoice-TKT-')
  })
})

describe('who sees what', () => {
  it('Sales sees nothing of a draft that was not submitted: neither it, its PDF, nor that it exists', async () => {
    const { id } = await draft()
    expect((await get(staff.sales, id)).status).toBe(404)
    expect((await call(staff.sales, 'GET', `/api/v1/invoices/${id}.pdf`)).status).toBe(404)
    expect((await call(staff.sales, 'GET', `/api/v1/tickets/${ticketId}/invoice`)).json()).toEqual({
      invoice: null,
    })
    expect(await ids(staff.sales)).not.toContain(id)
    expect(await ids(staff.manager)).toContain(id)
    await on(staff.cs, id, 'submit')
    expect((await get(staff.sales, id)).status).toBe(200)
    expect(await ids(staff.sales)).toContain(id)
    expect((await call(staff.sales, 'GET', `/api/v1/tickets/${ticketId}/invoice`)).json()).toMatchObject({
      invoice: { id },
    })
  })

  it('a manager reads and does nothing; a technician does not even read', async () => {
    const { id } = await draft()
    expect((await get(staff.manager, id)).json()).toMatchObject({ allowedMoves: [] })
    const acts: [Role, string, object][] = [
      ['manager', 'submit', {}],
      ['manager', 'approve', {}],
      ['manager', 'send', {}],
      ['manager', 'void', { reason: 'x' }],
      ['manager', 'payments', { amount: 1, paidOn: '2026-01-01' }],
      ['cs', 'approve', {}],
      ['cs', 'request-revision', { reason: 'x' }],
      ['sales', 'submit', {}],
      ['sales', 'send', {}],
      ['technician', 'approve', {}],
    ]
    for (const [role, act, body] of acts)
      expect([role, act, (await on(staff[role], id, act, body)).status]).toEqual([role, act, 403])
    const patch = await call(staff.manager, 'PATCH', `/api/v1/invoices/${id}`, { note: 'x' })
    expect(patch.status).toBe(403)
    expect((await get(staff.technician, id)).status).toBe(403)
    expect((await call(null, 'GET', `/api/v1/invoices/${id}`)).status).toBe(401)
    expect((await get(staff.cs, '0198c000-0000-7000-8000-000000000000')).status).toBe(404)
  })

  it('the void one is not the live one of its ticket', async () => {
    const { id } = await draft()
    await on(staff.cs, id, 'void', { reason: 'Salah' })
    expect((await call(staff.cs, 'GET', `/api/v1/tickets/${ticketId}/invoice`)).json()).toEqual({
      invoice: null,
    })
    expect((await get(staff.cs, id)).json()).toMatchObject({ state: 'VOID', voidReason: 'Salah' })
  })
})

describe('the list', () => {
  it('finds by number, ticket and customer, whatever signs are typed', async () => {
    const id = await sent()
    const { number, ticketCode } = (await get(staff.cs, id)).json() as Record<string, string>
    for (const q of [number, ticketCode, 'ratna'])
      expect(await ids(staff.cs, `q=${encodeURIComponent(q ?? '')}`)).toContain(id)
    expect(await ids(staff.cs, 'q=%25')).toEqual([])
    expect(await ids(staff.cs, `customerId=${customerId}`)).toEqual([id])
  })

  it('filters by state and by what is overdue', async () => {
    const id = await sent()
    expect(await ids(staff.cs, 'state=SENT,PAID')).toContain(id)
    expect(await ids(staff.cs, 'state=DRAFT')).not.toContain(id)
    expect((await call(staff.cs, 'GET', '/api/v1/invoices?state=LOST')).status).toBe(422)
    expect(await ids(staff.cs, 'overdue=true')).not.toContain(id)
    const yesterday = addDays(workDate(new Date()), -1)
    await db.updateTable('invoices').set({ dueDate: yesterday }).where('id', '=', id).execute()
    expect(await ids(staff.cs, 'overdue=true')).toContain(id)
    expect(await ids(staff.cs, 'overdue=false')).toContain(id)
    expect((await get(staff.cs, id)).json()).toMatchObject({ overdue: true })
  })

  it('pages from the newest without gaps', async () => {
    const made = []
    for (let index = 0; index < 3; index += 1)
      made.unshift((await draft({ lines: [line] }, await doneTicket()))['id'])
    const query = `/api/v1/invoices?limit=2&customerId=${customerId}`
    const first = (await call(staff.cs, 'GET', query)).json() as {
      items: { id: string }[]
      nextCursor: string
    }
    const second = (await call(staff.cs, 'GET', `${query}&cursor=${first.nextCursor}`)).json() as typeof first
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual(made)
    expect(second.nextCursor).toBeNull()
    expect((await call(staff.cs, 'GET', `${query}&cursor=nonsense`)).status).toBe(422)
  })
})

describe('what is refused', () => {
  it.each([
    ['no rows', { lines: [] }, 'lines'],
    ['three decimals', { lines: [{ ...line, quantity: 1.234 }] }, 'lines.0.quantity'],
    ['no description', { lines: [{ ...line, description: ' ' }] }, 'lines.0.description'],
    ['a price below zero', { lines: [{ ...line, unitPrice: -1 }] }, 'lines.0.unitPrice'],
    ['too much discount', { lines: [line], discount: 2_000_000 }, 'discount'],
    ['due in half a year and a day', { lines: [line], dueDays: 181 }, 'dueDays'],
  ])('%s is 422 at its field', async (_, body, path) => {
    const answer = await call(staff.cs, 'POST', `/api/v1/tickets/${ticketId}/invoice`, body)
    expect(answer).toMatchObject({ status: 422 })
    expect(answer.json()).toMatchObject({ errors: [{ path, message: expect.stringMatching(/\w/) }] })
  })

  it('a payment of nothing, of a day to come, or with a proof of somebody else', async () => {
    const id = await sent()
    const pay = (body: object) => on(staff.cs, id, 'payments', body)
    const paidOn = workDate(new Date())
    expect((await pay({ amount: 0, paidOn })).status).toBe(422)
    expect((await pay({ amount: 1, paidOn: addDays(paidOn, 1) })).status).toBe(422)
    expect((await pay({ amount: 1, paidOn, paymentId: customerId })).status).toBe(404)
  })

  it('a second payment by a double click is the first one again', async () => {
    const id = await sent()
    const headers = { 'idempotency-key': `pay-${id}` }
    const body = { amount: 110_000, paidOn: workDate(new Date()) }
    const url = `/api/v1/invoices/${id}/payments`
    const one = await call(staff.cs, 'POST', url, body, headers)
    const two = await call(staff.cs, 'POST', url, body, headers)
    expect(two.headers['idempotency-replayed']).toBe('true')
    expect(two.json()).toEqual(one.json())
    expect((await get(staff.cs, id)).json()).toMatchObject({ paidAmount: 110_000 })
  })

  it('a proof may be rejected over HTTP', async () => {
    const id = await sent()
    const bytes = await phonePhoto()
    await uploadProof(deps, ticketId, {
      clientId: newClientId(),
      bytes,
      name: 'x.jpg',
      bank: null,
      senderName: null,
    })
    const [proof] = (await get(staff.cs, id)).json()['payments'] as { id: string }[]
    const url = `/api/v1/payments/${proof?.id}/reject`
    const rejected = await call(staff.cs, 'POST', url, { reason: 'Tidak terbaca' })
    expect(rejected.json()).toMatchObject({
      id,
      payments: [{ status: 'REJECTED', rejectReason: 'Tidak terbaca' }],
    })
    expect((await call(staff.cs, 'POST', url, { reason: 'x' })).status).toBe(409)
    expect((await call(staff.sales, 'POST', url, { reason: 'x' })).status).toBe(403)
  })
})

describe('what the customer is told', () => {
  it('is nothing before it was sent, and no longer once it is void', async () => {
    const { id } = await draft()
    expect(await customerInvoice(db, ticketId)).toBeNull()
    expect(await invoiceFacts(db, id as string)).toBeNull()
    await on(staff.cs, id, 'submit')
    await on(staff.sales, id, 'approve')
    expect(await customerInvoice(db, ticketId)).toBeNull()
    await on(staff.cs, id, 'send')
    expect(await customerInvoice(db, ticketId)).toMatchObject({
      id,
      state: 'SENT',
      total: 1_110_000,
      proofs: [],
    })
    expect(await invoiceFacts(db, id as string)).toMatchObject({
      total: 1_110_000,
      fileId: expect.any(String),
    })
    await on(staff.cs, id, 'void', { reason: 'x' })
    expect(await customerInvoice(db, ticketId)).toBeNull()
    expect(await invoiceFacts(db, id as string)).toBeNull()
  })

  it('of a payment is what it was, what is left, and the kwitansi', async () => {
    const id = await sent()
    const paid = (await on(staff.cs, id, 'payments', { amount: 110_000, paidOn: '2026-01-01' })).json()
    const [payment] = paid['payments'] as { id: string }[]
    expect(await paymentFacts(db, payment?.id ?? '')).toMatchObject({
      amount: 110_000,
      state: 'PARTIALLY_PAID',
      total: 1_110_000,
      paidAmount: 110_000,
      receiptFileId: expect.any(String),
      receiptNumber: expect.stringContaining('/KW/'),
    })
    expect(await paymentFacts(db, id)).toBeNull()
  })
})
