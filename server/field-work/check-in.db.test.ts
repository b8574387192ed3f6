import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { NotFound } from '../platform/errors.ts'
import { freeSeat } from '../ticket/index.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, insertTicketApart, newClientId, takeSeat } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { checkIn, checkOut } from './check-in.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let ticketId: string
let seat: string
const HOUR = 3_600_000
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  ticketId = (await insertTicketApart(db, cs, customerId, { quota: 2 })).id
  seat = await takeSeat(pool, andi!, ticketId)
})

const here = (metres = 0, accuracy = 10, at = new Date()) => ({
  lat: -6.9175 + metres / 111_195,
  lng: 107.6191,
  accuracy,
  at: at.toISOString(),
})
const attend = (fields: object = {}) => ({ clientId: newClientId(), location: here(), ...fields })
const entry = (id: string) =>
  db.selectFrom('attendance').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const state = async () =>
  (await db.selectFrom('tickets').select('state').where('id', '=', ticketId).executeTakeFirstOrThrow()).state
const names = async () =>
  (await eventsOf(db, ticketId)).map((event) => event.name).filter((name) => name !== 'jobClaimed')
/** The job was taken long ago. */
const backdateClaim = () =>
  db
    .updateTable('assignments')
    .set({ claimedAt: new Date(Date.now() - 30 * HOUR) })
    .where('id', '=', seat)
    .execute()
/** Moves the planned start of the ticket and of its crew. */
async function plan(start: Date, end: Date, zone = 'Asia/Jakarta') {
  await db
    .updateTable('tickets')
    .set({ scheduledStart: start, scheduledEnd: end, timeZone: zone })
    .where('id', '=', ticketId)
    .execute()
}

