import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import {
  eventsOf,
  insertTicketApart,
  newClientId,
  planVisit,
  relayOnly,
  takeSeat,
} from '../../testing/jobs.ts'
import { insertCustomer, insertStaff, linkTelegram } from '../../testing/people.ts'
import { checkIn, checkOut } from '../check-in.ts'
import { fieldWorkNotices } from '../notices.ts'
import { readBoard } from '../read-board.ts'
import { forgetPositions } from './forget-positions.ts'
import { raiseAlerts } from './raise-alerts.ts'
import { attendanceRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const { call } = await testHttp((app) => attendanceRoutes({ app, db, changed: () => undefined }, db))
let [cs, admin, andi, budi]: Staff[] = []
let customerId: string
let ticketId: string
let seat: string
const MINUTE = 60_000
/** Ten in the morning at the site. */
const TEN = new Date('2026-11-18T03:00:00Z')
const after = (minutes: number) => new Date(TEN.getTime() + minutes * MINUTE)

beforeAll(async () => {
  cs = await linkTelegram(db, await insertStaff(db, 'cs', 'Citra'))
  admin = await insertStaff(db, 'admin')
  andi = await linkTelegram(db, await insertStaff(db, 'technician', 'Andi'))
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  await db
    .updateTable('assignments')
    .set({ endedAt: new Date(), endReason: 'DONE' })
    .where('endedAt', 'is', null)
    .execute()
  ticketId = (await insertTicketApart(db, cs!, customerId, { quota: 2 })).id
  seat = await takeSeat(pool, andi!, ticketId)
  await plan(TEN, after(120))
})

const plan = (start: Date, end: Date) => planVisit(db, ticketId, start, end)
const arrive = (who: Staff, at: Date, location: object | null = null) =>
  checkIn(db, who, ticketId, { clientId: newClientId(), location: location as never }, at)
const leave = (who: Staff, at: Date) => checkOut(db, who, ticketId, { clientId: newClientId() }, at)
const here = (at: Date) => ({ lat: -6.9175, lng: 107.6191, accuracy: 10, at: at.toISOString() })
const alerts = async () =>
  (
    await db
      .selectFrom('attendanceAlerts')
      .select(['kind', 'dismissedBy'])
      .where('ticketId', '=', ticketId)
      .execute()
  ).map((row) => row.kind)
const rowOn = async (viewer: Staff, now: Date) =>
  (await readBoard(db, viewer, undefined, now)).items.find((item) => item.ticketId === ticketId)

describe('alerts', () => {
  it('come once per kind, also from two nodes at once, and are told to CS', async () => {
    await Promise.all([raiseAlerts(db, after(16)), raiseAlerts(db, after(16)), raiseAlerts(db, after(17))])
    expect(await alerts()).toEqual(['LATE'])
    expect(await relayOnly(db, { attendanceAlerted: fieldWorkNotices.attendanceAlerted })).toMatchObject([
      { to: cs!.id, params: { key: 'attendanceLATE', technicianId: andi!.id } },
    ])
    expect((await rowOn(cs!, after(17)))?.alerts).toMatchObject([{ kind: 'LATE' }])
    // a technician does not read what CS is told about him
    expect((await rowOn(andi!, after(17)))?.alerts).toEqual([])
    await raiseAlerts(db, after(46))
    expect(await alerts()).toEqual(['MISSING'])
  })

  it('are over when what they say is over', async () => {
    await raiseAlerts(db, after(16))
    await arrive(andi!, after(20))
    expect((await rowOn(cs!, after(21)))?.alerts).toEqual([])
    await raiseAlerts(db, after(151))
    expect((await rowOn(cs!, after(152)))?.alerts).toMatchObject([{ kind: 'OVERRUN' }])
    await leave(andi!, after(160))
    expect((await rowOn(cs!, after(161)))?.alerts).toEqual([])
  })

  it('are dismissed by name, once, and stay in the history', async () => {
    await raiseAlerts(db, after(16))
    const [alert] = (await rowOn(cs!, after(17)))?.alerts ?? []
    const url = `/api/v1/attendance-alerts/${alert?.id}/dismiss`
    expect((await call(andi!, 'POST', url)).status).toBe(403)
    expect((await call(cs!, 'POST', url)).status).toBe(200)
    expect((await call(cs!, 'POST', url)).status).toBe(200)
    expect((await rowOn(cs!, after(18)))?.alerts).toEqual([])
    const told = (await eventsOf(db, ticketId)).filter((event) => event.name === 'attendanceAlertDismissed')
    expect(told).toMatchObject([{ actorId: cs!.id, data: { kind: 'LATE' } }])
    await raiseAlerts(db, after(19))
    expect(await alerts()).toEqual(['LATE'])
    expect((await call(cs!, 'POST', `/api/v1/attendance-alerts/${seat}/dismiss`)).status).toBe(404)
  })

  it('remind the technician, but not twice in a row, and say when he cannot be reached', async () => {
    const url = (id: string) => `/api/v1/assignments/${id}/reminder`
    expect((await call(cs!, 'POST', url(seat))).status).toBe(200)
    expect(await relayOnly(db, { technicianReminded: fieldWorkNotices.technicianReminded })).toMatchObject([
      { to: andi!.id, params: { key: 'technicianReminded' } },
    ])
    expect((await call(cs!, 'POST', url(seat))).json()).toMatchObject({ code: 'REMINDED_JUST_NOW' })
    await plan(new Date(Date.now() + 60 * MINUTE), new Date(Date.now() + 120 * MINUTE))
    const other = await takeSeat(pool, budi!, ticketId)
    expect((await call(cs!, 'POST', url(other))).json()).toMatchObject({ code: 'NOT_ON_TELEGRAM' })
  })
})

describe('the rules of the company', () => {
  const URL = '/api/v1/settings/attendance'
  it('are admin’s to change, within reason', async () => {
    expect((await call(cs!, 'GET', URL)).json()).toMatchObject({ radius: 150, offSite: 'SOFT' })
    expect((await call(cs!, 'PATCH', URL, { radius: 300 })).status).toBe(403)
    expect((await call(admin!, 'PATCH', URL, { radius: 5 })).status).toBe(422)
    expect((await call(admin!, 'PATCH', URL, { lateAfter: 60 })).json()).toMatchObject({
      errors: [{ path: 'missingAfter' }],
    })
  })

  it('refuse a check-in that is clearly elsewhere only where the company wants it', async () => {
    const far = { ...here(after(1)), lat: -6.95 }
    await call(admin!, 'PATCH', URL, { offSite: 'HARD' })
    await expect(arrive(andi!, after(1), far)).rejects.toMatchObject({ code: 'CHECK_IN_OFF_SITE' })
    // no position at all is a flag, never a locked door
    await arrive(andi!, after(2), null)
    await call(admin!, 'PATCH', URL, { offSite: 'SOFT' })
    expect((await rowOn(cs!, after(3)))?.attendance).toMatchObject({ grade: 'NO_LOCATION' })
  })
})

describe('corrections', () => {
  it('say what is true now and keep what was there, with reason and name; the technician is told', async () => {
    const id = await arrive(andi!, after(40), here(after(40)))
    const url = `/api/v1/attendance/${id}/corrections`
    const wish = {
      checkInAt: after(5).toISOString(),
      checkOutAt: after(100).toISOString(),
      reason: 'HP mati, saksi pelanggan',
    }
    expect((await call(andi!, 'POST', url, wish)).status).toBe(403)
    expect((await call(cs!, 'POST', url, { ...wish, reason: '' })).status).toBe(422)
    expect(
      (await call(cs!, 'POST', url, { ...wish, checkOutAt: after(1).toISOString() })).json(),
    ).toMatchObject({
      errors: [{ path: 'checkOutAt' }],
    })
    const answer = await call(cs!, 'POST', url, wish)
    expect(answer.json()).toMatchObject({
      checkInAt: wish.checkInAt,
      checkOutAt: wish.checkOutAt,
      late: false,
      lateMinutes: 0,
      corrections: [
        {
          by: { name: 'Citra' },
          reason: wish.reason,
          before: { late: true, checkOutAt: null },
          after: { late: false },
        },
      ],
    })
    expect((await call(cs!, 'POST', url, { ...wish })).json()).toMatchObject({ code: 'NOTHING_TO_CORRECT' })
    expect(await relayOnly(db, { attendanceCorrected: fieldWorkNotices.attendanceCorrected })).toMatchObject([
      { to: andi!.id, params: { key: 'attendanceCorrected', reason: wish.reason } },
    ])
    await expect(sql`update attendance_corrections set reason = 'lain'`.execute(db)).rejects.toMatchObject({
      code: 'GS005',
    })
  })

  it('write down a day that the technician could not', async () => {
    const url = `/api/v1/assignments/${seat}/attendance`
    const wish = {
      checkInAt: after(20).toISOString(),
      checkOutAt: after(90).toISOString(),
      reason: 'Tidak ada sinyal',
    }
    const made = await call(cs!, 'POST', url, wish)
    expect(made.status).toBe(201)
    expect(made.json()).toMatchObject({
      grade: 'NO_LOCATION',
      gradeReasons: ['enteredByCs'],
      late: true,
      lateMinutes: 20,
      enteredBy: { name: 'Citra' },
      corrections: [{ before: null }],
    })
    expect((await call(cs!, 'POST', url, wish)).json()).toMatchObject({ code: 'ALREADY_CHECKED_IN' })
  })
})

it('a site without coordinates learns them from a good check-in that CS confirms', async () => {
  await db.updateTable('tickets').set({ lat: null, lng: null }).where('id', '=', ticketId).execute()
  const id = await arrive(andi!, after(1), here(after(1)))
  const url = `/api/v1/attendance/${id}/site`
  expect(await rowOn(cs!, after(2))).toMatchObject({ siteKnown: false, attendance: { grade: 'LIKELY' } })
  expect((await call(cs!, 'POST', url)).status).toBe(200)
  expect(
    await db.selectFrom('customers').select(['lat', 'lng']).where('id', '=', customerId).executeTakeFirst(),
  ).toEqual({ lat: -6.9175, lng: 107.6191 })
  expect((await rowOn(cs!, after(3)))?.siteKnown).toBe(true)
  expect((await call(cs!, 'POST', url)).json()).toMatchObject({ code: 'SITE_KNOWN' })
})

it('raw positions are forgotten in time, grade and distance stay', async () => {
  const id = await arrive(andi!, after(1), here(after(1)))
  expect(await forgetPositions(db, new Date(TEN.getTime() + 80 * 86_400_000))).toBe(0)
  expect(await forgetPositions(db, new Date(TEN.getTime() + 100 * 86_400_000))).toBeGreaterThan(0)
  expect(
    await db
      .selectFrom('attendance')
      .select(['checkInLat', 'grade', 'checkInDistance'])
      .where('id', '=', id)
      .executeTakeFirst(),
  ).toEqual({ checkInLat: null, grade: 'ON_SITE', checkInDistance: 0 })
})
