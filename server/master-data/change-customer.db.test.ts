import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Tx } from '../platform/db.ts'
import { chatMessage, chatsOf } from '../testing/chats.ts'
import { testDatabase } from '../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../testing/people.ts'
import { activateCustomer, changeCustomer, createCustomer, deactivateCustomer } from './change-customer.ts'
import { listCustomerRows } from './search-customers.ts'

const { db } = await testDatabase()
const chats = chatsOf(db)
const cs = await insertStaff(db, 'cs', 'Citra Lestari')

const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
const create = (fields: Parameters<typeof createCustomer>[2]) =>
  change((tx) => createCustomer(tx, cs, fields, 'MANUAL'))
const eventsOf = async (customerId: string) => {
  const rows = await db
    .selectFrom('events')
    .select(['name', 'actorId', 'data'])
    .where('customerId', '=', customerId)
    .where('name', 'like', 'customer%')
    .orderBy('id')
    .execute()
  return rows.map((row) => [row.name, row.actorId, row.data])
}

describe('createCustomer', () => {
  it('keeps what was given in its normal form, with an event', async () => {
    const made = await create({
      name: 'Ratna Dewi',
      salutation: 'Ibu',
      phone: '(0812) 8000-0001',
      email: 'Ratna@Example.COM',
      location: { lat: -6.2, lng: 106.8 },
    })
    expect(made).toMatchObject({
      name: 'Ratna Dewi',
      phone: '+6281280000001',
      email: 'ratna@example.com',
      address: null,
      location: { lat: -6.2, lng: 106.8 },
      status: 'ACTIVE',
      source: 'MANUAL',
    })
    expect(await eventsOf(made.id)).toEqual([['customerRegistered', cs.id, { source: 'MANUAL' }]])
  })

  it('refuses a number that is none, and one that an active customer has in any spelling', async () => {
    await create({ name: 'Budi', phone: '0812 8000 0002' })
    for (const [phone, message] of [
      ['12', 'phone'],
      ['0812 8000 000o', 'phone'],
      ['+62 (0)812-8000-0002', 'phoneTaken'],
      ['6281280000002', 'phoneTaken'],
    ] as const)
      await expect(create({ name: 'Tono', phone })).rejects.toMatchObject({
        status: 422,
        fields: [{ path: 'phone', message }],
      })
  })

  it('lets one of many win who bring the same number at once', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, (_, i) => create({ name: `Kembar ${i}x`, phone: '081280000003' })),
    )
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({ fields: [{ path: 'phone', message: 'phoneTaken' }] })
  })

  it('takes over the chat of somebody who was not registered, with what he had reported', async () => {
    const from = { waId: '6281280000004' }
    const { conversationId } = await chats.writes(from, 'AC di kantor kami bocor parah')
    const made = await create({ name: 'Hasan Basri', phone: '0812-8000-0004' })
    const chat = await db
      .selectFrom('conversations')
      .select(['customerId', 'draft'])
      .where('id', '=', conversationId)
      .executeTakeFirst()
    expect(chat).toEqual({ customerId: made.id, draft: null })
    const complaints = await db
      .selectFrom('complaints')
      .select(['text', 'conversationId'])
      .where('customerId', '=', made.id)
      .execute()
    expect(complaints).toEqual([{ text: 'AC di kantor kami bocor parah', conversationId }])
  })

  it('does not deadlock with the answer that registers the same number', async () => {
    const from = { waId: '6281280000005' }
    await chats.arrives(chatMessage(from, { text: 'DAFTAR#Maya Kusuma#Jl. Melati No. 5, Bandung' }))
    const { id } = await db
      .selectFrom('conversations')
      .select('id')
      .where('waId', '=', from.waId)
      .executeTakeFirstOrThrow()
    const tries = await Promise.allSettled([
      chats.answers(id),
      create({ name: 'Maya Kusuma', phone: '081280000005' }),
    ])
    const failed = tries.filter((one) => one.status === 'rejected').map((one) => one.reason as Error)
    // whoever comes second hears that the number is taken; the chat's answer is simply tried again
    expect(failed.filter((error) => 'status' in error === false)).toEqual([])
    await chats.answers(id)
    const owners = await db
      .selectFrom('customers')
      .select('id')
      .where('phone', '=', '+6281280000005')
      .execute()
    expect(owners).toHaveLength(1)
    expect(
      await db.selectFrom('conversations').select('customerId').where('id', '=', id).executeTakeFirst(),
    ).toEqual({ customerId: owners[0]?.id })
  })
})

