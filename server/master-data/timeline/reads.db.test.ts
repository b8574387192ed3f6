import { expect, it } from 'vitest'
import { recordEvent } from '../../ticket/index.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { mergeCustomers } from '../merge/merge-customers.ts'
import { readTimeline } from './reads.ts'

const { db } = await testDatabase()

it('tells what happened with a customer, the tickets and merged records, newest first, page by page', async () => {
  const cs = await insertStaff(db, 'cs', 'Citra')
  const [id, other, stranger] = [await insertCustomer(db), await insertCustomer(db), await insertCustomer(db)]
  const ticket = await insertOpenTicket(db, cs, id)
  const tell = (event: object) => recordEvent(db, { actor: cs, data: {}, ...event } as never)
  await tell({ name: 'customerRegistered', customerId: other, data: { source: 'MANUAL' } })
  await tell({ name: 'customerRegistered', customerId: stranger, data: { source: 'MANUAL' } })
  await tell({ name: 'messageReceived', customerId: id, data: { messageId: 'x', kind: 'text' } })
  await tell({ name: 'checkedIn', ticketId: ticket.id, data: { technicianId: cs.id } })
  await db.transaction().execute((tx) => mergeCustomers(tx, cs, id, other))

  const first = await readTimeline(db, id, { limit: 2 })
  expect(first.items.map((entry) => entry.name)).toEqual(['customerMerged', 'customerMerged'])
  const rest = await readTimeline(db, id, { limit: 10, cursor: first.nextCursor ?? '' })
  expect(rest.items).toMatchObject([
    { name: 'checkedIn', actor: { name: 'Citra' }, data: { technician: 'Citra' }, ticket: { id: ticket.id } },
    { name: 'customerRegistered', ticket: null },
  ])
  expect(rest.nextCursor).toBeNull()
  await expect(readTimeline(db, crypto.randomUUID(), { limit: 5 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
