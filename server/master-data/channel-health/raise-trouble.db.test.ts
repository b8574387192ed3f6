import { beforeAll, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { testDatabase } from '../../testing/index.ts'
import { masterDataNotices } from '../notices.ts'
import { changePrices, notePrice } from './note-price.ts'
import { keepNumber } from './keep-number.ts'
import { closeTrouble, endTroubles, raiseTrouble, type Trouble } from './raise-trouble.ts'
import { listOpenTroubles, readWhatsAppUsage } from './reads.ts'

const { db } = await testDatabase()
let admin: Staff
beforeAll(async () => {
  admin = await insertStaff(db, 'admin', 'Adi')
  await db
    .insertInto('telegramLinks')
    .values({ staffId: admin.id, telegramId: 4711, reachable: true })
    .execute()
})

const raise = (trouble: Omit<Trouble, 'channel'>) =>
  db.transaction().execute((tx) => raiseTrouble(tx, { channel: 'whatsapp', ...trouble }))
const eventsOf = (name: string) =>
  db.selectFrom('events').selectAll().where('name', '=', name).orderBy('id').execute()

it('is told once while it lasts, in words, to admins whom Telegram reaches', async () => {
  await Promise.all([1, 2, 3].map(() => raise({ kind: 'payment', subject: '131042', detail: 'No card' })))
  const [event, ...more] = await eventsOf('channelTroubled')
  expect(more).toEqual([])
  const tell = () => masterDataNotices.channelTroubled[0]?.(event as never, db)
  expect(await tell()).toMatchObject([
    {
      to: admin.id,
      intent: 'notice',
      priority: 2,
      params: { key: 'channelTrouble', title: 'Pembayaran WhatsApp bermasalah' },
    },
  ])
  const { items } = await listOpenTroubles(db, 'en')
  expect(items).toMatchObject([{ title: 'Payment for WhatsApp fails', detail: 'No card', times: 3 }])

  await db.transaction().execute((tx) => closeTrouble(tx, admin, items[0]?.id ?? ''))
  expect((await listOpenTroubles(db, 'id')).items).toEqual([])
  // over before the notice was made: nobody is woken
  expect(await tell()).toEqual([])
  await raise({ kind: 'payment', subject: '131042' })
  expect(await eventsOf('channelTroubled')).toHaveLength(2)
})

it('a template in trouble can wait for the morning, and ends by its own name', async () => {
  await raise({ kind: 'template', subject: 'work_done', detail: 'PAUSED' })
  await raise({ kind: 'template', subject: 'invoice_sent', detail: 'REJECTED' })
  const event = (await eventsOf('channelTroubled')).at(-1)
  expect(await masterDataNotices.channelTroubled[0]?.(event as never, db)).toMatchObject([{ priority: 5 }])
  await db
    .transaction()
    .execute((tx) => endTroubles(tx, { channel: 'whatsapp', kinds: ['template'], subject: 'work_done' }))
  const left = (await listOpenTroubles(db, 'id')).items.filter(({ kind }) => kind === 'template')
  expect(left).toMatchObject([{ title: 'Template invoice_sent tidak bisa dipakai' }])
})

it('counts whom we wrote to first, each once, and not those who had written', async () => {
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  async function chat(messages: { direction: string; kind: string; at: Date; status?: string }[]) {
    const customerId = await insertCustomer(db)
    const { id } = await db
      .insertInto('conversations')
      .values({ customerId })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const message of messages)
      await db
        .insertInto('messages')
        .values({ conversationId: id, status: 'SENT', ...message })
        .execute()
  }
  const template = (at: Date, status = 'DELIVERED') => ({ direction: 'OUT', kind: 'template', at, status })
  await chat([template(hoursAgo(3)), template(hoursAgo(1))])
  await chat([{ direction: 'IN', kind: 'text', at: hoursAgo(30), status: 'RECEIVED' }, template(hoursAgo(2))])
  // wrote within the 24 hours before; refused; too long ago
  await chat([{ direction: 'IN', kind: 'text', at: hoursAgo(20), status: 'RECEIVED' }, template(hoursAgo(2))])
  await chat([template(hoursAgo(1), 'FAILED')])
  await chat([template(hoursAgo(25))])
  await keepNumber(db, { phoneNumberId: '1', tier: 'TIER_250', quality: 'GREEN', name: 'GSS' })
  await keepNumber(db, { phoneNumberId: '1', tier: 'TIER_2K', quality: null })
  expect(await readWhatsAppUsage(db, '1')).toMatchObject({
    limit: { people: 2000, reached: 2 },
    number: { quality: 'GREEN', tier: 'TIER_2K', name: 'GSS' },
  })
  expect(await readWhatsAppUsage(db, 'other')).toMatchObject({
    limit: { people: null },
    number: { tier: null },
  })
})

it('adds up what arrived, by month and category, with the prices that admin entered', async () => {
  const now = new Date()
  const price = (externalId: string, more: object) =>
    db.transaction().execute((tx) =>
      notePrice(tx, {
        externalId,
        category: 'utility',
        type: 'regular',
        billable: true,
        delivered: true,
        at: now,
        ...more,
      }),
    )
  await price('a', {})
  await price('a', {})
  await price('b', {})
  await price('c', { billable: false, category: 'service', type: 'free_customer_service' })
  await price('d', { delivered: false })
  await price('e', { category: 'marketing' })
  await price('old', { at: new Date(Date.now() - 200 * 86_400_000) })
  await changePrices(db, admin, { utility: 350, service: 0 })
  const month = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 7)
  expect((await readWhatsAppUsage(db, '1')).months).toEqual([
    { month, category: 'marketing', arrived: 1, billable: 1, cost: null },
    { month, category: 'service', arrived: 1, billable: 0, cost: 0 },
    { month, category: 'utility', arrived: 2, billable: 2, cost: 700 },
  ])
})
