import { describe, expect, it } from 'vitest'
import type { Tx } from '../../platform/db.ts'
import { chatMessage, chatsOf, picture } from '../../testing/chats.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer } from '../../testing/people.ts'
import { changeIdentity } from './change-identity.ts'
import { conversationOf, type Sender } from './find-conversation.ts'
import { receiveMessage } from './receive-message.ts'

const { db } = await testDatabase()
const { arrives } = chatsOf(db)
const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)

let people = 0
/** Somebody new: a number and the id that WhatsApp knows him by. */
function newcomer(): { waId: string; bsuid: string } {
  people += 1
  return { waId: `62813000${String(10_000 + people)}`, bsuid: `ID.${9_000_000 + people}` }
}
const chatOf = async (conversationId: string) =>
  await db.selectFrom('conversations').selectAll().where('id', '=', conversationId).executeTakeFirst()
const hello = async (from: Sender, at = new Date()) => {
  const received = await arrives(chatMessage(from, { at }))
  if (!received) throw new Error('known already')
  return received.conversationId
}
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

describe('receiveMessage', () => {
  it('keeps a message with its event, once', async () => {
    const from = { ...newcomer(), name: 'Budi', username: 'budi.s' }
    const message = chatMessage(from, { text: 'AC bocor', replyTo: 'wamid.quoted' })
    const received = await arrives(message)
    expect(received).toMatchObject({ wantsAnswer: true })
    expect(await arrives(message)).toBeNull()
    const kept = await db
      .selectFrom('messages')
      .selectAll()
      .where('externalId', '=', message.externalId)
      .execute()
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({
      direction: 'IN',
      kind: 'text',
      body: 'AC bocor',
      status: 'RECEIVED',
      replyToExternalId: 'wamid.quoted',
      at: message.at,
    })
    const conversationId = received?.conversationId ?? ''
    const events = await db
      .selectFrom('events')
      .select(['name', 'data'])
      .where('conversationId', '=', conversationId)
      .execute()
    expect(events).toEqual([{ name: 'messageReceived', data: { messageId: kept[0]?.id, kind: 'text' } }])
    expect(await chatOf(conversationId)).toMatchObject({
      displayName: 'Budi',
      username: 'budi.s',
      waId: from.waId,
      bsuid: from.bsuid,
      unreadCount: 1,
      lastInboundAt: message.at,
    })
  })

  it('is kept once when it comes several times at the same moment', async () => {
    const message = chatMessage(newcomer())
    const all = await Promise.all([1, 2, 3, 4].map(() => arrives(message)))
    expect(all.filter(Boolean)).toHaveLength(1)
  })

  it('counts the window from the newest message, however they arrive', async () => {
    const from = newcomer()
    const [early, late] = [minutesAgo(300), minutesAgo(5)]
    await arrives(chatMessage({ ...from, name: 'Nama Baru' }, { at: late }))
    const id = await hello({ ...from, name: 'Nama Lama' }, early)
    expect(await chatOf(id)).toMatchObject({
      lastInboundAt: late,
      lastMessageAt: late,
      unreadCount: 2,
      displayName: 'Nama Baru',
    })
  })

  it('opens neither window nor unread count for a reaction', async () => {
    const from = newcomer()
    const at = minutesAgo(60)
    const id = await hello(from, at)
    const reaction = await arrives(chatMessage(from, { kind: 'reaction', text: '👍' }))
    expect(reaction).toMatchObject({ wantsAnswer: false })
    expect(await chatOf(id)).toMatchObject({ lastInboundAt: at, unreadCount: 1 })
  })

  it('waits for the picture that belongs to a message', async () => {
    const received = await arrives(picture(newcomer(), 'ini fotonya'))
    const row = await db
      .selectFrom('messages')
      .select(['fileState', 'media', 'body'])
      .where('id', '=', received?.messageId ?? '')
      .executeTakeFirst()
    expect(row).toMatchObject({ fileState: 'WAITING', body: 'ini fotonya', media: { mime: 'image/jpeg' } })
  })
})

