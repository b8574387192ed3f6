import { expect, it } from 'vitest'
import { settleMessage, takeMessages } from '../../platform/outbox.ts'
import { openLog } from '../../platform/log.ts'
import { relayEvents } from '../../ticket/index.ts'
import { testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertStaff, linkTelegram } from '../../testing/people.ts'
import { onlyNotices } from '../../testing/run-channel.ts'
import { schedulingNotices } from '../notices.ts'
import { openTicket } from '../open-ticket.ts'
import { schedulingRoutes } from '../routes.ts'

const { db, pool } = await testDatabase()
const { call } = await testHttp((app) =>
  schedulingRoutes({ app, db, changed: () => undefined }, {
    db,
    pool,
    publicUrl: 'https://gss.test',
  } as never),
)

it('says to whom a job was offered, when, and why it did not arrive', async () => {
  const cs = await insertStaff(db, 'cs')
  const names = ['Andi', 'Budi', 'Cahyo', 'Dedi']
  for (const name of names) await linkTelegram(db, await insertStaff(db, 'technician', name))
  const start = Date.now() + 5 * 86_400_000
  const id = await openTicket(db, cs, {
    customerId: await insertCustomer(db),
    title: 'AC bocor',
    description: '',
    address: null,
    technicianQuota: 1,
    scheduledStart: new Date(start).toISOString(),
    scheduledEnd: new Date(start + 3_600_000).toISOString(),
    priority: 'NORMAL',
  } as never)
  await relayEvents(db, onlyNotices(schedulingNotices), {}, openLog('silent'))
  const taken = await takeMessages(db, 'telegram', 3)
  const nameOf = new Map(
    (await db.selectFrom('staff').select(['id', 'name']).execute()).map((one) => [one.id, one.name]),
  )
  const by = (name: string) => taken.find((row) => nameOf.get(row.recipientId) === name)
  const order = taken.map((row) => nameOf.get(row.recipientId) as string)
  const [first, second, third] = order as [string, string, string]
  await settleMessage(db, by(first)!.id, { status: 'SENT', externalId: '7' })
  await settleMessage(db, by(second)!.id, { status: 'FAILED', error: { kind: 'unreachable' } })
  await settleMessage(db, by(third)!.id, { status: 'RETRY', afterSeconds: 30, error: { kind: 'flood' } })
  const rest = names.find((name) => !order.includes(name)) as string
  await db
    .updateTable('outbox')
    .set({ notBefore: new Date(start) })
    .where('status', '=', 'NEW')
    .where('attempts', '=', 0)
    .execute()

  type Item = {
    technician: { name: string }
    status: string
    sentAt: string | null
    problem: string | null
    round: number
  }
  const list = async (query = '') =>
    ((await call(cs, 'GET', `/api/v1/tickets/${id}/broadcast${query}`)).json() as { items: Item[] }).items
  const found = new Map((await list()).map((item) => [item.technician.name, item]))
  expect([...found.keys()]).toEqual(names)
  expect(found.get(first)).toMatchObject({ status: 'SENT', problem: null, round: 1 })
  expect(found.get(first)?.sentAt).not.toBeNull()
  expect(found.get(second)).toMatchObject({ status: 'FAILED', problem: 'unreachable', sentAt: null })
  expect(found.get(third)).toMatchObject({ status: 'WAITING', problem: 'flood' })
  expect(found.get(rest)).toMatchObject({ status: 'HELD', problem: null })
  expect((await list('?status=FAILED')).map((item) => item.technician.name)).toEqual([second])
  expect((await list('?q=BUD')).map((item) => item.technician.name)).toEqual(['Budi'])
  const page = (await call(cs, 'GET', `/api/v1/tickets/${id}/broadcast?limit=3`)).json() as {
    nextCursor: string
  }
  expect((await list(`?limit=3&cursor=${page.nextCursor}`)).map((item) => item.technician.name)).toEqual([
    'Dedi',
  ])
  const technician = await insertStaff(db, 'technician')
  expect((await call(technician, 'GET', `/api/v1/tickets/${id}/broadcast`)).status).toBe(403)
})
