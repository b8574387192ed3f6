import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openLog } from '../../platform/log.ts'
import { enqueue, type OutboxRow } from '../../platform/outbox.ts'
import { testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { runWebhook } from '../../testing/run-webhook.ts'
import { ACCOUNT, simulatedWhatsApp, soon } from '../../testing/simulated-whatsapp.ts'
import { openWhatsApp } from './client.ts'
import { openWhatsAppChannel } from './index.ts'
import type { InvoiceFacts } from './render.ts'
import { sendWhatsApp } from './send.ts'

const database = await testDatabase()
const { db } = database
const files = testFiles()
const log = openLog('silent')
const whatsapp = await simulatedWhatsApp()
const cs = await insertStaff(db, 'cs', 'Citra Lestari')
const facts = {
  invoice: async (): Promise<InvoiceFacts | null> => invoice,
  payment: async () => null,
}
let invoice: InvoiceFacts | null = null
const running = await runWebhook(database, {}, (changed) =>
  openWhatsAppChannel({
    db,
    files,
    log,
    publicUrl: 'https://gss.test',
    config: { ...ACCOUNT, apiUrl: whatsapp.url, joinSeconds: 0 },
    facts,
    answers: { takesDocument: async () => false },
    changed,
  }),
)
await whatsapp.control('PUT', '/webhook', { url: `${running.url}/webhooks/whatsapp` })
const templateState = async (name: string) =>
  await db
    .selectFrom('whatsappTemplates')
    .select(['status', 'reason'])
    .where('name', '=', name)
    .executeTakeFirst()

it('brings its templates to WhatsApp and hears that they were approved', async () => {
  for (const name of ['work_done', 'visit_planned', 'invoice_sent'])
    await expect.poll(() => templateState(name), soon).toEqual({ status: 'APPROVED', reason: null })
})

afterEach(async () => {
  await whatsapp.idle()
  await whatsapp.calm()
})

/** A registered customer with a phone, a chat and a ticket. */
async function customer(fields: Parameters<typeof whatsapp.person>[0] = {}) {
  const person = await whatsapp.person(fields)
  const customerId = await insertCustomer(db, {
    name: 'Ratna Dewi',
    phone: fields.hidesNumber ? null : `+${person.phone}`,
  })
  const ticket = await insertOpenTicket(db, cs, customerId)
  const greeting = await whatsapp.says(person.id, 'Halo')
  const chat = async () =>
    await db
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversationId')
      .select('conversations.id')
      .where('messages.externalId', '=', greeting.id)
      .executeTakeFirst()
  await expect.poll(chat, soon).toBeDefined()
  const conversationId = (await chat())?.id ?? ''
  await db.updateTable('conversations').set({ customerId }).where('id', '=', conversationId).execute()
  // the answer to the greeting is out of the way
  await expect.poll(async () => (await whatsapp.chat(person.id)).length, soon).toBeGreaterThan(0)
  await whatsapp.idle()
  return { ...person, customerId, conversationId, ticketId: ticket.id, code: ticket.code ?? '', greeting }
}
type Customer = Awaited<ReturnType<typeof customer>>

/** The visit is done: has a free text and a template. @returns the outbox row */
async function tellDone(who: Customer): Promise<string> {
  const [id = ''] = await enqueue(
    db,
    [{ channel: 'whatsapp', to: who.conversationId, intent: 'workDone', params: { ticketId: who.ticketId } }],
    { key: randomUUID() },
  )
  running.wakeSender()
  return id
}
/** CS writes; kept and queued as the inbox does it. @returns the outbox row */
async function reply(who: Customer, text: string, quotes: string | null = null): Promise<string> {
  const { conversationId } = who
  const outboxId = await db.transaction().execute(async (tx) => {
    const { id: messageId } = await tx
      .insertInto('messages')
      .values({
        conversationId,
        direction: 'OUT',
        kind: 'text',
        body: text,
        status: 'QUEUED',
        sentBy: cs.id,
        replyToExternalId: quotes,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const [id = ''] = await enqueue(
      tx,
      [{ channel: 'whatsapp', to: conversationId, intent: 'reply', params: { messageId } }],
      { key: messageId },
    )
    await tx.updateTable('messages').set({ outboxId: id }).where('id', '=', messageId).execute()
    return id
  })
  running.wakeSender()
  return outboxId
}
const shown = async (outboxId: string) => {
  const rows = await db
    .selectFrom('messages')
    .select(['status', 'body', 'kind', 'error', 'externalId', 'fileId'])
    .where('outboxId', '=', outboxId)
    .execute()
  expect(rows.length).toBeLessThan(2)
  return rows[0]
}
const statusOf = async (outboxId: string) => (await shown(outboxId))?.status
const reached = async (outboxId: string, status: string) =>
  await expect.poll(() => statusOf(outboxId), soon).toBe(status)
const outboxOf = (id: string) =>
  db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
/** Send calls with this mark, each with what it was answered. */
const sendsOf = async (outboxId: string) =>
  (await whatsapp.calls('/messages')).filter((call) => call.body?.['biz_opaque_callback_data'] === outboxId)

describe('inside the window', () => {
  it('sends words to the number, marked as ours, and follows the ticks', async () => {
    const ratna = await customer()
    const id = await reply(ratna, 'Teknisi berangkat pukul 9')
    expect((await whatsapp.hears(ratna.id, 'berangkat pukul 9')).body.type).toBe('text')
    await reached(id, 'DELIVERED')
    await whatsapp.control('POST', `/people/${ratna.id}/read`)
    await reached(id, 'READ')
    expect(await sendsOf(id)).toMatchObject([
      { status: 200, body: { to: `+${ratna.phone}`, recipient_type: 'individual', type: 'text' } },
    ])
    expect((await outboxOf(id)).status).toBe('READ')
  })

  it('quotes the message it answers', async () => {
    const ratna = await customer()
    await reply(ratna, 'Ya, ada yang bisa dibantu?', ratna.greeting.id)
    expect((await whatsapp.hears(ratna.id, 'bisa dibantu')).replyTo).toBe(ratna.greeting.id)
  })

  it('writes to somebody without a number by his id', async () => {
    const maya = await customer({ name: 'Maya', username: `maya${Date.now()}`, hidesNumber: true })
    const id = await reply(maya, 'Halo Maya')
    await reached(id, 'DELIVERED')
    const [call] = await sendsOf(id)
    expect(call?.body).toMatchObject({ recipient: maya.userId })
    expect(call?.body).not.toHaveProperty('to')
  })

  it('sends a document with its words, from our own copy', async () => {
    const ratna = await customer()
    const file = await files.store(db, {
      name: 'INV-001.pdf',
      bytes: Buffer.from('%PDF-1.7 tagihan'),
      mime: 'application/pdf',
    })
    invoice = {
      number: '001/INV/GSS/XI/2026',
      total: 1_110_000,
      dueDate: '2026-12-05',
      fileId: file.id,
      fileName: 'INV-001.pdf',
      ticketId: ratna.ticketId,
    }
    const [id = ''] = await enqueue(
      db,
      [{ channel: 'whatsapp', to: ratna.conversationId, intent: 'invoiceSent', params: { invoiceId: 'x' } }],
      { key: randomUUID() },
    )
    running.wakeSender()
    const heard = await whatsapp.hears(ratna.id, '001/INV/GSS/XI/2026')
    expect(heard.body).toMatchObject({ type: 'document', document: { filename: 'INV-001.pdf' } })
    await reached(id, 'DELIVERED')
    expect(await shown(id)).toMatchObject({ kind: 'document', fileId: file.id })
  })

  it('hears of the delivery before its own call is answered', async () => {
    const ratna = await customer()
    await whatsapp.faults({ statusBeforeAnswer: true, statusReorder: true, statusDuplicate: true })
    const id = await reply(ratna, 'Cepat sekali')
    await reached(id, 'DELIVERED')
    expect((await shown(id))?.externalId).toMatch(/^wamid\./)
    await expect.poll(async () => (await outboxOf(id)).status, soon).toBe('DELIVERED')
  })
})

describe('outside the window', () => {
  it('sends the approved template, and the chat shows its words', async () => {
    const ratna = await customer()
    await whatsapp.change(ratna.id, { hoursSinceInbound: 30 })
    await db
      .updateTable('conversations')
      .set({ lastInboundAt: new Date(Date.now() - 30 * 3_600_000) })
      .where('id', '=', ratna.conversationId)
      .execute()
    const id = await tellDone(ratna)
    await reached(id, 'DELIVERED')
    expect(await shown(id)).toMatchObject({
      kind: 'template',
      body: expect.stringMatching(new RegExp(`^Halo Ratna Dewi, pekerjaan ${ratna.code} sudah selesai`)),
    })
    const [call] = await sendsOf(id)
    expect(call?.body).toMatchObject({
      type: 'template',
      template: { name: 'work_done', language: { code: 'id' } },
    })
  })

  it('falls back to the template when WhatsApp closed the window earlier than we thought', async () => {
    const ratna = await customer()
    await whatsapp.change(ratna.id, { hoursSinceInbound: 25 })
    const id = await tellDone(ratna)
    await reached(id, 'DELIVERED')
    expect((await sendsOf(id)).map((call) => call.body['type'])).toEqual(['text', 'template'])
    expect(await shown(id)).toMatchObject({ kind: 'template', error: null })
    expect(await whatsapp.chat(ratna.id)).toHaveLength(2)
  })

  it('does so too when the refusal comes as a report, once', async () => {
    const ratna = await customer()
    await whatsapp.change(ratna.id, { hoursSinceInbound: 25 })
    await whatsapp.faults({ windowAsync: true })
    const id = await tellDone(ratna)
    await reached(id, 'DELIVERED')
    expect((await sendsOf(id)).map((call) => call.body['type'])).toEqual(['text', 'template'])
    // a template that is refused for the same reason is not sent for ever
    await whatsapp.faults({ windowAsync: true, statusFailCode: 131047 })
    const again = await tellDone(ratna)
    await reached(again, 'FAILED')
    expect(await sendsOf(again)).toHaveLength(2)
  })

  it('says what to do when there is no template for it', async () => {
    const ratna = await customer()
    await whatsapp.change(ratna.id, { hoursSinceInbound: 25 })
    await whatsapp.faults({ windowAsync: true })
    const id = await reply(ratna, 'Apakah sudah nyala?')
    await reached(id, 'FAILED')
    expect((await shown(id))?.error).toMatchObject({
      code: 131047,
      say: expect.stringContaining('Telepon pelanggan'),
    })
    expect(await sendsOf(id)).toHaveLength(1)
  })

  it('does not send a template that WhatsApp paused, and hears of it at once', async () => {
    const ratna = await customer()
    await whatsapp.control('PATCH', '/templates/work_done', { status: 'PAUSED', reason: 'LOW_QUALITY' })
    await expect
      .poll(() => templateState('work_done'), soon)
      .toEqual({ status: 'PAUSED', reason: 'LOW_QUALITY' })
    await db
      .updateTable('conversations')
      .set({ lastInboundAt: new Date(Date.now() - 30 * 3_600_000) })
      .where('id', '=', ratna.conversationId)
      .execute()
    const id = await tellDone(ratna)
    await reached(id, 'FAILED')
    expect(await sendsOf(id)).toEqual([])
    await whatsapp.control('PATCH', '/templates/work_done', { status: 'APPROVED' })
    await expect.poll(() => templateState('work_done'), soon).toMatchObject({ status: 'APPROVED' })
  })
})

describe('trouble', () => {
  it('waits and tries again when one customer was written to too often, in order', async () => {
    const ratna = await customer()
    await whatsapp.faults({ sendError: { code: 131056, count: 1 } })
    const first = await reply(ratna, 'pesan pertama')
    await expect.poll(async () => (await shown(first))?.error, soon).toMatchObject({ code: 131056 })
    expect(await statusOf(first)).toBe('QUEUED')
    const second = await reply(ratna, 'pesan kedua')
    await reached(second, 'DELIVERED')
    await reached(first, 'DELIVERED')
    const said = (await whatsapp.chat(ratna.id)).map((message) => message.text)
    expect(said.slice(-2)).toEqual(['pesan pertama', 'pesan kedua'])
    expect((await shown(first))?.error).toBeNull()
  })

  it('holds everything back for a moment when the whole number is limited', async () => {
    const [ratna, budi] = [await customer(), await customer({ name: 'Budi' })]
    await whatsapp.faults({ sendError: { code: 130429, count: 1 } })
    const first = await reply(ratna, 'satu')
    await expect.poll(async () => (await shown(first))?.error, soon).toMatchObject({ code: 130429 })
    const second = await reply(budi, 'dua')
    await reached(second, 'DELIVERED')
    await reached(first, 'DELIVERED')
    expect((await sendsOf(second)).filter((call) => call.status !== 200)).toEqual([])
  })

  it('never sends again what may have gone out; a report tells', async () => {
    const ratna = await customer()
    await whatsapp.faults({ dropAfterAccept: 1, statusDelayMs: 1500 })
    const id = await reply(ratna, 'mungkin sudah terkirim')
    await reached(id, 'UNKNOWN')
    expect((await shown(id))?.error).toMatchObject({ say: expect.stringContaining('Belum pasti') })
    await reached(id, 'DELIVERED')
    expect(await sendsOf(id)).toHaveLength(1)
    expect((await shown(id))?.error).toBeNull()
  })

  it('says that a number is not on WhatsApp', async () => {
    const ratna = await customer()
    await whatsapp.change(ratna.id, { onWhatsapp: false })
    const id = await reply(ratna, 'Halo?')
    await reached(id, 'FAILED')
    expect((await shown(id))?.error).toMatchObject({ code: 131026 })
    expect((await outboxOf(id)).status).toBe('FAILED')
  })

  it('says that there is nowhere to send to', async () => {
    const { id: conversationId } = await db
      .insertInto('conversations')
      .values({ lastInboundAt: new Date() })
      .returning('id')
      .executeTakeFirstOrThrow()
    const [id = ''] = await enqueue(
      db,
      [{ channel: 'whatsapp', to: conversationId, intent: 'answer', params: { key: 'registration.help' } }],
      { key: randomUUID() },
    )
    running.wakeSender()
    await reached(id, 'FAILED')
    expect((await shown(id))?.error).toMatchObject({ code: 900001 })
  })
})

/** An address at which nobody listens. */
async function nobody(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}`
}

describe('when WhatsApp cannot be reached', () => {
  const deps = (apiUrl: string) => ({
    db,
    files,
    log,
    client: openWhatsApp({ ...ACCOUNT, apiUrl }),
    brake: { until: 0, troubled: false },
    facts: {
      ...facts,
      publicUrl: 'https://gss.test',
      reply: async () => ({ body: 'Halo', quote: null, file: null }),
    },
  })
  /** A row as the sender has taken it, without the running sender. */
  async function taken(who: Customer, more: Partial<OutboxRow> = {}): Promise<OutboxRow> {
    const start = await running.holdSending()
    const id = await tellDone(who)
    await db
      .updateTable('outbox')
      .set({ status: 'SENDING', takenAt: new Date() })
      .where('id', '=', id)
      .execute()
    start()
    return { ...(await outboxOf(id)), attempts: 1, ...more }
  }

  it('keeps the message, tells CS, and tries later', async () => {
    const ratna = await customer()
    const row = await taken(ratna)
    const sent = await sendWhatsApp(deps(await nobody()), row)
    expect(sent).toMatchObject({ status: 'RETRY' })
    expect(await shown(row.id)).toMatchObject({ status: 'QUEUED', error: { code: 900002 } })
    expect(await sendWhatsApp(deps('http://nowhere.invalid'), row)).toMatchObject({ status: 'RETRY' })
    // a day later nobody wants to read it any more
    const old = { ...row, createdAt: new Date(Date.now() - 25 * 3_600_000) as never }
    expect(await sendWhatsApp(deps(await nobody()), old)).toMatchObject({ status: 'FAILED' })
    expect(await shown(row.id)).toMatchObject({ status: 'FAILED' })
  })

  it('stops the whole sender when the token is refused, and keeps the queue', async () => {
    const ratna = await customer()
    const row = await taken(ratna)
    const refused = deps(whatsapp.url)
    refused.client = openWhatsApp({ ...ACCOUNT, apiUrl: whatsapp.url, accessToken: 'expired' })
    expect(await sendWhatsApp(refused, row)).toMatchObject({ status: 'RETRY', error: { code: 190 } })
    const before = (await whatsapp.calls('/messages')).length
    expect(await sendWhatsApp(refused, row)).toMatchObject({ status: 'RETRY' })
    expect(await whatsapp.calls('/messages')).toHaveLength(before)
    // admin is told, once, and hears no more of it when a message is taken again
    const troubles = () =>
      db
        .selectFrom('channelTroubles')
        .select(['kind', 'subject', 'times', 'resolvedAt'])
        .where('kind', '=', 'token')
        .execute()
    expect(await troubles()).toEqual([{ kind: 'token', subject: '190', times: 1, resolvedAt: null }])
    refused.client = openWhatsApp({ ...ACCOUNT, apiUrl: whatsapp.url })
    refused.brake.until = 0
    expect(await sendWhatsApp(refused, row)).toMatchObject({ status: 'SENT' })
    expect((await troubles())[0]?.resolvedAt).not.toBeNull()
  })

  it('tries again when only the file could not be handed over', async () => {
    const ratna = await customer()
    const file = await files.store(db, {
      name: 'a.pdf',
      bytes: Buffer.from('%PDF-1.7'),
      mime: 'application/pdf',
    })
    invoice = {
      number: '002',
      total: 1,
      dueDate: null,
      fileId: file.id,
      fileName: 'a.pdf',
      ticketId: ratna.ticketId,
    }
    const row = { ...(await taken(ratna)), intent: 'invoiceSent', params: { invoiceId: 'x' } }
    const sent = await sendWhatsApp(deps(await nobody()), row)
    expect(sent).toMatchObject({ status: 'RETRY' })
  })
})

describe('news about people', () => {
  it('follows a customer to a new number', async () => {
    const ratna = await customer()
    const phone = `62899${String(Date.now()).slice(-8)}`
    await whatsapp.change(ratna.id, { phone })
    const address = () =>
      db.selectFrom('conversations').select('waId').where('id', '=', ratna.conversationId).executeTakeFirst()
    await expect.poll(address, soon).toEqual({ waId: phone })
    const record = await db
      .selectFrom('customers')
      .select('phone')
      .where('id', '=', ratna.customerId)
      .executeTakeFirst()
    expect(record).toEqual({ phone: `+${phone}` })
    const id = await reply(ratna, 'Masih di nomor baru?')
    await reached(id, 'DELIVERED')
    expect((await sendsOf(id))[0]?.body).toMatchObject({ to: `+${phone}` })
  })

  it('respects who wants no advertising', async () => {
    const ratna = await customer()
    const wish = (value: string) =>
      whatsapp.control('POST', '/webhooks', {
        field: 'user_preferences',
        value: {
          messaging_product: 'whatsapp',
          metadata: { phone_number_id: ACCOUNT.phoneNumberId },
          user_preferences: [{ wa_id: ratna.phone, category: 'marketing_messages', value, timestamp: 1 }],
        },
      })
    const stopped = async () =>
      (
        await db
          .selectFrom('customers')
          .select('marketingStoppedAt')
          .where('id', '=', ratna.customerId)
          .executeTakeFirst()
      )?.marketingStoppedAt !== null
    await wish('stop')
    await expect.poll(stopped, soon).toBe(true)
    await wish('resume')
    await expect.poll(stopped, soon).toBe(false)
  })
})
