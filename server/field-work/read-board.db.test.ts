import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { endCrew, freeSeat } from '../ticket/index.ts'
import { testDatabase } from '../testing/index.ts'
import { newClientId, takeSeat } from '../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../testing/people.ts'
import { checkIn, checkOut } from './check-in.ts'
import { readBoard } from './read-board.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let andi: Staff
let customerId: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  andi = await insertStaff(db, 'technician', 'Andi')
})

const at = (text: string) => new Date(text)
/** A held job with these planned times; claimed while it still lies in the future, then moved. */
async function job(start: string, end: string, zone = 'Asia/Jakarta', who = andi) {
  const ticket = await insertOpenTicket(db, cs, customerId, { start: at('2040-01-01T00:00:00Z') })
  const seat = await takeSeat(pool, who, ticket.id)
  await db
    .updateTable('tickets')
    .set({ scheduledStart: at(start), scheduledEnd: at(end), timeZone: zone })
    .where('id', '=', ticket.id)
    .execute()
  await db
    .updateTable('assignments')
    .set({ during: sql`tstzrange(${at(start)}, ${at(end)})` })
    .where('id', '=', seat)
    .execute()
  return { id: ticket.id, seat }
}
const arrive = (ticketId: string, when: string) =>
  checkIn(db, andi, ticketId, { clientId: newClientId() }, at(when))
const leave = (ticketId: string, when: string) =>
  checkOut(db, andi, ticketId, { clientId: newClientId() }, at(when))
/** The row of Andi on the board, as status and minutes; null when he is not on it. */
async function status(day: string | undefined, now: string) {
  const board = await readBoard(db, cs, day, at(now))
  const row = board.items.find((item) => item.technician.id === andi.id)
  return row ? `${row.status} ${row.lateMinutes}` : null
}

describe('the board of a day', () => {
  it.each([
    ['before the start', '2027-03-01T01:00:00Z', 'EXPECTED 0'],
    ['within the tolerance', '2027-03-01T02:15:00Z', 'EXPECTED 0'],
    ['beyond it', '2027-03-01T02:16:00Z', 'MISSING 16'],
    ['in the evening', '2027-03-01T12:00:00Z', 'MISSING 600'],
    ['on a later day: missing until the end of that day', '2027-03-09T02:00:00Z', 'MISSING 899'],
  ])('without a check-in, %s', async (_, now, expected) => {
    await job('2027-03-01T02:00:00Z', '2027-03-01T05:00:00Z')
    expect(await status('2027-03-01', now)).toBe(expected)
  })

  it('follows check-in and check-out', async () => {
    const { id } = await job('2027-03-02T02:00:00Z', '2027-03-02T05:00:00Z')
    await arrive(id, '2027-03-02T02:40:00Z')
    expect(await status('2027-03-02', '2027-03-02T04:00:00Z')).toBe('WORKING 40')
    await leave(id, '2027-03-02T04:30:00Z')
    expect(await status('2027-03-02', '2027-03-02T06:00:00Z')).toBe('LEFT 40')
    expect(await status('2027-03-01', '2027-03-02T06:00:00Z')).toBeNull()
    expect(await status('2027-03-03', '2027-03-02T06:00:00Z')).toBeNull()
  })

  it('expects somebody on every day of a longer visit', async () => {
    const { id } = await job('2027-03-03T02:00:00Z', '2027-03-05T10:00:00Z')
    await arrive(id, '2027-03-03T02:00:00Z')
    await leave(id, '2027-03-03T09:00:00Z')
    expect(await status('2027-03-03', '2027-03-04T01:00:00Z')).toBe('LEFT 0')
    expect(await status('2027-03-04', '2027-03-04T01:00:00Z')).toBe('EXPECTED 0')
    expect(await status('2027-03-04', '2027-03-04T03:00:00Z')).toBe('MISSING 60')
    expect(await status('2027-03-05', '2027-03-04T03:00:00Z')).toBe('EXPECTED 0')
    expect(await status('2027-03-06', '2027-03-04T03:00:00Z')).toBeNull()
  })

  it('keeps who works past midnight, and does not call the rest of the night a new visit', async () => {
    const { id } = await job('2027-03-07T15:00:00Z', '2027-03-07T19:00:00Z')
    await arrive(id, '2027-03-07T15:05:00Z')
    expect(await status(undefined, '2027-03-07T17:30:00Z')).toBe('WORKING 5')
    expect(await status('2027-03-07', '2027-03-07T17:30:00Z')).toBe('WORKING 5')
    await leave(id, '2027-03-07T18:30:00Z')
    expect(await status(undefined, '2027-03-07T19:30:00Z')).toBeNull()
    expect(await status('2027-03-07', '2027-03-07T19:30:00Z')).toBe('LEFT 5')
  })

  it('takes a check-in that was never closed for a forgotten check-out', async () => {
    const { id } = await job('2027-03-10T02:00:00Z', '2027-03-10T05:00:00Z')
    await arrive(id, '2027-03-10T02:00:00Z')
    expect(await status('2027-03-10', '2027-03-10T17:59:00Z')).toBe('WORKING 0')
    expect(await status('2027-03-10', '2027-03-10T18:00:00Z')).toBe('LEFT 0')
    expect(await status(undefined, '2027-03-11T03:00:00Z')).toBeNull()
  })

  it('shows who was there also after the job or his seat has ended', async () => {
    const { id, seat } = await job('2027-03-12T02:00:00Z', '2027-03-12T05:00:00Z')
    await arrive(id, '2027-03-12T02:00:00Z')
    await leave(id, '2027-03-12T04:00:00Z')
    await db.transaction().execute((tx) => endCrew(tx, id, 'DONE'))
    expect(await status('2027-03-12', '2027-03-12T06:00:00Z')).toBe('LEFT 0')
    expect(seat).toBeTruthy()
  })

  it('forgets who gave the job back before he came', async () => {
    const { id, seat } = await job('2027-03-13T02:00:00Z', '2027-03-13T05:00:00Z')
    await db.transaction().execute((tx) =>
      freeSeat(tx, {
        ticketId: id,
        assignment: { id: seat },
        move: 'requestReplacement',
        actor: cs,
        reason: 'x',
      }),
    )
    expect(await status('2027-03-13', '2027-03-13T03:00:00Z')).toBeNull()
  })

  it('is sorted: missing, working, expected, left', async () => {
    const people = await Promise.all(
      ['Dina', 'Cici', 'Beni', 'Ayu'].map((name) => insertStaff(db, 'technician', name)),
    )
    const [dina, cici, beni, ayu] = people as [Staff, Staff, Staff, Staff]
    const left = await job('2027-03-15T01:00:00Z', '2027-03-15T05:00:00Z', undefined, dina)
    const working = await job('2027-03-15T01:30:00Z', '2027-03-15T05:00:00Z', undefined, cici)
    await job('2027-03-15T06:00:00Z', '2027-03-15T09:00:00Z', undefined, beni)
    await job('2027-03-15T02:00:00Z', '2027-03-15T05:00:00Z', undefined, ayu)
    const attend = { clientId: newClientId() }
    await checkIn(db, dina, left.id, attend, at('2027-03-15T01:00:00Z'))
    await checkOut(db, dina, left.id, attend, at('2027-03-15T02:00:00Z'))
    await checkIn(db, cici, working.id, { clientId: newClientId() }, at('2027-03-15T01:30:00Z'))
    const board = await readBoard(db, cs, '2027-03-15', at('2027-03-15T04:00:00Z'))
    expect(board.items.map((item) => [item.technician.name, item.status])).toEqual([
      ['Ayu', 'MISSING'],
      ['Cici', 'WORKING'],
      ['Beni', 'EXPECTED'],
      ['Dina', 'LEFT'],
    ])
    const own = await readBoard(db, beni, '2027-03-15', at('2027-03-15T04:00:00Z'))
    expect(own.items.map((item) => item.technician.name)).toEqual(['Beni'])
  })

  it('does not show cancelled tickets', async () => {
    const { id } = await job('2027-03-16T02:00:00Z', '2027-03-16T05:00:00Z')
    await sql`update tickets set state = 'CANCELLED', cancel_reason = 'x' where id = ${id}`.execute(db)
    expect(await status('2027-03-16', '2027-03-16T03:00:00Z')).toBeNull()
  })
})