describe('who writes', () => {
  it('is one person whether he comes with number, id, or both', async () => {
    const { waId, bsuid } = newcomer()
    const id = await hello({ waId })
    expect(await hello({ waId, bsuid })).toBe(id)
    // from now on WhatsApp may leave the number out
    expect(await hello({ bsuid })).toBe(id)
    expect(await chatOf(id)).toMatchObject({ waId, bsuid })
  })

  it('may have no number at all', async () => {
    const { bsuid } = newcomer()
    const id = await hello({ bsuid, username: 'maya.k' })
    expect(await chatOf(id)).toMatchObject({ waId: null, bsuid, username: 'maya.k', customerId: null })
  })

  it('is one person when two first messages come at once', async () => {
    const { waId, bsuid } = newcomer()
    const ids = await Promise.all(
      [{ waId }, { waId, bsuid }, { bsuid, waId }, { waId }, { waId, bsuid }].map((from) => hello(from)),
    )
    expect(new Set(ids).size).toBe(1)
  })

  it('brings two threads together once number and id are seen in one message', async () => {
    const { waId, bsuid } = newcomer()
    const byNumber = await hello({ waId })
    const byId = await hello({ bsuid })
    expect(byNumber).not.toBe(byId)
    const joined = await hello({ waId, bsuid })
    expect(await chatOf(joined)).toMatchObject({ waId, bsuid, unreadCount: 3 })
    const gone = joined === byId ? byNumber : byId
    expect(await chatOf(gone)).toBeUndefined()
    const all = await db.selectFrom('messages').select('id').where('conversationId', '=', joined).execute()
    expect(all).toHaveLength(3)
    expect(await hello({ waId })).toBe(joined)
  })

  it('keeps the threads of two customers apart when a number changes hands', async () => {
    const [old, young] = [newcomer(), newcomer()]
    const formerly = await hello(old)
    const another = await hello(young)
    const [a, b] = [await insertCustomer(db), await insertCustomer(db)]
    await db.updateTable('conversations').set({ customerId: a }).where('id', '=', formerly).execute()
    await db.updateTable('conversations').set({ customerId: b }).where('id', '=', another).execute()
    expect(await hello({ bsuid: young.bsuid, waId: old.waId })).toBe(another)
    expect(await chatOf(another)).toMatchObject({ customerId: b, waId: old.waId })
    expect(await chatOf(formerly)).toMatchObject({ customerId: a, waId: null, bsuid: old.bsuid })
    expect(await hello({ waId: old.waId })).toBe(another)
    expect(await hello({ bsuid: old.bsuid })).toBe(formerly)
  })

  it('is the active customer with that number, before an inactive one', async () => {
    const { waId } = newcomer()
    const gone = await insertCustomer(db, { phone: `+${waId}` })
    await db
      .updateTable('customers')
      .set({ status: 'INACTIVE', deactivatedAt: new Date() })
      .where('id', '=', gone)
      .execute()
    const id = await hello({ waId })
    expect(await chatOf(id)).toMatchObject({ customerId: gone })
    const active = await insertCustomer(db, { phone: `+${waId}` })
    await hello({ waId })
    expect(await chatOf(id)).toMatchObject({ customerId: active })
  })
})

