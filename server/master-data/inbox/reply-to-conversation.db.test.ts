import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Tx } from '../../platform/db.ts'
import { chatMessage, chatsOf } from '../../testing/chats.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { linkConversation, unlinkConversation } from './link-conversation.ts'
import { readReply } from './note-delivery.ts'
import { readConversation, replyToConversation } from './reply-to-conversation.ts'
import { listConversationRows, readConversationRow, readMessageRow } from './reads.ts'

const { db } = await testDatabase()
const chats = chatsOf(db)
const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
const cs = await insertStaff(db, 'cs', 'Citra Lestari')
const other = await insertStaff(db, 'cs', 'Dewi Anggraini')

let people = 0
async function chat(hoursAgo = 0) {
  people += 1
  const from = { waId: `62815000${String(10_000 + people)}`, name: 'Budi di WhatsApp' }
  const message = chatMessage(from, { at: new Date(Date.now() - hoursAgo * 3_600_000) })
  const received = await chats.arrives(message)
  return { from, message, id: received?.conversationId ?? '', messageId: received?.messageId ?? '' }
}
const chatEvents = async (conversationId: string) =>
  (
    await db
      .selectFrom('events')
      .select(['name', 'actorId', 'data'])
      .where('conversationId', '=', conversationId)
      .orderBy('id')
      .execute()
  ).filter((event) => event.name !== 'messageReceived')

describe('replyToConversation', () => {
  it('queues the words, quotes, takes the chat over and counts it as read', async () => {
    const { id, message, messageId } = await chat()
    const written = await change((tx) =>
      replyToConversation(tx, cs, id, { text: 'Kami cek dulu ya', replyTo: messageId }),
    )
    expect(await readReply(db, written)).toEqual({
      body: 'Kami cek dulu ya',
      quote: message.externalId,
      file: null,
    })
    const row = await db
      .selectFrom('messages')
      .innerJoin('outbox', 'outbox.id', 'messages.outboxId')
      .select(['messages.status', 'messages.sentBy', 'outbox.intent', 'outbox.params', 'outbox.recipientId'])
      .where('messages.id', '=', written)
      .executeTakeFirst()
    expect(row).toEqual({
      status: 'QUEUED',
      sentBy: cs.id,
      intent: 'reply',
      params: { messageId: written },
      recipientId: id,
    })
    expect(await readConversationRow(db, id)).toMatchObject({
      unreadCount: 0,
      assignedTo: { id: cs.id },
      lastMessage: { text: 'Kami cek dulu ya', direction: 'OUT' },
    })
    expect(await chatEvents(id)).toEqual([
      { name: 'messageSent', actorId: cs.id, data: { messageId: written } },
    ])
    // a colleague who helps out does not take the chat away
    await change((tx) => replyToConversation(tx, other, id, { text: 'Sudah dijadwalkan' }))
    expect(await readConversationRow(db, id)).toMatchObject({ assignedTo: { id: cs.id } })
  })

  it('quotes nothing from another chat', async () => {
    const [mine, strange] = [await chat(), await chat()]
    const written = await change((tx) =>
      replyToConversation(tx, cs, mine.id, { text: 'Halo', replyTo: strange.messageId }),
    )
    expect(await readReply(db, written)).toEqual({ body: 'Halo', quote: null, file: null })
  })

  it('is refused when the 24 hours are over, five minutes before at the latest', async () => {
    const open = await chat(23)
    expect((await readConversationRow(db, open.id)).windowOpenUntil).not.toBeNull()
    await change((tx) => replyToConversation(tx, cs, open.id, { text: 'Masih bisa' }))
    for (const hours of [23.95, 30]) {
      const shut = await chat(hours)
      expect((await readConversationRow(db, shut.id)).windowOpenUntil).toBeNull()
      await expect(
        change((tx) => replyToConversation(tx, cs, shut.id, { text: 'Terlambat' })),
      ).rejects.toMatchObject({ code: 'WINDOW_CLOSED', status: 409 })
      expect(await chatEvents(shut.id)).toEqual([])
    }
  })

  it('needs a chat', async () => {
    await expect(
      change((tx) => replyToConversation(tx, cs, randomUUID(), { text: 'Halo' })),
    ).rejects.toMatchObject({ status: 404 })
    await expect(change((tx) => readConversation(tx, randomUUID()))).rejects.toMatchObject({ status: 404 })
  })
})

it('a message that did not arrive can be sent by hand', async () => {
  const { id, from } = await chat()
  const written = await change((tx) => replyToConversation(tx, cs, id, { text: 'Datang jam 9 & 10?' }))
  expect(await readMessageRow(db, written)).toMatchObject({
    status: 'QUEUED',
    problem: null,
    draftLink: null,
  })
  await db
    .updateTable('messages')
    .set({ status: 'FAILED', error: sql`'{"code":131026,"say":"Telepon pelanggan."}'::jsonb` })
    .where('id', '=', written)
    .execute()
  expect(await readMessageRow(db, written)).toMatchObject({
    problem: 'Telepon pelanggan.',
    draftLink: `https://wa.me/${from.waId}?text=Datang%20jam%209%20%26%2010%3F`,
  })
})

