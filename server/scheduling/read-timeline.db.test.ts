import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { recordEvent } from '../ticket/index.ts'
import { testDatabase } from '../testing/index.ts'
import { insertTicketApart, takeSeat } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { readTimeline } from './read-timeline.ts'

const { db, pool } = await testDatabase()

it('says who, when and, to the office, where', async () => {
  const cs = await insertStaff(db, 'cs', 'Citra')
  const andi = await insertStaff(db, 'technician', 'Andi')
  const { id: ticketId, customerId } = await insertTicketApart(db, cs, await insertCustomer(db))
  const assignmentId = await takeSeat(pool, andi, ticketId)
  const made = await sql<{ id: string }>`
    insert into attendance (ticket_id, assignment_id, technician_id, work_date, check_in_at, check_in_client_id, grade,
      check_in_lat, check_in_lng, check_in_distance)
    values (${ticketId}, ${assignmentId}, ${andi.id}, current_date, now(), 'ci-1', 'ON_SITE', -6.9, 107.6, 35)
    returning id`.execute(db)
  const attendanceId = made.rows[0]?.id ?? ''
  const technicianId = andi.id
  await recordEvent(db, {
    name: 'checkedIn',
    actor: andi,
    ticketId,
    customerId,
    data: { attendanceId, technicianId, grade: 'ON_SITE', late: false, first: true },
  })
  // of a check-out without a position nothing is said
  await recordEvent(db, {
    name: 'checkedOut',
    actor: andi,
    ticketId,
    customerId,
    data: { attendanceId, technicianId },
  })
  const entries = await readTimeline(db, cs, ticketId)
  expect(entries.slice(-2)).toMatchObject([
    { name: 'checkedIn', actor: { name: 'Andi' }, place: { lat: -6.9, lng: 107.6, distance: 35 } },
    { name: 'checkedOut' },
  ])
  expect(entries.at(-1)).not.toHaveProperty('place')
  expect((await readTimeline(db, andi, ticketId)).some((entry) => 'place' in entry)).toBe(false)
})