describe('Check-in', () => {
  it('starts the work: state, seat, evidence and event', async () => {
    const location = here(20, 15)
    const id = await checkIn(db, andi!, ticketId, {
      clientId: 'device-one-0001',
      at: location.at,
      location,
    })
    expect(await state()).toBe('IN_PROGRESS')
    expect(await entry(id)).toMatchObject({
      technicianId: andi!.id,
      assignmentId: seat,
      grade: 'ON_SITE',
      gradeReasons: [],
      checkInAccuracy: 15,
      checkInDistance: 20,
      checkInDeviceAt: new Date(location.at),
      late: false,
      via: 'web',
      checkOutAt: null,
    })
    const assignment = await db
      .selectFrom('assignments')
      .select('startedAt')
      .where('id', '=', seat)
      .executeTakeFirstOrThrow()
    expect(assignment.startedAt).toBeInstanceOf(Date)
    expect((await eventsOf(db, ticketId)).at(-1)).toEqual({
      name: 'checkedIn',
      actorId: andi!.id,
      data: { attendanceId: id, technicianId: andi!.id, grade: 'ON_SITE', late: false, first: true },
    })
  })

  it('of the second of the crew is not the first', async () => {
    await takeSeat(pool, budi!, ticketId)
    await Promise.all([checkIn(db, andi!, ticketId, attend()), checkIn(db, budi!, ticketId, attend())])
    const firsts = (await eventsOf(db, ticketId))
      .filter((event) => event.name === 'checkedIn')
      .map((event) => (event.data as { first: boolean }).first)
    expect(firsts).toEqual([true, false])
  })

  it.each([
    ['without a position', {}, 'NO_LOCATION', ['noReading']],
    ['far away', { location: here(4000) }, 'OFF_SITE', ['farAway']],
    ['with a useless position', { location: here(0, 5000) }, 'NO_LOCATION', ['poorAccuracy']],
  ])('is never refused %s, but graded', async (_, fields, grade, gradeReasons) => {
    const id = await checkIn(db, andi!, ticketId, { clientId: newClientId(), ...fields })
    expect(await entry(id)).toMatchObject({ grade, gradeReasons })
  })

  it('with a phone whose clock is wrong keeps the server time and says so', async () => {
    const yesterday = new Date(Date.now() - 24 * HOUR)
    const before = Date.now()
    const id = await checkIn(
      db,
      andi!,
      ticketId,
      attend({ at: yesterday.toISOString(), location: here(0, 10, yesterday) }),
    )
    const made = await entry(id)
    expect(made.checkInAt.getTime()).toBeGreaterThanOrEqual(before)
    expect(made).toMatchObject({ grade: 'ON_SITE', gradeReasons: ['clockSkew'], checkInDeviceAt: yesterday })
  })

  it('done without a signal counts from when it was done, whatever the clock of the phone says', async () => {
    const received = new Date()
    const twoHours = 2 * HOUR
    await backdateClaim()
    // this phone believes that it is a day earlier
    const phone = (ms: number) => new Date(received.getTime() - 24 * HOUR - ms).toISOString()
    const id = await checkIn(
      db,
      andi!,
      ticketId,
      {
        clientId: newClientId(),
        at: phone(twoHours),
        sentAt: phone(0),
        location: here(0, 10, new Date(phone(twoHours))),
      },
      received,
    )
    const doneAt = new Date(received.getTime() - twoHours)
    expect(await entry(id)).toMatchObject({
      checkInAt: doneAt,
      checkInReceivedAt: received,
      checkInDeviceAt: new Date(phone(twoHours)),
      checkInSkewSeconds: 24 * 3600,
      grade: 'ON_SITE',
      gradeReasons: ['clockSkew', 'sentLater'],
    })
    expect((await eventsOf(db, ticketId)).at(-1)?.data).toMatchObject({ doneAt: doneAt.toISOString() })
    const out = { clientId: newClientId(), at: phone(HOUR), sentAt: phone(0) }
    await checkOut(db, andi!, ticketId, out, received)
    expect(await entry(id)).toMatchObject({
      checkOutAt: new Date(received.getTime() - HOUR),
      checkOutReceivedAt: received,
      checkOutSkewSeconds: 24 * 3600,
    })
  })

  it('is not late for somebody whose phone could not send in time', async () => {
    const start = new Date(Date.now() - HOUR)
    await backdateClaim()
    await plan(start, new Date(Date.now() + HOUR))
    const id = await checkIn(
      db,
      andi!,
      ticketId,
      attend({ at: start.toISOString(), sentAt: new Date().toISOString() }),
    )
    expect((await entry(id)).late).toBe(false)
    expect((await entry(id)).gradeReasons).toContain('sentLater')
  })

  it('cannot have been before the job was taken', async () => {
    const id = await checkIn(
      db,
      andi!,
      ticketId,
      attend({ at: new Date(Date.now() - 5 * HOUR).toISOString(), sentAt: new Date().toISOString() }),
    )
    const { claimedAt } = await db
      .selectFrom('assignments')
      .select('claimedAt')
      .where('id', '=', seat)
      .executeTakeFirstOrThrow()
    expect(await entry(id)).toMatchObject({
      checkInAt: claimedAt,
      gradeReasons: expect.arrayContaining(['timeUnlikely']) as string[],
    })
  })

  it('repeated with the same client id is the same check-in, one after the other or at once', async () => {
    const call = attend()
    const both = await Promise.all([checkIn(db, andi!, ticketId, call), checkIn(db, andi!, ticketId, call)])
    expect(both[0]).toBe(both[1])
    expect(await checkIn(db, andi!, ticketId, call)).toBe(both[0])
    expect(await names()).toEqual(['checkedIn'])
  })

  it('is the same check-in also when the answer is asked for after the job has ended', async () => {
    const call = attend()
    const id = await checkIn(db, andi!, ticketId, call)
    await db
      .updateTable('assignments')
      .set({ endedAt: new Date(), endReason: 'DONE' })
      .where('id', '=', seat)
      .execute()
    expect(await checkIn(db, andi!, ticketId, call)).toBe(id)
  })

  it('with the client id of somebody else shows nothing of his', async () => {
    const call = attend()
    await checkIn(db, andi!, ticketId, call)
    await takeSeat(pool, budi!, ticketId)
    await expect(checkIn(db, budi!, ticketId, call)).rejects.toBeInstanceOf(NotFound)
  })

  it('is once a day', async () => {
    await checkIn(db, andi!, ticketId, attend())
    await checkOut(db, andi!, ticketId, attend())
    await expect(checkIn(db, andi!, ticketId, attend())).rejects.toMatchObject({ code: 'ALREADY_CHECKED_IN' })
    expect(await names()).toEqual(['checkedIn', 'checkedOut'])
  })

  it('twice at once with different client ids is one, and a refusal', async () => {
    const tries = await Promise.allSettled([
      checkIn(db, andi!, ticketId, attend()),
      checkIn(db, andi!, ticketId, attend()),
    ])
    expect(tries.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find((one) => one.status === 'rejected')?.reason).toMatchObject({
      code: 'ALREADY_CHECKED_IN',
    })
  })

  it('is possible again for somebody who was replaced and has taken the job once more', async () => {
    await checkIn(db, andi!, ticketId, attend())
    await db.transaction().execute((tx) =>
      freeSeat(tx, {
        ticketId,
        assignment: { id: seat },
        move: 'requestReplacement',
        actor: cs,
        reason: 'Sakit',
      }),
    )
    await takeSeat(pool, andi!, ticketId)
    await checkIn(db, andi!, ticketId, attend())
    expect(await state()).toBe('IN_PROGRESS')
    expect(await names()).toEqual(['checkedIn', 'checkedIn'])
  })

  it('needs a seat, and a ticket that is not over', async () => {
    await expect(checkIn(db, budi!, ticketId, attend())).rejects.toBeInstanceOf(NotFound)
    await expect(checkIn(db, andi!, '0198c000-0000-7000-8000-000000000000', attend())).rejects.toBeInstanceOf(
      NotFound,
    )
    await sql`update tickets set state = 'DONE' where id = ${ticketId}`.execute(db)
    await expect(checkIn(db, andi!, ticketId, attend())).rejects.toMatchObject({ code: 'WRONG_STATE' })
    expect(await names()).toEqual([])
  })

  it('does not run into a deadlock with a release of the same seat', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await insertTicketApart(db, cs, customerId)
      const mine = await takeSeat(pool, andi!, id)
      const tries = await Promise.allSettled([
        checkIn(db, andi!, id, attend()),
        db.transaction().execute((tx) =>
          freeSeat(tx, {
            ticketId: id,
            assignment: { id: mine },
            move: 'requestReplacement',
            actor: cs,
            reason: 'x',
          }),
        ),
      ])
      // the release always works; the check-in came before it or is told that there is no seat any more
      expect(tries[1].status).toBe('fulfilled')
      if (tries[0].status === 'rejected') expect(tries[0].reason).toBeInstanceOf(NotFound)
    }
  })
})

