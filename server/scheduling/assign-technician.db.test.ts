import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { InvalidInput, NotAllowed, NotFound } from '../platform/errors.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, relayOnly, takeSeat } from '../testing/jobs.ts'
import {
  insertConversation,
  insertCustomer,
  insertOpenTicket,
  insertStaff,
  linkTelegram,
} from '../testing/people.ts'
import { recordAbsence } from './absences/record-absence.ts'
import { assignTechnician } from './assign-technician.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { claimJob } from './claim-job.ts'
import { listClaimAttempts } from './list-claims.ts'
import { schedulingNotices } from './notices.ts'
import { openTicket } from './open-ticket.ts'

const { db, pool } = await testDatabase()
const HOUR = 3_600_000
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let conversationId: string
let ticketId: string
// a Monday at nine in Jakarta, far enough from every holiday of the list
let monday = new Date('2027-03-01T02:00:00Z').getTime()

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
  andi = await linkTelegram(db, await insertStaff(db, 'technician', 'Andi'))
  budi = await linkTelegram(db, await insertStaff(db, 'technician', 'Budi'))
  customerId = await insertCustomer(db)
  conversationId = await insertConversation(db, customerId)
})
const open = async (quota = 2, at = monday) =>
  (await insertOpenTicket(db, cs, customerId, { quota, start: new Date(at) })).id
beforeEach(async () => {
  monday += 7 * 24 * HOUR
  ticketId = await open()
})

const assign = (who: Staff | string, more: object = {}, actor = cs) =>
  assignTechnician(db, actor, ticketId, {
    technicianId: typeof who === 'string' ? who : who.id,
    reason: null,
    override: false,
    ...more,
  })
const ticket = () => db.selectFrom('tickets').selectAll().where('id', '=', ticketId).executeTakeFirstOrThrow()
const leave = (who: Staff) =>
  recordAbsence(db, cs, {
    technicianId: who.id,
    kind: 'SICK',
    start: new Date(monday - 9 * HOUR).toISOString(),
    end: new Date(monday + 15 * HOUR).toISOString(),
    wholeDays: true,
    note: null,
  })

