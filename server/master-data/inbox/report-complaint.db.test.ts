import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Tx } from '../../platform/db.ts'
import { chatMessage, chatsOf, picture } from '../../testing/chats.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { listComplaintRows, readComplaint } from './list-complaints.ts'
import { dismissComplaint, reportComplaint, takeComplaint } from './report-complaint.ts'

const { db } = await testDatabase()
const chats = chatsOf(db)
const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
const cs = await insertStaff(db, 'cs', 'Citra Lestari')

let people = 0
async function customer(name = 'Ratna Dewi') {
  people += 1
  const from = { waId: `62816000${String(10_000 + people)}` }
  return { id: await insertCustomer(db, { name, phone: `+${from.waId}` }), from }
}
const report = (customerId: string, more: { conversationId?: string; messageIds?: string[] } = {}) =>
  change((tx) =>
    reportComplaint(tx, cs, {
      customerId,
      conversationId: more.conversationId ?? null,
      text: 'AC bocor',
      messageIds: more.messageIds ?? [],
    }),
  )
const eventsOf = async (customerId: string) =>
  await db
    .selectFrom('events')
    .select(['name', 'actorId', 'data'])
    .where('customerId', '=', customerId)
    .where('name', 'like', 'complaint%')
    .orderBy('id')
    .execute()

describe('reportComplaint', () => {
  it('takes chosen messages of the chat along', async () => {
    const { id, from } = await customer()
    const shown = await chats.arrives(picture(from))
    const place = await chats.arrives(
      chatMessage(from, { kind: 'location', text: null, location: { lat: -7.2, lng: 112.7 } }),
    )
    const conversationId = shown?.conversationId ?? ''
    const complaintId = await report(id, {
      conversationId,
      messageIds: [shown?.messageId ?? '', place?.messageId ?? ''],
    })
    expect(await readComplaint(db, complaintId)).toMatchObject({
      customerId: id,
      customerName: 'Ratna Dewi',
      conversationId,
      status: 'OPEN',
      location: { lat: -7.2, lng: 112.7 },
    })
    expect(await eventsOf(id)).toEqual([{ name: 'complaintReported', actorId: cs.id, data: { complaintId } }])
  })

  it('refuses what does not belong together, and leaves nothing', async () => {
    const [one, two] = [await customer(), await customer()]
    const strange = await chats.arrives(picture(two.from))
    const refused = [
      { conversationId: strange?.conversationId ?? '' },
      { messageIds: [strange?.messageId ?? ''] },
      { conversationId: randomUUID() },
      { messageIds: [randomUUID()] },
    ]
    for (const more of refused) await expect(report(one.id, more)).rejects.toMatchObject({ status: 404 })
    await expect(report(randomUUID())).rejects.toMatchObject({ status: 404 })
    await db
      .updateTable('customers')
      .set({ status: 'INACTIVE', deactivatedAt: new Date() })
      .where('id', '=', one.id)
      .execute()
    await expect(report(one.id)).rejects.toMatchObject({ code: 'CUSTOMER_INACTIVE' })
    expect(await eventsOf(one.id)).toEqual([])
  })
})

describe('deciding', () => {
  it('closes a complaint with a reason, once', async () => {
    const { id } = await customer()
    const complaintId = await report(id)
    await change((tx) => dismissComplaint(tx, cs, complaintId, 'Sudah beres lewat telepon'))
    expect(await readComplaint(db, complaintId)).toMatchObject({
      status: 'DISMISSED',
      dismissReason: 'Sudah beres lewat telepon',
    })
    expect((await eventsOf(id)).at(-1)).toEqual({
      name: 'complaintDismissed',
      actorId: cs.id,
      data: { complaintId, reason: 'Sudah beres lewat telepon' },
    })
    await expect(change((tx) => dismissComplaint(tx, cs, complaintId, 'lagi'))).rejects.toMatchObject({
      code: 'COMPLAINT_DECIDED',
    })
    await expect(change((tx) => dismissComplaint(tx, cs, randomUUID(), 'x'))).rejects.toMatchObject({
      status: 404,
    })
  })

  it('gives it to one ticket of the same customer', async () => {
    const { id } = await customer()
    const complaintId = await report(id)
    const ticket = await insertOpenTicket(db, cs, id)
    const stranger = await customer()
    const take = (customerId: string) =>
      change((tx) => takeComplaint(tx, complaintId, customerId, ticket.id, cs))
    await expect(take(stranger.id)).rejects.toMatchObject({ status: 404 })
    expect(await readComplaint(db, complaintId)).toMatchObject({ status: 'OPEN' })
    const tries = await Promise.allSettled([take(id), take(id), take(id)])
    expect(tries.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(await readComplaint(db, complaintId)).toMatchObject({
      status: 'TICKETED',
      ticketId: ticket.id,
      ticketCode: ticket.code,
    })
    await expect(change((tx) => dismissComplaint(tx, cs, complaintId, 'x'))).rejects.toMatchObject({
      code: 'COMPLAINT_DECIDED',
    })
  })
})

describe('the queue', () => {
  it('is found by words, customer, and number in any spelling', async () => {
    const { id, from } = await customer('Sinta Maharani')
    const complaintId = await report(id)
    const ids = async (query: object) =>
      (await listComplaintRows(db, { limit: 50, ...query })).items.map((row) => row.id)
    const local = `0${from.waId.slice(2)}`
    for (const query of [
      { q: 'sinta mah' },
      { customerId: id },
      { phone: local },
      { phone: `+${from.waId}` },
      { phone: from.waId },
      { phone: `${local.slice(0, 4)}-${local.slice(4, 8)}-${local.slice(8)}` },
    ])
      expect(await ids(query)).toEqual([complaintId])
    for (const query of [
      { phone: 'bukan nomor' },
      { phone: '081599999999' },
      { q: '%' },
      { customerId: randomUUID() },
    ])
      expect(await ids(query)).toEqual([])
    expect(await ids({ status: 'DISMISSED', customerId: id })).toEqual([])
  })

  it('pages from the newest to the oldest', async () => {
    const { id } = await customer()
    const made: string[] = []
    for (let i = 0; i < 7; i++) made.unshift(await report(id))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listComplaintRows(db, { limit: 3, customerId: id, ...(cursor && { cursor }) })
      seen.push(...page.items.map((row) => row.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(made)
  })
})
