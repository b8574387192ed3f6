import { beforeEach, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { claimSeat } from '../ticket/index.ts'
import { onlyNotices } from '../testing/run-channel.ts'
import { testDatabase } from '../testing/index.ts'
import { insertConversation, insertCustomer, insertOpenTicket, insertStaff } from '../testing/people.ts'
import { openLog } from '../platform/log.ts'
import { relayEvents } from '../ticket/index.ts'
import { checkIn } from './check-in.ts'
import { fieldWorkNotices } from './notices.ts'
import { readBoard } from './read-board.ts'
import { reportDeparture } from './report-departure.ts'

const { db, pool } = await testDatabase()
const log = openLog('silent')
let [cs, andi, budi]: Staff[] = []
let ticketId = ''
let conversationId = ''

beforeEach(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  const customerId = await insertCustomer(db)
  conversationId = await insertConversation(db, customerId)
  ticketId = (await insertOpenTicket(db, cs, customerId, { quota: 2 })).id
  for (const who of [andi, budi]) await claimSeat(pool, { ticketId, technicianId: who.id, via: 'web' })
})
const departures = async () =>
  (await db.selectFrom('events').selectAll().where('ticketId', '=', ticketId).orderBy('id').execute())
    .filter((event) => event.name === 'departed')
    .map((event) => event.data)
const told = async () => {
  await relayEvents(db, onlyNotices(fieldWorkNotices), {}, log)
  const rows = await db
    .selectFrom('outbox')
    .select('intent')
    .where('recipientId', '=', conversationId)
    .execute()
  return rows.map((row) => row.intent)
}

it('is remembered once per technician and day, and the customer hears of the first of the crew only', async () => {
  const at = await reportDeparture(db, andi!, ticketId, 'telegram')
  expect(await reportDeparture(db, andi!, ticketId)).toEqual(at)
  await reportDeparture(db, budi!, ticketId)
  expect(await departures()).toEqual([
    { technicianId: andi!.id, first: true },
    { technicianId: budi!.id, first: false },
  ])
  expect(await told()).toEqual(['onTheWay'])
})

it('shows on the board, and stays there until he has arrived', async () => {
  const of = async (who: Staff) =>
    (await readBoard(db, cs!, undefined)).items.find(
      (row) => row.ticketId === ticketId && row.technician.id === who.id,
    )?.departedAt
  expect(await of(andi!)).toBeNull()
  const at = await reportDeparture(db, andi!, ticketId)
  expect([await of(andi!), await of(budi!)]).toEqual([at.toISOString(), null])
})

it('is refused to whoever has no seat, and to whoever is there already', async () => {
  await expect(reportDeparture(db, await insertStaff(db, 'technician'), ticketId)).rejects.toMatchObject({
    status: 404,
  })
  await checkIn(db, andi!, ticketId, { clientId: `ci-${ticketId}` })
  await expect(reportDeparture(db, andi!, ticketId)).rejects.toMatchObject({ code: 'ALREADY_CHECKED_IN' })
  expect(await departures()).toEqual([])
})

it('two calls at the same instant are one departure', async () => {
  await Promise.all([reportDeparture(db, andi!, ticketId), reportDeparture(db, andi!, ticketId)])
  expect(await departures()).toHaveLength(1)
})