describe('late', () => {
  const day = (text: string) => new Date(text)
  it.each([
    ['on the minute', '2027-03-01T02:00:00Z', false],
    ['within the tolerance', '2027-03-01T02:15:30Z', false],
    ['beyond it', '2027-03-01T02:16:00Z', true],
    ['early', '2027-03-01T00:30:00Z', false],
  ])('%s', async (_, at, late) => {
    await plan(day('2027-03-01T02:00:00Z'), day('2027-03-01T05:00:00Z'))
    const id = await checkIn(db, andi!, ticketId, attend(), day(at))
    expect(await entry(id)).toMatchObject({ late, workDate: '2027-03-01' })
  })

  it('counts each day of a longer visit from its own morning', async () => {
    await plan(day('2027-03-01T02:00:00Z'), day('2027-03-03T10:00:00Z'))
    const first = await checkIn(db, andi!, ticketId, attend(), day('2027-03-01T01:55:00Z'))
    const second = await checkIn(db, andi!, ticketId, attend(), day('2027-03-02T03:00:00Z'))
    expect((await entry(first)).late).toBe(false)
    expect(await entry(second)).toMatchObject({ late: true, workDate: '2027-03-02' })
  })

  it('is not somebody who came on time and comes once more without a plan', async () => {
    await plan(day('2027-03-01T02:00:00Z'), day('2027-03-01T05:00:00Z'))
    await checkIn(db, andi!, ticketId, attend(), day('2027-03-01T02:00:00Z'))
    const again = await checkIn(db, andi!, ticketId, attend(), day('2027-03-02T06:00:00Z'))
    expect((await entry(again)).late).toBe(false)
  })

  it('is somebody who only comes after midnight to a visit of the evening before', async () => {
    await plan(day('2027-03-01T15:00:00Z'), day('2027-03-01T19:00:00Z'))
    const id = await checkIn(db, andi!, ticketId, attend(), day('2027-03-01T17:30:00Z'))
    expect(await entry(id)).toMatchObject({ late: true, workDate: '2027-03-02' })
  })

  it.each([
    ['Asia/Jakarta', '2027-03-01'],
    ['Asia/Makassar', '2027-03-01'],
    ['Asia/Jayapura', '2027-03-02'],
  ])('the day is that of the site: 15.30 UTC in %s', async (zone, workDate) => {
    await plan(day('2027-03-01T15:30:00Z'), day('2027-03-01T20:00:00Z'), zone)
    const id = await checkIn(db, andi!, ticketId, attend(), day('2027-03-01T15:30:00Z'))
    expect(await entry(id)).toMatchObject({ workDate, late: false })
  })
})