describe('changeCustomer', () => {
  it('changes what is given and leaves the rest', async () => {
    const made = await create({ name: 'Eko Wijaya', phone: '081280000010', address: 'Jl. Mawar 1' })
    const changed = await change((tx) =>
      changeCustomer(tx, cs, made.id, { address: 'Jl. Kenanga No. 2, Bogor', email: 'A@B.CO' }),
    )
    expect(changed).toMatchObject({
      name: 'Eko Wijaya',
      phone: '+6281280000010',
      address: 'Jl. Kenanga No. 2, Bogor',
      email: 'a@b.co',
    })
    expect((await eventsOf(made.id)).at(-1)).toEqual([
      'customerChanged',
      cs.id,
      { fields: ['address', 'email'] },
    ])
    const emptied = await change((tx) => changeCustomer(tx, cs, made.id, { phone: null, location: null }))
    expect(emptied).toMatchObject({ phone: null, location: null })
  })

  it('refuses another customer’s number and an unknown customer', async () => {
    await create({ name: 'Satu Orang', phone: '081280000011' })
    const other = await create({ name: 'Dua Orang', phone: '081280000012' })
    await expect(
      change((tx) => changeCustomer(tx, cs, other.id, { phone: '0812 8000 0011' })),
    ).rejects.toMatchObject({ fields: [{ path: 'phone', message: 'phoneTaken' }] })
    await expect(
      change((tx) => changeCustomer(tx, cs, randomUUID(), { name: 'Tiga' })),
    ).rejects.toMatchObject({ status: 404 })
  })
})

describe('deactivating and coming back', () => {
  it('is refused while a ticket is open, by its code', async () => {
    const customerId = await insertCustomer(db)
    const ticket = await insertOpenTicket(db, cs, customerId)
    await expect(change((tx) => deactivateCustomer(tx, cs, customerId))).rejects.toMatchObject({
      code: 'CUSTOMER_HAS_OPEN_TICKETS',
      params: { code: ticket.code },
    })
  })

  it('hides the customer, frees his number, and is said once', async () => {
    const made = await create({ name: 'Fajar Ramadhan', phone: '081280000020' })
    await change((tx) => deactivateCustomer(tx, cs, made.id))
    expect((await change((tx) => deactivateCustomer(tx, cs, made.id))).status).toBe('INACTIVE')
    expect((await eventsOf(made.id)).map(([name]) => name)).toEqual([
      'customerRegistered',
      'customerDeactivated',
    ])
    const next = await create({ name: 'Gilang Permana', phone: '081280000020' })
    await expect(change((tx) => activateCustomer(tx, cs, made.id))).rejects.toMatchObject({
      code: 'PHONE_TAKEN',
      status: 409,
    })
    await change((tx) => changeCustomer(tx, cs, next.id, { phone: '081280000021' }))
    expect((await change((tx) => activateCustomer(tx, cs, made.id))).status).toBe('ACTIVE')
    expect((await eventsOf(made.id)).at(-1)).toEqual(['customerReactivated', cs.id, {}])
    await change((tx) => activateCustomer(tx, cs, made.id))
    expect(await eventsOf(made.id)).toHaveLength(3)
  })

  it('does not find anybody by an id that nobody has', async () => {
    for (const act of [deactivateCustomer, activateCustomer])
      await expect(change((tx) => act(tx, cs, randomUUID()))).rejects.toMatchObject({ status: 404 })
  })
})

describe('the list', () => {
  it('finds a number in whatever way it is typed', async () => {
    const made = await create({ name: 'Nomor Dicari', phone: '0813 7700 1234' })
    for (const phone of ['081377001234', '+62 813-7700-1234', '6281377001234', '0062 813 7700 1234'])
      expect((await listCustomerRows(db, { limit: 20, phone })).items.map((row) => row.id)).toEqual([made.id])
    for (const q of ['0813-7700', '813 7700 1234', '+6281377001234', '7700 1234'])
      expect((await listCustomerRows(db, { limit: 20, q })).items.map((row) => row.id)).toEqual([made.id])
    expect((await listCustomerRows(db, { limit: 20, phone: '081377001235' })).items).toEqual([])
  })

  it('pages through all without a gap or a repetition, also when rows come in between', async () => {
    const all = new Set((await listCustomerRows(db, { limit: 200 })).items.map((row) => row.id))
    const seen: string[] = []
    let cursor: string | undefined
    for (;;) {
      const shown = await listCustomerRows(db, { limit: 3, ...(cursor && { cursor }) })
      seen.push(...shown.items.map((row) => row.id))
      if (!shown.nextCursor) break
      cursor = shown.nextCursor
      // sorts before everything that is still to come
      await insertCustomer(db, { name: `AAA sisipan ${seen.length}` })
    }
    expect(seen.filter((id) => all.has(id))).toHaveLength(all.size)
    expect(new Set(seen).size).toBe(seen.length)
  })
})
