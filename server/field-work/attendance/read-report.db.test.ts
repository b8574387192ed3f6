import { beforeAll, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertTicketApart, newClientId, planVisit, takeSeat } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { checkIn, checkOut } from '../check-in.ts'
import { readReport } from './read-report.ts'
import { attendanceRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const { call } = await testHttp((app) => attendanceRoutes({ app, db, changed: () => undefined }, db))
let [cs, manager, andi, budi]: Staff[] = []
let customerId: string
const MINUTE = 60_000
const october = (day: number, hour: number) => new Date(Date.UTC(2026, 9, day, hour - 7))

beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  manager = await insertStaff(db, 'manager')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})

/** A visit of Budi planned for three hours; when he came and left, by the hour. The phone tells it ten minutes later. */
async function visit(day: number, begins: number, came: number | null, left: number | null) {
  const ticketId = (await insertTicketApart(db, cs!, customerId, { quota: 1 })).id
  await takeSeat(pool, budi!, ticketId)
  const [start, end] = [october(day, begins), october(day, begins + 3)]
  await planVisit(db, ticketId, start, end)
  // sent later by a phone without a signal: the events say when it was done
  const phone = (at: Date, sent: Date) => ({
    clientId: newClientId(),
    at: at.toISOString(),
    sentAt: sent.toISOString(),
  })
  for (const [hour, act] of [
    [came, checkIn],
    [left, checkOut],
  ] as const) {
    if (hour === null) continue
    const at = october(day, hour)
    const sent = new Date(at.getTime() + 10 * MINUTE)
    await act(db, budi!, ticketId, phone(at, sent), sent)
  }
}

/** Counted anew from what was told at the time, without the table that the report reads. */
async function recount(technician: Staff) {
  const events = await db
    .selectFrom('events')
    .select(['name', 'at', 'data'])
    .where('name', 'in', ['checkedIn', 'checkedOut', 'attendanceCorrected'])
    .orderBy('id')
    .execute()
  type Told = {
    attendanceId: string
    technicianId: string
    late?: boolean
    doneAt?: string
    checkInAt?: string
    checkOutAt?: string | null
  }
  const visits = new Map<string, { in: number; out: number | null; late: boolean; corrected: boolean }>()
  for (const { name, data } of events) {
    const told = data as Told
    if (told.technicianId !== technician.id) continue
    const known = visits.get(told.attendanceId)
    if (name === 'attendanceCorrected')
      visits.set(told.attendanceId, {
        in: Date.parse(told.checkInAt ?? ''),
        out: told.checkOutAt ? Date.parse(told.checkOutAt) : null,
        late: told.late === true,
        corrected: true,
      })
    else if (name === 'checkedIn')
      visits.set(told.attendanceId, {
        in: Date.parse(told.doneAt ?? ''),
        out: null,
        late: told.late === true,
        corrected: false,
      })
    else if (known) known.out = Date.parse(told.doneAt ?? '')
  }
  const all = [...visits.values()].filter((visit) =>
    new Date(visit.in + 7 * 3_600_000).toISOString().startsWith('2026-10'),
  )
  return {
    days: new Set(all.map((visit) => new Date(visit.in + 7 * 3_600_000).toISOString().slice(0, 10))).size,
    visits: all.length,
    late: all.filter((visit) => visit.late).length,
    workedMinutes: all.reduce(
      (sum, visit) => sum + (visit.out ? Math.round((visit.out - visit.in) / MINUTE) : 0),
      0,
    ),
    corrected: all.filter((visit) => visit.corrected).length,
  }
}

it('the report of a month equals a recount of what happened, and names the days on which nobody came', async () => {
  await visit(5, 9, 9, 12)
  await visit(6, 9, 10, 13)
  await visit(6, 15, 15, 16)
  await visit(7, 9, 8, null)
  await visit(8, 9, null, null)
  const { items } = (await call(manager!, 'GET', '/api/v1/attendance-days?month=2026-10')).json() as {
    items: { id: string; checkOutAt: string | null }[]
  }
  const forgotten = items.find((item) => item.checkOutAt === null)
  await call(cs!, 'POST', `/api/v1/attendance/${forgotten?.id}/corrections`, {
    checkOutAt: october(7, 10).toISOString(),
    reason: 'Lupa check-out',
  })
  const [row] = (await readReport(db, manager!, { month: '2026-10' })).filter(
    (one) => one.technician.id === budi!.id,
  )
  expect(row).toMatchObject(await recount(budi!))
  expect(row).toMatchObject({
    days: 3,
    visits: 4,
    late: 1,
    onTime: 3,
    lateMinutes: 60,
    workedMinutes: 180 + 180 + 60 + 120,
    missing: 1,
    notOut: 0,
    corrected: 1,
    grades: { NO_LOCATION: 4 },
  })
  // who was known to be absent is not missed
  await db
    .insertInto('absences')
    .values({
      technicianId: budi!.id,
      kind: 'SICK',
      startsAt: october(8, 0),
      endsAt: october(9, 0),
      wholeDays: true,
      createdBy: cs!.id,
    })
    .execute()
  const excused = (await readReport(db, manager!, { month: '2026-10', technicianId: budi!.id }))[0]
  expect(excused).toMatchObject({ missing: 0, visits: 4 })
  await db.deleteFrom('absences').execute()
  // a technician sees his own month only, and exports are the office's
  const own = await call(andi!, 'GET', `/api/v1/attendance-report?month=2026-10&technicianId=${budi!.id}`)
  expect(own.json()['items']).toEqual([])
  const file = await call(manager!, 'GET', '/api/v1/attendance-report-export?month=2026-10&format=csv')
  expect(file.text).toContain('Budi,3,4,3,1,60,540,1,0')
  expect(
    (await call(manager!, 'GET', '/api/v1/attendance-report-export?month=2026-10&format=xlsx&details=true'))
      .status,
  ).toBe(200)
  expect((await call(andi!, 'GET', '/api/v1/attendance-report-export?month=2026-10&format=csv')).status).toBe(
    403,
  )
})
