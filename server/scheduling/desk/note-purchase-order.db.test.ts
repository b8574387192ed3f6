import { beforeAll, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { NotAllowed } from '../../platform/errors.ts'
import { testDatabase } from '../../testing/index.ts'
import { eventsOf, insertDoneTicket, insertTicketApart, relayOnly, takeSeat } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff, linkTelegram } from '../../testing/people.ts'
import { cancelTicket } from '../cancel-ticket.ts'
import { schedulingNotices } from '../notices.ts'
import { notePurchaseOrder } from './note-purchase-order.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let andi: Staff
let customerId: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
  andi = await linkTelegram(db, await insertStaff(db, 'technician', 'Andi'))
  customerId = await insertCustomer(db)
})
const noted = async (id: string) =>
  (await db.selectFrom('tickets').select('purchaseOrder').where('id', '=', id).executeTakeFirstOrThrow())
    .purchaseOrder

it('comes when somebody has the job already: written down without a word to the crew', async () => {
  const { id } = await insertTicketApart(db, cs, customerId)
  await takeSeat(pool, andi, id)
  await relayOnly(db, schedulingNotices)
  await notePurchaseOrder(db, cs, id, 'PO-7/2026')
  expect(await noted(id)).toBe('PO-7/2026')
  expect((await eventsOf(db, id)).at(-1)).toMatchObject({
    name: 'ticketChanged',
    data: { fields: ['purchaseOrder'] },
  })
  const told = await relayOnly(db, schedulingNotices)
  expect(told.filter(({ intent }) => intent === 'notice')).toEqual([])
  await notePurchaseOrder(db, cs, id, 'PO-7/2026')
  expect((await eventsOf(db, id)).filter(({ name }) => name === 'ticketChanged')).toHaveLength(1)
  await notePurchaseOrder(db, cs, id, null)
  expect(await noted(id)).toBeNull()
})

it('comes when the work is done, for the invoice', async () => {
  const id = await insertDoneTicket(db, pool, { cs, customerId, crew: [andi] })
  await notePurchaseOrder(db, cs, id, 'SPK 12')
  expect(await noted(id)).toBe('SPK 12')
})

it('is refused on a cancelled ticket and for anybody but CS', async () => {
  const { id } = await insertTicketApart(db, cs, customerId)
  await expect(notePurchaseOrder(db, andi, id, 'X')).rejects.toBeInstanceOf(NotAllowed)
  await cancelTicket(db, cs, id, 'Batal')
  await expect(notePurchaseOrder(db, cs, id, 'X')).rejects.toMatchObject({ code: 'WRONG_STATE' })
})