describe('the day is that of the site', () => {
  // 22.30 in Jakarta is 23.30 in Makassar and 00.30 of the next day in Jayapura
  const start = '2027-04-01T15:30:00Z'
  const end = '2027-04-01T18:30:00Z'
  it.each([
    ['Asia/Jakarta', '2027-04-01'],
    ['Asia/Makassar', '2027-04-01'],
    ['Asia/Jayapura', '2027-04-02'],
  ])('%s', async (zone, day) => {
    await job(start, end, zone)
    const days = ['2027-03-31', '2027-04-01', '2027-04-02', '2027-04-03']
    const shown = []
    for (const one of days) if (await status(one, '2027-04-01T15:00:00Z')) shown.push(one)
    expect(shown).toEqual([day])
  })

  it('the live board of the late evening shows tomorrow in the east, today in the west', async () => {
    const putri = await insertStaff(db, 'technician', 'Putri')
    await job('2027-04-10T23:00:00Z', '2027-04-11T02:00:00Z', 'Asia/Jayapura', putri)
    await job('2027-04-10T23:00:00Z', '2027-04-11T02:00:00Z', 'Asia/Jakarta')
    const board = await readBoard(db, cs, undefined, at('2027-04-10T16:00:00Z'))
    expect(board.date).toBe('2027-04-10')
    expect(board.items.map((item) => item.technician.name)).toEqual(['Putri'])
  })

  it.each([
    ['Asia/Jakarta', 'EXPECTED 0'],
    ['Asia/Makassar', 'EXPECTED 0'],
    ['Asia/Jayapura', 'EXPECTED 0'],
  ])('the planned hour is the same moment in %s', async (zone, expected) => {
    await job('2027-04-20T02:00:00Z', '2027-04-20T05:00:00Z', zone)
    expect(await status('2027-04-20', '2027-04-20T02:10:00Z')).toBe(expected)
    expect(await status('2027-04-20', '2027-04-20T02:30:00Z')).toBe('MISSING 30')
  })
})

it('says beside who is expected that he is recorded as absent then, and beside nobody else', async () => {
  const sari = await insertStaff(db, 'technician', 'Sari')
  await job('2027-05-03T02:00:00Z', '2027-05-04T05:00:00Z', 'Asia/Jakarta', sari)
  await db
    .insertInto('absences')
    .values({
      technicianId: sari.id,
      kind: 'SICK',
      startsAt: at('2027-05-03T17:00:00Z'),
      endsAt: at('2027-05-04T17:00:00Z'),
      wholeDays: true,
      createdBy: cs.id,
    })
    .execute()
  const absence = async (day: string) =>
    (await readBoard(db, cs, day, at('2027-05-03T00:00:00Z'))).items.map((item) => item.absence)
  expect(await absence('2027-05-03')).toEqual([null])
  expect(await absence('2027-05-04')).toEqual(['SICK'])
})