describe('direct assignment', () => {
  it('takes the first free seat, with an event and a row of the receipt', async () => {
    const seat = await assign(andi!, { reason: 'Sudah kenal unitnya' })
    expect(seat).toMatchObject({ seat: 1, full: false })
    expect(await ticket()).toMatchObject({ state: 'OPEN', freeSeats: [2] })
    expect((await eventsOf(db, ticketId)).at(-1)).toEqual({
      name: 'jobAssigned',
      actorId: cs.id,
      data: {
        assignmentId: seat.assignmentId,
        technicianId: andi!.id,
        seat: 1,
        full: false,
        reason: 'Sudah kenal unitnya',
        warnings: [],
      },
    })
    await claimJob(pool, budi!, ticketId, 'web')
    expect((await ticket()).state).toBe('ASSIGNED')
    const receipt = await listClaimAttempts(db, cs, ticketId, { limit: 10 })
    expect(
      receipt.items.map(({ technician, outcome, via, seat: number }) => [
        technician.name,
        outcome,
        via,
        number,
      ]),
    ).toEqual([
      ['Andi', 'WON', 'office', 1],
      ['Budi', 'WON', 'web', 2],
    ])
  })

  it('never books twice: another job at that time is named and cannot be overridden', async () => {
    const other = await insertOpenTicket(db, cs, customerId, { start: new Date(monday + HOUR) })
    await takeSeat(pool, andi!, other.id)
    const refusal = { code: 'SCHEDULE_CONFLICT', params: { code: other.code } }
    await expect(assign(andi!)).rejects.toMatchObject(refusal)
    await expect(assign(andi!, { override: true, reason: 'Tetap' })).rejects.toMatchObject(refusal)
    expect((await ticket()).freeSeats).toEqual([1, 2])
  })

  it('is refused on a full, a cancelled and an own ticket, and for who is no active technician', async () => {
    await assign(andi!)
    await expect(assign(andi!)).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' })
    await assign(budi!)
    const cahyo = await insertStaff(db, 'technician', 'Cahyo')
    await expect(assign(cahyo)).rejects.toMatchObject({ code: 'POOL_FULL' })
    await expect(assign(cs)).rejects.toBeInstanceOf(InvalidInput)
    await expect(assign(cahyo, {}, andi!)).rejects.toBeInstanceOf(NotAllowed)
    await cancelTicket(db, cs, ticketId, 'Batal')
    await expect(assign(cahyo)).rejects.toMatchObject({ code: 'NOT_IN_POOL' })
    ticketId = '01990000-0000-7000-8000-000000000000'
    await expect(assign(cahyo)).rejects.toBeInstanceOf(NotFound)
  })

  it('of an absent technician is warned first, then goes on with a reason', async () => {
    await leave(andi!)
    await expect(assign(andi!)).rejects.toMatchObject({
      code: 'ASSIGNMENT_WARNINGS',
      details: [{ warning: 'ABSENT', kind: 'SICK' }],
    })
    await expect(assign(andi!, { override: true })).rejects.toMatchObject({ fields: [{ path: 'reason' }] })
    await assign(andi!, { override: true, reason: 'Sudah sembuh' })
    expect((await eventsOf(db, ticketId)).at(-1)).toMatchObject({
      data: { warnings: ['ABSENT'], reason: 'Sudah sembuh' },
    })
  })

  it('warns of holidays and of hours in which nobody works', async () => {
    const sunday = monday + 6 * 24 * HOUR
    ticketId = await open(1, sunday)
    await db
      .insertInto('holidays')
      .values({ date: new Date(sunday).toISOString().slice(0, 10), name: 'Nyepi', kind: 'national' })
      .execute()
    await expect(assign(andi!)).rejects.toMatchObject({
      details: [
        { warning: 'HOLIDAY', name: 'Nyepi' },
        { warning: 'OUTSIDE_HOURS', from: null },
      ],
    })
  })

  it('warns of a skill that is missing and of another area', async () => {
    await db
      .insertInto('skills')
      .values({ name: 'Chiller' })
      .onConflict((on) => on.doNothing())
      .execute()
    await db
      .updateTable('tickets')
      .set({ requiredSkills: ['Chiller'], area: 'Bandung' })
      .where('id', '=', ticketId)
      .execute()
    await db.updateTable('staff').set({ homeArea: 'Bogor' }).where('id', '=', budi!.id).execute()
    await expect(assign(budi!)).rejects.toMatchObject({
      details: [
        { warning: 'MISSING_SKILL', skills: ['Chiller'] },
        { warning: 'OTHER_AREA', area: 'Bandung', home: 'Bogor' },
      ],
    })
    await db.updateTable('staff').set({ homeArea: null }).where('id', '=', budi!.id).execute()
  })

  it('relieves the one who stayed responsible until somebody took over', async () => {
    ticketId = await open(1)
    const original = await takeSeat(pool, andi!, ticketId)
    await sql`update tickets set free_seats = '{1}', state = 'OPEN' where id = ${ticketId}`.execute(db)
    await db
      .updateTable('assignments')
      .set({ replaceWantedAt: new Date(), replaceReason: 'Sakit' })
      .where('id', '=', original)
      .execute()
    const { assignmentId } = await assign(budi!)
    const seats = await db
      .selectFrom('assignments')
      .selectAll()
      .where('ticketId', '=', ticketId)
      .orderBy('claimedAt')
      .execute()
    expect(seats).toMatchObject([
      { id: original, endReason: 'REPLACED', endNote: 'Sakit' },
      { id: assignmentId, endedAt: null, replacesId: original },
    ])
    expect((await ticket()).state).toBe('ASSIGNED')
    expect((await eventsOf(db, ticketId)).at(-1)).toMatchObject({
      data: { replaces: original, relieved: andi!.id },
    })
  })

  it('shares the last seat with the race: exactly one gets it', async () => {
    for (let round = 0; round < 5; round += 1) {
      monday += 7 * 24 * HOUR
      ticketId = await open(1)
      const results = await Promise.allSettled([
        assign(andi!),
        claimJob(pool, budi!, ticketId, 'web').then((answer) => {
          if (!answer.ok) throw answer.refusal
        }),
      ])
      const refused = results.filter((one) => one.status === 'rejected')
      expect(refused).toHaveLength(1)
      expect(refused[0]?.reason).toMatchObject({ code: 'POOL_FULL' })
      expect((await ticket()).freeSeats).toEqual([])
    }
  })

  it('tells the technician with the details, and the customer once the crew is complete', async () => {
    ticketId = await openTicket(db, cs, {
      customerId,
      title: 'AC tidak dingin',
      description: '',
      address: null,
      technicianQuota: 1,
      priority: 'NORMAL',
      scheduledStart: new Date(monday + 48 * HOUR).toISOString(),
      scheduledEnd: new Date(monday + 50 * HOUR).toISOString(),
    })
    await relayOnly(db, schedulingNotices)
    await assign(andi!)
    const sent = await relayOnly(db, schedulingNotices)
    expect(sent.filter(({ intent }) => intent === 'notice')).toEqual([
      { to: andi!.id, intent: 'notice', params: { key: 'jobAssigned', ticketId, by: cs.id }, priority: 3 },
    ])
    expect(sent.filter(({ intent }) => intent === 'visitPlanned').map(({ to }) => to)).toEqual([
      conversationId,
    ])
    expect(sent.filter(({ intent }) => intent === 'jobCard')).toHaveLength(2)
  })
})

describe('an absent technician', () => {
  it('cannot take a job in that time; the receipt says why', async () => {
    await leave(andi!)
    expect(await claimJob(pool, andi!, ticketId, 'web')).toMatchObject({
      ok: false,
      refusal: { code: 'ABSENT' },
    })
    monday += 7 * 24 * HOUR
    ticketId = await open()
    expect(await claimJob(pool, andi!, ticketId, 'web')).toMatchObject({ ok: true })
  })

  it('gets no offer for a visit in that time', async () => {
    await leave(andi!)
    await openTicket(db, cs, {
      customerId,
      title: 'AC tidak dingin',
      description: '',
      address: null,
      technicianQuota: 1,
      priority: 'NORMAL',
      scheduledStart: new Date(monday).toISOString(),
      scheduledEnd: new Date(monday + HOUR).toISOString(),
    })
    const offers = (await relayOnly(db, schedulingNotices)).filter(({ intent }) => intent === 'jobCard')
    expect(offers.map(({ to }) => to)).toEqual([budi!.id])
  })
})
