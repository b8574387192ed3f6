import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { InvalidInput } from '../platform/errors.ts'
import { testDatabase } from '../testing/index.ts'
import {
  eventsOf,
  insertDoneTicket,
  insertTicketApart,
  newClientId,
  phonePhoto,
  testFiles,
} from '../testing/jobs.ts'
import { insertConversation, insertCustomer, insertStaff } from '../testing/people.ts'
import { approveInvoice, submitInvoice, voidInvoice } from './approve-invoice.ts'
import { draftInvoice } from './draft-invoice.ts'
import { invoicingTasks } from './reactions.ts'
import { takeChatProof, uploadProof } from './receive-proof.ts'
import { recordPayment } from './record-payment.ts'
import { sendInvoice } from './send-invoice.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const deps = { db, files, publicUrl: 'https://gss.example' }
let [cs, sales, andi]: Staff[] = []
let customerId: string
let conversationId: string
let ticketId: string
let id: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  sales = await insertStaff(db, 'sales')
  andi = await insertStaff(db, 'technician')
})
beforeEach(async () => {
  customerId = await insertCustomer(db)
  conversationId = await insertConversation(db, customerId)
  ticketId = await insertDoneTicket(db, pool, { cs: cs!, customerId, crew: [andi!] })
  id = await draft(ticketId)
})

async function draft(ticket: string): Promise<string> {
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
  return await draftInvoice(db, cs!, ticket, { lines, discount: 0, note: null, dueDays: 14 })
}
async function send() {
  await submitInvoice(db, cs!, id)
  await approveInvoice(db, sales!, id)
  await sendInvoice(deps, cs!, id)
}
const upload = async (fields: Partial<Parameters<typeof uploadProof>[2]> = {}) =>
  uploadProof(deps, ticketId, {
    clientId: newClientId(),
    bytes: await phonePhoto(),
    name: 'bukti.jpg',
    bank: 'BNI',
    senderName: 'Ratna',
    ...fields,
  })
const payments = () =>
  db.selectFrom('payments').selectAll().where('invoiceId', '=', id).orderBy('createdAt').execute()
const received = async () =>
  (await eventsOf(db, ticketId)).filter((event) => event.name === 'paymentProofReceived')