describe('linking a chat with a customer', () => {
  it('says whose it is and passes on what was reported before', async () => {
    const { id, from } = await chat()
    await chats.writes(from, 'pompa air mati')
    const customerId = await insertCustomer(db, { name: 'Tono Susilo' })
    await change((tx) => linkConversation(tx, cs, id, customerId))
    expect(await readConversationRow(db, id)).toMatchObject({
      customer: { id: customerId, name: 'Tono Susilo' },
    })
    const complaints = await db
      .selectFrom('complaints')
      .select(['text', 'conversationId'])
      .where('customerId', '=', customerId)
      .execute()
    // the greeting that stood before it is no complaint
    expect(complaints).toEqual([{ text: expect.stringContaining('pompa air mati'), conversationId: id }])
    expect((await chatEvents(id)).map((event) => [event.name, event.data])).toMatchObject([
      ['customerChanged', { fields: ['conversation'] }],
      ['complaintReported', {}],
    ])
    // once more changes nothing
    await change((tx) => linkConversation(tx, cs, id, customerId))
    expect(await chatEvents(id)).toHaveLength(2)
  })

  it('is refused for a chat of somebody else, an inactive customer, and nobody', async () => {
    const { id } = await chat()
    const [a, b] = [await insertCustomer(db), await insertCustomer(db)]
    await db
      .updateTable('customers')
      .set({ status: 'INACTIVE', deactivatedAt: new Date() })
      .where('id', '=', b)
      .execute()
    await expect(change((tx) => linkConversation(tx, cs, id, b))).rejects.toMatchObject({
      code: 'CUSTOMER_INACTIVE',
    })
    await change((tx) => linkConversation(tx, cs, id, a))
    await expect(
      change(async (tx) => linkConversation(tx, cs, id, await insertCustomer(db))),
    ).rejects.toMatchObject({ code: 'CONVERSATION_HAS_CUSTOMER' })
    for (const [chatId, customerId] of [
      [randomUUID(), a],
      [id, randomUUID()],
    ] as const)
      await expect(change((tx) => linkConversation(tx, cs, chatId, customerId))).rejects.toMatchObject({
        status: 404,
      })
  })

  it('can be taken back, with an event for the one who loses it', async () => {
    const { id } = await chat()
    const [a, b] = [await insertCustomer(db), await insertCustomer(db)]
    await change((tx) => linkConversation(tx, cs, id, a))
    await change((tx) => unlinkConversation(tx, cs, id))
    expect(await readConversationRow(db, id)).toMatchObject({ customer: null })
    await change((tx) => unlinkConversation(tx, cs, id))
    expect((await chatEvents(id)).map((event) => event.name)).toEqual(['customerChanged', 'customerChanged'])
    await change((tx) => linkConversation(tx, cs, id, b))
    expect(await readConversationRow(db, id)).toMatchObject({ customer: { id: b } })
    await expect(change((tx) => unlinkConversation(tx, cs, randomUUID()))).rejects.toMatchObject({
      status: 404,
    })
  })
})

describe('the inbox', () => {
  it('is found by name, customer, user name and number in any spelling', async () => {
    const { id, from } = await chat()
    await db.updateTable('conversations').set({ username: 'budi.unik' }).where('id', '=', id).execute()
    const customerId = await insertCustomer(db, { name: 'Perusahaan Unik', phone: '+622155512345' })
    await change((tx) => linkConversation(tx, cs, id, customerId))
    const local = `0${from.waId.slice(2)}`
    for (const q of [
      'perusahaan un',
      'budi.unik',
      local,
      `+${from.waId}`,
      local.replace(/^(.{4})/, '$1-'),
      '(021) 555-12345',
    ])
      expect((await listConversationRows(db, cs, { limit: 10, q })).items.map((row) => row.id)).toEqual([id])
    expect((await listConversationRows(db, cs, { limit: 10, q: '%' })).items).toEqual([])
  })

  it('pages from the newest to the oldest without a gap', async () => {
    for (let i = 0; i < 7; i++) await chat(i)
    const all = (await listConversationRows(db, cs, { limit: 200 })).items.map((row) => row.id)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listConversationRows(db, cs, { limit: 3, ...(cursor && { cursor }) })
      seen.push(...page.items.map((row) => row.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(all)
  })

  it('counts what nobody has read', async () => {
    const { id, from } = await chat()
    await chats.arrives(chatMessage(from))
    expect((await listConversationRows(db, cs, { limit: 50, unread: true })).items).toContainEqual(
      expect.objectContaining({ id, unreadCount: 2 }),
    )
    await change((tx) => readConversation(tx, id))
    expect(
      (await listConversationRows(db, cs, { limit: 50, unread: true })).items.map((row) => row.id),
    ).not.toContain(id)
  })
})
