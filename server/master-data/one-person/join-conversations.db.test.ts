import { beforeAll, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { testDatabase } from '../../testing/index.ts'
import { mergeCustomers } from '../merge/merge-customers.ts'
import { changeIdentity } from '../inbox/change-identity.ts'
import { openConversation, type Sender } from '../inbox/find-conversation.ts'
import { listConversationRows, listMessageRows, readConversationRow } from '../inbox/reads.ts'
import { receiveMessage } from '../inbox/receive-message.ts'
import { replyToConversation } from '../inbox/reply-to-conversation.ts'
import { reportComplaint } from '../inbox/report-complaint.ts'
import { joinConversations } from './join-conversations.ts'
import { partConversations } from './part-conversations.ts'
import { readOnePerson } from './reads.ts'

const { db } = await testDatabase()
let cs: Staff
let counter = 0

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
})

const unique = () => String(10_000_000 + (counter += 1))
const newSender = (fields: Partial<Sender> = {}): Sender => ({
  waId: `62813${unique()}`,
  bsuid: `ID.${unique()}`,
  ...fields,
})
async function write(from: Sender, text: string, minutesAgo = 0): Promise<string> {
  const received = await db.transaction().execute((tx) =>
    receiveMessage(tx, {
      channel: 'whatsapp',
      externalId: `wamid.${unique()}`,
      from,
      kind: 'text',
      text,
      at: new Date(Date.now() - minutesAgo * 60_000),
      raw: { from: from.waId, from_user_id: from.bsuid },
    }),
  )
  return received?.conversationId ?? ''
}
const join = (id: string, otherId: string) =>
  db.transaction().execute((tx) => joinConversations(tx, cs, id, otherId))
const part = (mergeId: string) => db.transaction().execute((tx) => partConversations(tx, cs, mergeId))
const textsOf = async (id: string) =>
  (await listMessageRows(db, id, { limit: 50 })).items.map((message) => message.body).toReversed()