describe('Check-out', () => {
  it('closes the entry with its own evidence and event', async () => {
    const id = await checkIn(db, andi!, ticketId, attend())
    const location = here(300, 25)
    expect(
      await checkOut(db, andi!, ticketId, { clientId: 'device-out-0001', at: location.at, location }),
    ).toBe(id)
    expect(await entry(id)).toMatchObject({
      checkOutClientId: 'device-out-0001',
      checkOutDistance: 300,
      checkOutAccuracy: 25,
      checkOutDeviceAt: new Date(location.at),
      checkInDistance: 0,
    })
    expect((await eventsOf(db, ticketId)).at(-1)).toEqual({
      name: 'checkedOut',
      actorId: andi!.id,
      data: { attendanceId: id, technicianId: andi!.id },
    })
    expect(await state()).toBe('IN_PROGRESS')
  })

  it('repeated with the same client id is the same check-out, also at once', async () => {
    const id = await checkIn(db, andi!, ticketId, attend())
    const call = attend()
    const both = await Promise.all([checkOut(db, andi!, ticketId, call), checkOut(db, andi!, ticketId, call)])
    expect(both).toEqual([id, id])
    expect(await names()).toEqual(['checkedIn', 'checkedOut'])
  })

  it('is possible for somebody whose seat was taken while he was there', async () => {
    await checkIn(db, andi!, ticketId, attend())
    await db.transaction().execute((tx) =>
      freeSeat(tx, {
        ticketId,
        assignment: { id: seat },
        move: 'requestReplacement',
        actor: cs,
        reason: 'Sakit',
      }),
    )
    await checkOut(db, andi!, ticketId, attend())
    expect(await names()).toEqual(['checkedIn', 'checkedOut'])
  })

  it('needs a check-in; a ticket that is none of his business does not exist', async () => {
    await expect(checkOut(db, andi!, ticketId, attend())).rejects.toMatchObject({ code: 'NOT_CHECKED_IN' })
    await expect(checkOut(db, budi!, ticketId, attend())).rejects.toBeInstanceOf(NotFound)
    await expect(
      checkOut(db, andi!, '0198c000-0000-7000-8000-000000000000', attend()),
    ).rejects.toBeInstanceOf(NotFound)
  })
})