describe('a proof from the link', () => {
  it('is kept unchanged for CS to check', async () => {
    await send()
    const bytes = await phonePhoto()
    await upload({ bytes })
    const [payment] = await payments()
    expect(payment).toMatchObject({
      status: 'SUBMITTED',
      amount: null,
      bank: 'BNI',
      senderName: 'Ratna',
      source: 'LINK',
    })
    expect((await files.read(db, payment!.proofFileId as string))?.bytes.equals(bytes)).toBe(true)
    expect(await received()).toEqual([
      {
        name: 'paymentProofReceived',
        actorId: customerId,
        data: { paymentId: payment!.id, source: 'LINK' },
      },
    ])
  })

  it('may be a PDF', async () => {
    await send()
    await upload({ bytes: Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'), name: 'bukti.pdf' })
    const [payment] = await payments()
    expect((await files.read(db, payment!.proofFileId as string))?.mime).toBe('application/pdf')
  })

  it('pressed twice is one, also at once', async () => {
    await send()
    const clientId = newClientId()
    await Promise.all([upload({ clientId }), upload({ clientId }), upload({ clientId })])
    await upload({ clientId })
    expect(await payments()).toHaveLength(1)
    expect(await received()).toHaveLength(1)
  })

  it.each([
    ['a program', Buffer.from('4d5a900003000000', 'hex')],
    ['a web page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['nothing', Buffer.from('')],
  ])('is refused when it is %s, whatever its name', async (_, bytes) => {
    await send()
    await expect(upload({ bytes, name: 'bukti.jpg' })).rejects.toBeInstanceOf(InvalidInput)
    expect(await payments()).toEqual([])
  })

  it('is refused when nothing is to be paid: not sent yet, paid, or void', async () => {
    await expect(upload()).rejects.toMatchObject({ code: 'NOTHING_TO_PAY' })
    await send()
    await recordPayment(deps, cs!, id, {
      amount: 111_000,
      paidOn: '2026-01-01',
      bank: null,
      senderName: null,
    })
    await expect(upload()).rejects.toMatchObject({ code: 'NOTHING_TO_PAY' })
    ticketId = await insertDoneTicket(db, pool, { cs: cs!, customerId, crew: [andi!] })
    id = await draft(ticketId)
    await send()
    await voidInvoice(db, cs!, id, 'x')
    await expect(upload()).rejects.toMatchObject({ code: 'NOTHING_TO_PAY' })
  })

  it('is refused when ten wait already, also when more come at once', async () => {
    await send()
    const tries = await Promise.allSettled(Array.from({ length: 13 }, () => upload()))
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(10)
    await expect(upload()).rejects.toMatchObject({ code: 'TOO_MANY_PROOFS' })
    expect(await payments()).toHaveLength(10)
  })
})

describe('a picture in the chat', () => {
  const message = async (fileId: string | null = null) => {
    const made = await sql<{
      id: string
    }>`insert into messages (conversation_id, direction, kind, status, file_id)
      values (${conversationId}, 'IN', 'image', 'RECEIVED', ${fileId}) returning id`.execute(db)
    return made.rows[0]!.id
  }
  const take = (messageId: string) =>
    db.transaction().execute((tx) => takeChatProof(tx, { customerId, messageId }))

  it('of a customer with an open invoice is a proof; its file follows when it was fetched', async () => {
    await send()
    const messageId = await message()
    expect(await take(messageId)).toBe(true)
    expect(await payments()).toMatchObject([
      { source: 'WHATSAPP', status: 'SUBMITTED', clientId: `message:${messageId}`, proofFileId: null },
    ])
    expect((await received())[0]).toMatchObject({ actorId: customerId, data: { source: 'WHATSAPP' } })
    const file = await files.store(db, { name: 'x.jpg', bytes: await phonePhoto(), mime: 'image/jpeg' })
    await sql`update messages set file_id = ${file.id} where id = ${messageId}`.execute(db)
    const event = await sql<{ id: number }>`insert into events (name, actor_kind, data)
      values ('mediaStored', 'system', jsonb_build_object('messageId', ${messageId}::text, 'kind', 'image')) returning id`.execute(
      db,
    )
    const task = invoicingTasks(db)['attachProofFile'] as unknown as (payload: object) => Promise<void>
    await task({ eventId: String(event.rows[0]!.id) })
    expect((await payments())[0]!.proofFileId).toBe(file.id)
    await task({ eventId: '999999999' })
  })

  it('already fetched comes with its file, and counts once however often it is looked at', async () => {
    await send()
    const file = await files.store(db, { name: 'x.jpg', bytes: await phonePhoto(), mime: 'image/jpeg' })
    const messageId = await message(file.id)
    expect([await take(messageId), await take(messageId)]).toEqual([true, true])
    expect(await payments()).toMatchObject([{ proofFileId: file.id }])
  })

  it('is none without an open invoice', async () => {
    expect(await take(await message())).toBe(false)
  })

  it('is none while it may be about a complaint or a visit', async () => {
    await send()
    const visit = await insertTicketApart(db, cs!, customerId)
    expect(await take(await message())).toBe(false)
    await sql`update tickets set state = 'CANCELLED', cancel_reason = 'x' where id = ${visit.id}`.execute(db)
    const complaint = await sql<{ id: string }>`insert into complaints (customer_id, text, status)
      values (${customerId}, 'AC bocor lagi', 'OPEN') returning id`.execute(db)
    expect(await take(await message())).toBe(false)
    await sql`update complaints set status = 'DISMISSED', dismiss_reason = 'x' where id = ${complaint.rows[0]!.id}`.execute(
      db,
    )
    expect(await take(await message())).toBe(true)
  })

  it('beyond ten waiting ones stays a picture and spoils nothing', async () => {
    await send()
    for (let index = 0; index < 10; index += 1) expect(await take(await message())).toBe(true)
    expect(await take(await message())).toBe(false)
    expect(await payments()).toHaveLength(10)
  })
})