const address = (id: string) =>
  db
    .selectFrom('conversations')
    .select(['waId', 'bsuid', 'customerId'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const setCustomer = (id: string, customerId: string) =>
  db.updateTable('conversations').set({ customerId }).where('id', '=', id).execute()

it('one chat goes on with what was said in both, and the other one leaves the inbox', async () => {
  const [first, second] = [newSender({ name: 'Rina Wati' }), newSender({ name: 'Rina Kantor' })]
  const [kept, other] = [await write(first, 'dari HP', 5), await write(second, 'dari kantor', 3)]
  await join(kept, other)

  expect(await textsOf(kept)).toEqual(['dari HP', 'dari kantor'])
  expect(await readConversationRow(db, kept)).toMatchObject({ unreadCount: 2, mergedInto: null })
  expect(await readConversationRow(db, other)).toMatchObject({ unreadCount: 0, mergedInto: kept })
  const listed = (await listConversationRows(db, cs, { limit: 50 })).items.map(({ id }) => id)
  expect(listed).toContain(kept)
  expect(listed).not.toContain(other)
  const events = await db
    .selectFrom('events')
    .select(['conversationId', 'data'])
    .where('name', '=', 'conversationsMerged')
    .where('conversationId', 'in', [kept, other])
    .orderBy('id')
    .execute()
  expect(events).toMatchObject([
    { conversationId: kept, data: { otherId: other, name: 'Rina Kantor' } },
    { conversationId: other, data: { otherId: kept, name: 'Rina Wati' } },
  ])
})

it('answers go to the phone that wrote last, with the number and the id of that phone only', async () => {
  const [first, second] = [newSender(), newSender()]
  const [kept, other] = [await write(first, 'satu', 5), await write(second, 'dua', 3)]
  await join(kept, other)
  expect(await address(kept)).toMatchObject({ waId: second.waId, bsuid: second.bsuid })

  expect(await write(first, 'lagi dari yang satu')).toBe(kept)
  expect(await address(kept)).toMatchObject({ waId: first.waId, bsuid: first.bsuid })

  // the second phone comes without its number this time: the first one's must not be written to instead
  expect(await write({ bsuid: second.bsuid as string }, 'dari yang dua')).toBe(kept)
  expect(await address(kept)).toMatchObject({ waId: second.waId, bsuid: second.bsuid })
  expect((await readOnePerson(db, kept)).numbers).toMatchObject([
    { phone: `+${second.waId}`, current: true },
    { phone: `+${first.waId}`, current: false },
  ])
})

it('taken back, each has its own again, also what was written from its number since', async () => {
  const [first, second] = [newSender(), newSender()]
  const [kept, other] = [await write(first, 'A1', 9), await write(second, 'B1', 8)]
  const merge = await join(kept, other)
  await write(second, 'B2', 2)
  await write(first, 'A2', 1)
  await db.transaction().execute((tx) => replyToConversation(tx, cs, kept, { text: 'jawaban' }))
  expect(await part(merge)).toBe(other)

  expect(await textsOf(kept)).toEqual(['A1', 'A2', 'jawaban'])
  expect(await textsOf(other)).toEqual(['B1', 'B2'])
  expect(await address(kept)).toMatchObject({ waId: first.waId, bsuid: first.bsuid })
  expect(await address(other)).toMatchObject({ waId: second.waId, bsuid: second.bsuid })
  expect(await write(second, 'B3')).toBe(other)
  expect(await readOnePerson(db, kept)).toMatchObject({ merges: [] })
  await expect(part(merge)).rejects.toMatchObject({ code: 'MERGE_UNDONE' })
})

it('a number that changes after the joining takes its own place, not the other phone’s', async () => {
  const [first, second] = [newSender(), newSender()]
  const [kept, other] = [await write(first, 'A1', 9), await write(second, 'B1', 8)]
  const merge = await join(kept, other)
  const after = `62819${unique()}`
  await db
    .transaction()
    .execute((tx) => changeIdentity(tx, { before: second, after: { waId: after }, at: new Date() }))
  expect((await readOnePerson(db, kept)).numbers.map(({ phone }) => phone)).toEqual([
    `+${after}`,
    `+${first.waId}`,
  ])
  await part(merge)
  expect(await write({ waId: after }, 'B2')).toBe(other)
})

it('a stranger’s chat becomes the customer’s, and nobody’s again', async () => {
  const customerId = await insertCustomer(db, { phone: null })
  const [first, second] = [newSender(), newSender()]
  const [kept, other] = [await write(first, 'A1'), await write(second, 'B1')]
  await setCustomer(kept, customerId)
  await db
    .updateTable('conversations')
    .set({ draft: JSON.stringify({ fields: {}, open: null, complaint: 'AC bocor', failures: 0 }) as never })
    .where('id', '=', other)
    .execute()
  const merge = await join(kept, other)
  const complaints = await db
    .selectFrom('complaints')
    .select(['text', 'conversationId'])
    .where('customerId', '=', customerId)
    .execute()
  expect(complaints).toEqual([{ text: 'AC bocor', conversationId: kept }])
  await part(merge)
  expect((await address(kept)).customerId).toBe(customerId)
  expect((await address(other)).customerId).toBeNull()
})

it('chats of two customers wait until their records are merged; taken back they follow the record', async () => {
  const [customer, double] = [
    await insertCustomer(db, { name: 'Budi', phone: null }),
    await insertCustomer(db, { name: 'Pak Budi', phone: null }),
  ]
  const [kept, other] = [await write(newSender(), 'A1'), await write(newSender(), 'B1')]
  await setCustomer(kept, customer)
  await setCustomer(other, double)
  await expect(join(kept, other)).rejects.toMatchObject({
    code: 'CONVERSATIONS_OF_TWO_CUSTOMERS',
    params: { name: 'Budi', other: 'Pak Budi' },
  })
  await db.transaction().execute((tx) => mergeCustomers(tx, cs, customer, double))
  expect((await readOnePerson(db, kept)).suggestions).toMatchObject([
    { conversation: { id: other }, reason: 'CUSTOMER' },
  ])
  const merge = await join(kept, other)
  await part(merge)
  expect((await address(other)).customerId).toBe(customer)
})

it('a chain is taken back in any order that does not cut it', async () => {
  const senders = [newSender(), newSender(), newSender()] as const
  const [a, b, c] = [
    await write(senders[0], 'A'),
    await write(senders[1], 'B'),
    await write(senders[2], 'C'),
  ] as const
  const first = await join(a, b)
  const second = await join(c, a)
  expect(await textsOf(c)).toEqual(['A', 'B', 'C'])
  await expect(part(first)).rejects.toMatchObject({ code: 'CONVERSATION_MERGED' })
  await part(second)
  expect([await textsOf(a), await textsOf(c)]).toEqual([['A', 'B'], ['C']])
  expect(await write(senders[1], 'B2')).toBe(a)
  await part(first)
  expect([await textsOf(a), await textsOf(b)]).toEqual([['A'], ['B', 'B2']])
})

it('an automatic merge carries what staff had joined before', async () => {
  const [first, second] = [newSender(), newSender()]
  const [a, b] = [await write({ bsuid: first.bsuid as string }, 'A'), await write(second, 'B')]
  const merge = await join(a, b)
  const number = `62817${unique()}`
  const c = await write({ waId: number }, 'C')
  // seen together, the older thread by its id is the person's
  const kept = await write({ waId: number, bsuid: first.bsuid as string }, 'D')
  expect([a, c]).toContain(kept)
  await part(merge)
  expect(await textsOf(b)).toEqual(['B'])
  expect(await write(second, 'B2')).toBe(b)
})

it('whoever waited in both chats waits in both again, unless somebody answered meanwhile', async () => {
  const waits = async (id: string) => (await readConversationRow(db, id)).firstResponse?.waiting ?? false
  const [first, second] = [newSender(), newSender()]
  const [kept, other] = [await write(first, 'A1', 20), await write(second, 'B1', 10)]
  const merge = await join(kept, other)
  expect([await waits(kept), await waits(other)]).toEqual([true, false])
  await part(merge)
  expect([await waits(kept), await waits(other)]).toEqual([true, true])

  const again = await join(kept, other)
  await db.transaction().execute((tx) => replyToConversation(tx, cs, kept, { text: 'sudah kami baca' }))
  await part(again)
  expect([await waits(kept), await waits(other)]).toEqual([false, false])
})

it('refuses itself, the unknown, and what is joined already', async () => {
  const [a, b, c] = [
    await write(newSender(), 'A'),
    await write(newSender(), 'B'),
    await write(newSender(), 'C'),
  ]
  await expect(join(a, a)).rejects.toMatchObject({ fields: [{ path: 'otherId' }] })
  await expect(join(a, cs.id)).rejects.toMatchObject({ fields: [{ path: 'otherId' }] })
  await join(a, b)
  await expect(join(c, b)).rejects.toMatchObject({ code: 'CONVERSATION_MERGED' })
  await expect(
    db.transaction().execute((tx) => replyToConversation(tx, cs, b, { text: 'halo' })),
  ).rejects.toMatchObject({ code: 'CONVERSATION_MERGED' })
})

it('what is said to be one person’s by a name alone is only shown, and complaints follow their messages back', async () => {
  const [first, second] = [newSender({ name: 'Siti Rahma' }), newSender({ name: 'siti rahma ' })]
  const [kept, other] = [await write(first, 'A1'), await write(second, 'B1')]
  expect((await readOnePerson(db, kept)).suggestions).toMatchObject([
    { conversation: { id: other }, reason: 'NAME' },
  ])
  const customerId = await insertCustomer(db, { phone: null })
  await setCustomer(kept, customerId)
  const merge = await join(kept, other)
  const fromSecond = await write(second, 'AC mati')
  const { items } = await listMessageRows(db, kept, { limit: 1 })
  const complaint = await db.transaction().execute((tx) =>
    reportComplaint(tx, cs, {
      customerId,
      conversationId: fromSecond,
      text: 'AC mati',
      messageIds: items.map(({ id }) => id),
    }),
  )
  await part(merge)
  const row = await db
    .selectFrom('complaints')
    .select('conversationId')
    .where('id', '=', complaint)
    .executeTakeFirstOrThrow()
  expect(row.conversationId).toBe(other)
})

it('an inbound message and a joining at the same moment do not lose each other', async () => {
  const [first, second] = [newSender(), newSender()]
  const [kept, other] = [await write(first, 'A1'), await write(second, 'B1')]
  await Promise.all([join(kept, other), write(second, 'B2'), write(first, 'A2')])
  const texts = await textsOf(kept)
  expect(new Set(texts)).toEqual(new Set(['A1', 'A2', 'B1', 'B2']))
  expect(await openOf(second)).toBe(kept)
})
const openOf = async (from: Sender) => (await db.transaction().execute((tx) => openConversation(tx, from))).id
