import { beforeAll, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { testDatabase } from '../../testing/index.ts'
import { activateCustomer } from '../change-customer.ts'
import { openConversation } from '../inbox/find-conversation.ts'
import { findDuplicates } from './find-duplicates.ts'
import { mergeCustomers } from './merge-customers.ts'
import { listMergesOf, readMerge } from './reads.ts'
import { undoMerge } from './undo-merge.ts'

const { db } = await testDatabase()
let cs: Staff

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
})

const merge = (id: string, otherId: string) =>
  db.transaction().execute((tx) => mergeCustomers(tx, cs, id, otherId))
const undo = (id: string) => db.transaction().execute((tx) => undoMerge(tx, cs, id))
const read = (id: string) =>
  db.selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const ownerOf = async (table: 'tickets' | 'conversations' | 'complaints', id: string) =>
  (await db.selectFrom(table).select('customerId').where('id', '=', id).executeTakeFirstOrThrow()).customerId

async function withHistory(name: string, phone: string | null) {
  const id = await insertCustomer(db, { name, phone })
  const ticket = await insertOpenTicket(db, cs, id)
  const chat = await db
    .insertInto('conversations')
    .values({ customerId: id })
    .returning('id')
    .executeTakeFirstOrThrow()
  const complaint = await db
    .insertInto('complaints')
    .values({ customerId: id, conversationId: chat.id, text: 'AC bocor' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('consents').values({ customerId: id, textVersion: 'v1', channel: 'whatsapp' }).execute()
  return { id, ticket: ticket.id, chat: chat.id, complaint: complaint.id }
}

it('moves everything, fills what was empty, says it in both histories, and takes it back', async () => {
  const kept = await insertCustomer(db, { name: 'Budi Santoso', phone: null })
  const other = await withHistory('Pak Budi', '+628111000001')
  const id = await merge(kept, other.id)

  expect(await ownerOf('tickets', other.ticket)).toBe(kept)
  expect(await ownerOf('conversations', other.chat)).toBe(kept)
  expect(await ownerOf('complaints', other.complaint)).toBe(kept)
  expect(await read(kept)).toMatchObject({ phone: '+628111000001', status: 'ACTIVE' })
  expect(await read(other.id)).toMatchObject({ status: 'INACTIVE', mergedInto: kept, phone: '+628111000001' })
  expect(await readMerge(db, id)).toMatchObject({
    moved: { tickets: 1, conversations: 1, complaints: 1, consents: 1, ratings: 0 },
    filled: ['phone'],
    mergedBy: { name: 'Citra' },
  })
  const events = await db
    .selectFrom('events')
    .select(['customerId', 'data'])
    .where('name', '=', 'customerMerged')
    .orderBy('id')
    .execute()
  expect(events).toEqual([
    { customerId: kept, data: { mergeId: id, otherId: other.id, name: 'Pak Budi' } },
    { customerId: other.id, data: { mergeId: id, otherId: kept, name: 'Budi Santoso' } },
  ])

  const later = await insertOpenTicket(db, cs, kept)
  await undo(id)
  expect(await ownerOf('tickets', other.ticket)).toBe(other.id)
  expect(await ownerOf('conversations', other.chat)).toBe(other.id)
  expect(await ownerOf('tickets', later.id)).toBe(kept)
  expect(await read(kept)).toMatchObject({ phone: null })
  expect(await read(other.id)).toMatchObject({ status: 'ACTIVE', mergedInto: null, deactivatedAt: null })
  expect(await listMergesOf(db, kept)).toEqual({ items: [] })
  await expect(undo(id)).rejects.toMatchObject({ code: 'MERGE_UNDONE' })
})

it('leaves what was corrected since, and what moved on, where it is', async () => {
  const kept = await insertCustomer(db, { phone: null })
  const other = await withHistory('Rina', '+628111000002')
  const third = await insertCustomer(db)
  const id = await merge(kept, other.id)
  await db.updateTable('customers').set({ phone: '+628111000003' }).where('id', '=', kept).execute()
  await db.updateTable('tickets').set({ customerId: third }).where('id', '=', other.ticket).execute()
  await undo(id)
  expect((await read(kept)).phone).toBe('+628111000003')
  expect(await ownerOf('tickets', other.ticket)).toBe(third)
})

it('refuses what makes no sense', async () => {
  const [a, b, c] = [await insertCustomer(db), await insertCustomer(db), await insertCustomer(db)]
  await expect(merge(a, a)).rejects.toMatchObject({ fields: [{ path: 'otherId', message: 'sameCustomer' }] })
  await expect(merge(a, crypto.randomUUID())).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await expect(merge(crypto.randomUUID(), a)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const first = await merge(a, b)
  await expect(merge(c, b)).rejects.toMatchObject({ code: 'CUSTOMER_MERGED' })
  await expect(merge(b, c)).rejects.toMatchObject({ code: 'CUSTOMER_INACTIVE' })
  await expect(db.transaction().execute((tx) => activateCustomer(tx, cs, b))).rejects.toMatchObject({
    code: 'CUSTOMER_MERGED',
  })
  // a chain is taken back from its end
  const second = await merge(c, a)
  expect((await read(b)).mergedInto).toBe(c)
  await expect(undo(first)).rejects.toMatchObject({ code: 'MERGE_COVERED' })
  await undo(second)
  expect((await read(b)).mergedInto).toBe(a)
  await undo(first)
})

it('cannot give a number back that somebody else has by now', async () => {
  const kept = await insertCustomer(db)
  const other = await insertCustomer(db, { phone: '+628111000009' })
  const id = await merge(kept, other)
  await insertCustomer(db, { phone: '+628111000009' })
  await expect(undo(id)).rejects.toMatchObject({ code: 'PHONE_TAKEN' })
  expect((await read(other)).status).toBe('INACTIVE')
})

it('two who merge the same pair at once: one wins', async () => {
  const [a, b] = [await insertCustomer(db), await insertCustomer(db)]
  const results = await Promise.allSettled([merge(a, b), merge(b, a), merge(a, b)])
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
})

it('a message from the number of a merged record reaches the one who goes on', async () => {
  const kept = await insertCustomer(db)
  const other = await insertCustomer(db, { phone: '+628111000020' })
  await merge(kept, other)
  const chat = await db.transaction().execute((tx) => openConversation(tx, { waId: '628111000020' }))
  expect(chat.customerId).toBe(kept)
})

it('finds the same person by number, email, name and address, and nobody else', async () => {
  const add = async (values: object) =>
    (
      await db
        .insertInto('customers')
        .values({ name: 'X Y', source: 'MANUAL', ...values })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  const id = await add({
    name: 'Anisa Rahmawati',
    phone: '+628117770001',
    email: 'anisa@contoh.id',
    address: 'Jl. Cendrawasih No. 12, Sleman',
  })
  const spelt = await add({ name: 'Anissa Rahmawati', address: 'Jln Cendrawasih 12 Sleman' })
  const mail = await add({ name: 'Toko Anisa', email: 'anisa@contoh.id' })
  const former = await add({
    name: 'Ibu A',
    phone: '+628117770001',
    status: 'INACTIVE',
    deactivatedAt: new Date(),
  })
  await add({ name: 'Anisa Rahmawati', address: 'Jl. Sudirman 90, Medan' })
  await add({ name: 'Joko', address: 'Jl. Cendrawasih No. 12, Sleman' })
  const chatter = await add({ name: 'Nisa' })
  await db.transaction().execute(async (tx) => {
    const chat = await openConversation(tx, { waId: '628117770001' })
    await tx.updateTable('conversations').set({ customerId: chatter }).where('id', '=', chat.id).execute()
  })
  const { items } = await findDuplicates(db, id)
  expect(Object.fromEntries(items.map(({ customer, reasons }) => [customer.id, reasons]))).toEqual({
    [spelt]: ['NAME_ADDRESS'],
    [mail]: ['EMAIL'],
    [former]: ['PHONE'],
    [chatter]: ['PHONE'],
  })
  await merge(id, spelt)
  expect((await findDuplicates(db, id)).items.map(({ customer }) => customer.id)).not.toContain(spelt)
  await expect(findDuplicates(db, crypto.randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
