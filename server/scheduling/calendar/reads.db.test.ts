import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testDatabase } from '../../testing/index.ts'
import { testHttp } from '../../testing/http.ts'
import { takeSeat } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { recordAbsence } from '../absences/record-absence.ts'
import { cancelTicket } from '../cancel-ticket.ts'
import type { DispatchBoard } from './reads.ts'
import { calendarRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const { call } = await testHttp((app) => calendarRoutes({ app, db, changed: () => undefined }, db))
const HOUR = 3_600_000
// Monday, 1 March 2027, nine o'clock in Jakarta
const monday = new Date('2027-03-01T02:00:00Z').getTime()
let [cs, sales, manager, andi, budi]: Staff[] = []
const codes: Record<string, string> = {}

const at = (day: number, hours = 0) => new Date(monday + day * 24 * HOUR + hours * HOUR)
async function visit(name: string, start: Date, more: { quota?: number; end?: Date; crew?: Staff[] } = {}) {
  const customerId = await insertCustomer(db, { name: `Pelanggan ${name}` })
  const ticket = await insertOpenTicket(db, cs!, customerId, { ...more, start, title: `Job ${name}` })
  for (const technician of more.crew ?? []) await takeSeat(pool, technician, ticket.id)
  codes[name] = ticket.id
  return ticket.id
}

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
  sales = await insertStaff(db, 'sales', 'Sari')
  manager = await insertStaff(db, 'manager', 'Maya')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  await db
    .insertInto('skills')
    .values({ name: 'Chiller' })
    .onConflict((on) => on.doNothing())
    .execute()
  await db.insertInto('staffSkills').values({ staffId: budi.id, skill: 'Chiller' }).execute()
  await db.updateTable('staff').set({ homeArea: 'Bogor' }).where('id', '=', budi.id).execute()
  await db.insertInto('holidays').values({ date: '2027-03-03', name: 'Nyepi', kind: 'national' }).execute()
  await visit('senin', at(0), { crew: [andi] })
  await visit('panjang', at(-2), { end: at(1), crew: [budi] })
  await visit('terbuka', at(1), { quota: 2, crew: [andi] })
  await visit('libur', at(2), { crew: [andi] })
  await visit('malam', at(3, 11), { crew: [andi] })
  await visit('depan', at(14), { crew: [andi] })
  await cancelTicket(db, cs, await visit('batal', at(0, 4), { crew: [andi] }), 'Dobel')
  await visit('cuti', at(4), { crew: [budi] })
  await recordAbsence(db, cs, {
    technicianId: budi.id,
    kind: 'LEAVE',
    start: '2027-03-04T17:00:00.000Z',
    end: '2027-03-05T17:00:00.000Z',
    wholeDays: true,
    note: null,
  })
})

const board = async (who: Staff, query = '') => {
  const answer = await call(who, 'GET', `/api/v1/calendar?from=2027-03-01&to=2027-03-07${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json() as unknown as DispatchBoard
}
const titles = (found: DispatchBoard) => found.visits.map((one) => one.title.replace('Job ', ''))
const names = (found: DispatchBoard) => found.technicians.map((one) => one.name)

describe('the dispatch board', () => {
  it('holds what touches the days, also what began before, with crew, seats and conflicts', async () => {
    const found = await board(cs!)
    expect(names(found)).toEqual(['Andi', 'Budi'])
    expect(titles(found)).toEqual(['panjang', 'senin', 'terbuka', 'libur', 'malam', 'cuti'])
    const one = (title: string) => found.visits.find((visit) => visit.title === `Job ${title}`)
    expect(one('terbuka')).toMatchObject({
      ticketId: codes['terbuka'],
      start: at(1).toISOString(),
      quota: 2,
      freeSeats: 1,
      crew: [{ technicianId: andi!.id, name: 'Andi', started: false, absent: false }],
      conflicts: [],
    })
    expect(one('libur')?.conflicts).toEqual(['HOLIDAY'])
    expect(one('malam')?.conflicts).toEqual(['OUTSIDE_HOURS'])
    expect(one('cuti')).toMatchObject({ conflicts: ['ABSENT'], crew: [{ name: 'Budi', absent: true }] })
    expect(found.technicians[1]).toMatchObject({
      skills: ['Chiller'],
      area: 'Bogor',
      absences: [
        {
          kind: 'LEAVE',
          start: '2027-03-04T17:00:00.000Z',
          end: '2027-03-05T17:00:00.000Z',
          wholeDays: true,
        },
      ],
    })
    expect(found.holidays).toEqual([{ date: '2027-03-03', name: 'Nyepi', working: false }])
    expect(found.workingHours[1]).toEqual({ from: '08:00', to: '17:00' })
  })

  it('shows a technician the own calendar only, without the seats of others', async () => {
    const found = await board(budi!)
    expect(names(found)).toEqual(['Budi'])
    expect(titles(found)).toEqual(['panjang', 'cuti'])
    expect((await call(sales!, 'GET', '/api/v1/calendar?from=2027-03-01&to=2027-03-07')).status).toBe(403)
    expect(names(await board(manager!))).toHaveLength(2)
  })

  it('is filtered by skill, area, state and words', async () => {
    expect(names(await board(cs!, '&skill=Chiller'))).toEqual(['Budi'])
    expect(titles(await board(cs!, '&area=bogor'))).toEqual(['panjang', 'cuti'])
    expect(titles(await board(cs!, '&state=OPEN'))).toEqual(['terbuka'])
    expect(titles(await board(cs!, '&state=CANCELLED'))).toEqual([])
    const byCustomer = await board(cs!, '&q=pelanggan%20senin')
    expect([names(byCustomer), titles(byCustomer)]).toEqual([['Andi'], ['senin']])
    const byTechnician = await board(cs!, '&q=bud')
    expect([names(byTechnician), titles(byTechnician)]).toEqual([['Budi'], ['panjang', 'cuti']])
  })

  it('comes in pages of technicians; open seats come with the first', async () => {
    const first = await board(cs!, '&limit=1')
    expect(names(first)).toEqual(['Andi'])
    expect(titles(first)).toContain('terbuka')
    expect(first.nextCursor).not.toBeNull()
    const second = await board(cs!, `&limit=1&cursor=${first.nextCursor}`)
    expect([names(second), titles(second), second.nextCursor]).toEqual([['Budi'], ['panjang', 'cuti'], null])
  })

  it('refuses days turned round, a year at once, and words that are no state', async () => {
    for (const query of [
      'from=2027-03-07&to=2027-03-01',
      'from=2027-01-01&to=2027-12-31',
      'from=2027-03-01&to=2027-03-02&state=X',
    ])
      expect((await call(cs!, 'GET', `/api/v1/calendar?${query}`)).status).toBe(422)
  })
})
