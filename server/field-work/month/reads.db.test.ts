import { expect, it } from 'vitest'
import { testDatabase } from '../../testing/index.ts'
import { insertTicketApart, newClientId, takeSeat } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { checkIn, checkOut } from '../check-in.ts'
import { readOwnMonth } from './reads.ts'

const { db, pool } = await testDatabase()

it('has what is my own and of this month at the site, with its sums', async () => {
  const cs = await insertStaff(db, 'cs')
  const andi = await insertStaff(db, 'technician', 'Andi')
  const budi = await insertStaff(db, 'technician', 'Budi')
  const customerId = await insertCustomer(db)
  const visit = async (who: typeof andi, from: string, minutes: number | null) => {
    const { id } = await insertTicketApart(db, cs, customerId, { quota: 1 })
    await takeSeat(pool, who, id)
    await checkIn(db, who, id, { clientId: newClientId() }, new Date(from))
    const end = new Date(Date.parse(from) + (minutes ?? 0) * 60_000)
    if (minutes !== null) await checkOut(db, who, id, { clientId: newClientId() }, end)
  }
  await visit(andi, '2027-02-28T16:59:00Z', 60) // 23.59 WIB of February
  await visit(andi, '2027-02-28T17:00:00Z', 60) // 00.00 WIB of March
  await visit(andi, '2027-03-01T08:00:00Z', 30)
  await visit(andi, '2027-03-31T16:00:00Z', null)
  await visit(andi, '2027-03-31T17:00:00Z', 60) // April
  await visit(budi, '2027-03-10T08:00:00Z', 60)
  const march = await readOwnMonth(db, andi, '2027-03')
  expect(march).toMatchObject({ month: '2027-03', days: 2, minutes: 90, late: 3 })
  expect(march.items.map((item) => item.checkInAt)).toEqual([
    '2027-03-31T16:00:00.000Z',
    '2027-03-01T08:00:00.000Z',
    '2027-02-28T17:00:00.000Z',
  ])
  expect(await readOwnMonth(db, andi, '2027-12')).toMatchObject({ days: 0, items: [] })
})
