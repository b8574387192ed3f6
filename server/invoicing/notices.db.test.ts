import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { testDatabase } from '../testing/index.ts'
import { insertDoneTicket, newClientId, phonePhoto, relayOnly, testFiles } from '../testing/jobs.ts'
import { insertConversation, insertCustomer, insertStaff, linkTelegram } from '../testing/people.ts'
import { approveInvoice, requestRevision, submitInvoice, voidInvoice } from './approve-invoice.ts'
import { changeInvoice, draftInvoice } from './draft-invoice.ts'
import { invoicingNotices } from './notices.ts'
import { takeChatProof, uploadProof } from './receive-proof.ts'
import { recordPayment, rejectPayment } from './record-payment.ts'
import { sendInvoice } from './send-invoice.ts'

const { db, pool } = await testDatabase()
const deps = { db, files: testFiles(), publicUrl: 'https://gss.example' }
let [cs, sales, far, andi]: Staff[] = []
let customerId: string
let conversation: string
let ticketId: string
let id: string
beforeAll(async () => {
  cs = await linkTelegram(db, await insertStaff(db, 'cs'))
  sales = await linkTelegram(db, await insertStaff(db, 'sales', 'Sari'))
  far = await insertStaff(db, 'sales', 'Fani')
  andi = await insertStaff(db, 'technician')
})
beforeEach(async () => {
  customerId = await insertCustomer(db)
  conversation = await insertConversation(db, customerId)
  ticketId = await insertDoneTicket(db, pool, { cs: cs!, customerId, crew: [andi!] })
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
  await relayOnly(db, {})
})

/** Who is told because of what is done, as `intent[ key] to`. */
async function told(act: () => Promise<unknown>): Promise<string[]> {
  await act()
  const names = new Map([
    [cs!.id, 'cs'],
    [sales!.id, 'sales'],
    [far!.id, 'far'],
    [conversation, 'customer'],
  ])
  return (await relayOnly(db, invoicingNotices))
    .map((message) => {
      const { key } = message.params as { key?: string }
      return [message.intent, key, names.get(message.to) ?? message.to].filter(Boolean).join(' ')
    })
    .toSorted()
}
const submit = () => submitInvoice(db, cs!, id)
const send = async () => {
  await submit()
  await approveInvoice(db, sales!, id)
  await sendInvoice(deps, cs!, id)
  await relayOnly(db, {})
}
const upload = async () =>
  uploadProof(deps, ticketId, {
    clientId: newClientId(),
    bytes: await phonePhoto(),
    name: 'x.jpg',
    bank: null,
    senderName: null,
  })
const payment = async () =>
  (await db.selectFrom('payments').select('id').where('invoiceId', '=', id).executeTakeFirstOrThrow()).id

describe('who hears of an invoice', () => {
  it('Sales hears nothing of a draft that was never submitted, whatever becomes of it', async () => {
    expect(await told(() => changeInvoice(db, cs!, id, { note: 'x' }))).toEqual([])
    expect(await told(() => voidInvoice(db, cs!, id, 'x'))).toEqual([])
  })

  it('Sales, who can be reached, gets the card with the submission and with every change after it', async () => {
    expect(await told(submit)).toEqual(['invoiceCard sales'])
    expect(await told(() => requestRevision(db, sales!, id, 'Mahal'))).toEqual([
      'invoiceCard sales',
      'notice revisionRequested cs',
    ])
    expect(await told(() => changeInvoice(db, cs!, id, { note: 'x' }))).toEqual(['invoiceCard sales'])
    expect(await told(submit)).toEqual(['invoiceCard sales'])
    expect(await told(() => approveInvoice(db, sales!, id))).toEqual([
      'invoiceCard sales',
      'notice invoiceApproved cs',
    ])
    expect(await told(() => voidInvoice(db, cs!, id, 'x'))).toEqual(['invoiceCard sales'])
  })

  it('the customer gets it when it is sent', async () => {
    await submit()
    await approveInvoice(db, sales!, id)
    await relayOnly(db, {})
    expect(await told(() => sendInvoice(deps, cs!, id))).toEqual(['invoiceSent customer'])
  })

  it('CS hears of a proof; the customer is answered in the chat only when it came by chat', async () => {
    await send()
    expect(await told(upload)).toEqual(['notice paymentProofReceived cs'])
    const message = await db
      .insertInto('messages')
      .values({ conversationId: conversation, direction: 'IN', kind: 'image', status: 'RECEIVED' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const take = () =>
      db.transaction().execute((tx) => takeChatProof(tx, { customerId, messageId: message.id }))
    expect(await told(take)).toEqual(['notice paymentProofReceived cs', 'proofReceived customer'])
  })

  it('the customer hears what became of the money', async () => {
    await send()
    await upload()
    const paymentId = await payment()
    expect(await told(() => rejectPayment(db, cs!, paymentId, 'x'))).toEqual([
      'notice paymentProofReceived cs',
      'paymentRejected customer',
    ])
    const paid = () =>
      recordPayment(deps, cs!, id, { amount: 111_000, paidOn: '2026-01-01', bank: null, senderName: null })
    expect(await told(paid)).toEqual(['paymentReceived customer'])
  })

  it('nobody is written to by WhatsApp who has none', async () => {
    await db.updateTable('customers').set({ phone: null }).where('id', '=', customerId).execute()
    await db.updateTable('conversations').set({ customerId: null }).where('id', '=', conversation).execute()
    await submit()
    await approveInvoice(db, sales!, id)
    await relayOnly(db, {})
    expect(await told(() => sendInvoice(deps, cs!, id))).toEqual([])
  })
})