describe('another number', () => {
  const move = (before: Sender, after: Sender, at = new Date()) =>
    change((tx) => changeIdentity(tx, { before, after, at }))

  it('goes on in the same thread, with the customer’s record', async () => {
    const [old, young] = [newcomer(), newcomer()]
    const customerId = await insertCustomer(db, { phone: `+${old.waId}` })
    const id = await hello(old, minutesAgo(10))
    expect(await move({ waId: old.waId, bsuid: old.bsuid }, young)).toEqual({ id, customerId })
    expect(await chatOf(id)).toMatchObject(young)
    expect(await hello(young)).toBe(id)
    const record = await db
      .selectFrom('customers')
      .select('phone')
      .where('id', '=', customerId)
      .executeTakeFirst()
    expect(record).toEqual({ phone: `+${young.waId}` })
    const events = await db
      .selectFrom('events')
      .select(['name', 'actorKind', 'data'])
      .where('customerId', '=', customerId)
      .where('name', '=', 'customerChanged')
      .execute()
    expect(events).toEqual([{ name: 'customerChanged', actorKind: 'customer', data: { fields: ['phone'] } }])
  })

  it('belongs to a stranger afterwards, but not for what was written before', async () => {
    const [old, young] = [newcomer(), newcomer()]
    const id = await hello(old, minutesAgo(60))
    await move({ waId: old.waId }, young, minutesAgo(30))
    expect(await hello({ waId: old.waId }, minutesAgo(40))).toBe(id)
    expect(await chatOf(id)).toMatchObject({ waId: young.waId })
    const stranger = await hello({ waId: old.waId }, minutesAgo(5))
    expect(stranger).not.toBe(id)
    expect(await hello({ waId: old.waId })).toBe(stranger)
    // a message from before that comes only now is still his
    expect(await hello({ waId: old.waId }, minutesAgo(1))).toBe(stranger)
  })

  it('finds the thread that was begun under the new number already', async () => {
    const [old, young] = [newcomer(), newcomer()]
    const id = await hello(old, minutesAgo(60))
    const early = await hello(young, minutesAgo(20))
    await move({ waId: old.waId }, { waId: young.waId }, minutesAgo(30))
    expect(await chatOf(early)).toBeUndefined()
    expect(await hello(young)).toBe(id)
  })

  it('leaves the record alone when another customer has the number', async () => {
    const [old, young] = [newcomer(), newcomer()]
    const customerId = await insertCustomer(db, { phone: `+${old.waId}` })
    await insertCustomer(db, { phone: `+${young.waId}` })
    const id = await hello(old, minutesAgo(10))
    await move({ waId: old.waId }, { waId: young.waId })
    expect(await chatOf(id)).toMatchObject({ waId: young.waId, customerId })
    const record = await db
      .selectFrom('customers')
      .select('phone')
      .where('id', '=', customerId)
      .executeTakeFirst()
    expect(record).toEqual({ phone: `+${old.waId}` })
  })

  it('may be only another id, and is nobody’s business for strangers', async () => {
    const person = newcomer()
    const id = await hello(person)
    const after = { bsuid: 'ID.77700001' }
    await move({ waId: person.waId, bsuid: person.bsuid }, after)
    expect(await chatOf(id)).toMatchObject({ waId: person.waId, ...after })
    expect(await move({ waId: newcomer().waId }, newcomer())).toBeNull()
  })
})

describe('conversationOf', () => {
  const find = (customerId: string) => change((tx) => conversationOf(tx, customerId))

  it('is the thread in which the customer wrote last', async () => {
    const [a, b] = [newcomer(), newcomer()]
    const customerId = await insertCustomer(db, { phone: `+${a.waId}` })
    const older = await hello(a, minutesAgo(100))
    const newer = await hello(b, minutesAgo(50))
    await db.updateTable('conversations').set({ customerId }).where('id', 'in', [older, newer]).execute()
    expect(await find(customerId)).toBe(newer)
  })

  it('is begun from the number of somebody who never wrote, and follows a corrected number', async () => {
    const [a, b] = [newcomer(), newcomer()]
    const customerId = await insertCustomer(db, { phone: `+${a.waId}` })
    const first = await find(customerId)
    expect(await find(customerId)).toBe(first)
    expect(await chatOf(first ?? '')).toMatchObject({ customerId, waId: a.waId, lastInboundAt: null })
    await db
      .updateTable('customers')
      .set({ phone: `+${b.waId}` })
      .where('id', '=', customerId)
      .execute()
    const second = await find(customerId)
    expect(await chatOf(second ?? '')).toMatchObject({ customerId, waId: b.waId })
    // once the customer writes there, it is his thread
    expect(await hello({ waId: b.waId })).toBe(second)
  })

  it('is nowhere for a customer without number and chat', async () => {
    expect(await find(await insertCustomer(db, { phone: null }))).toBeNull()
  })
})

it('a message is kept in the transaction of the caller', async () => {
  const message = chatMessage(newcomer())
  await expect(
    change(async (tx) => {
      await receiveMessage(tx, message)
      throw new Error('the rest failed')
    }),
  ).rejects.toThrow('the rest failed')
  expect(await arrives(message)).not.toBeNull()
})
