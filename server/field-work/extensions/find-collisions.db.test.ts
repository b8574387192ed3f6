import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { claimSeat, freeSeat } from '../../ticket/index.ts'
import { testDatabase } from '../../testing/index.ts'
import { eventsOf, takeSeat, testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { ensureLetter } from '../issue-letter.ts'
import { listExtensionRows, readCollisions, ticketExtensions } from './reads.ts'
import { approveExtension, requestExtension } from './request-extension.ts'

const { db, pool } = await testDatabase()
const deps = { db, files: testFiles(), publicUrl: 'https://gss.example' }
const DAY = 24 * 3_600_000
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let ticket: Awaited<ReturnType<typeof insertOpenTicket>>
/** Budi's next job, two days after the end of the ticket */
let next: Awaited<ReturnType<typeof insertOpenTicket>>
let seats: { andi: string; budi: string; next: string }
let id: string
let start = Date.now()
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  // weeks of their own for each test, so that an extended visit runs into no other
  start += 21 * DAY
  ticket = await insertOpenTicket(db, cs, customerId, { quota: 2, start: new Date(start) })
  next = await insertOpenTicket(db, cs, customerId, {
    title: 'Pasang pompa',
    start: new Date(ticket.scheduledEnd.getTime() + 2 * DAY),
  })
  seats = {
    andi: await takeSeat(pool, andi!, ticket.id),
    budi: await takeSeat(pool, budi!, ticket.id),
    next: await takeSeat(pool, budi!, next.id),
  }
  id = await requestExtension(db, andi!, ticket.id, { days: 3, reason: 'Hujan', remainingWork: 'Cat' })
})

const approve = (choice: Parameters<typeof approveExtension>[3]) => approveExtension(deps, cs, id, choice)
const row = () => db.selectFrom('tickets').selectAll().where('id', '=', ticket.id).executeTakeFirstOrThrow()
const stored = () => db.selectFrom('extensions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const seat = (which: string) =>
  db.selectFrom('assignments').selectAll().where('id', '=', which).executeTakeFirstOrThrow()
const letters = () =>
  db
    .selectFrom('documents')
    .select(['technicianId', 'revokeReason', 'replacesId'])
    .where('ticketId', '=', ticket.id)
    .where('type', '=', 'ST')
    .orderBy('seq')
    .execute()
const names = async () => (await eventsOf(db, ticket.id)).map((event) => event.name)
const leave = (ticketId: string, assignmentId: string) =>
  db.transaction().execute((tx) =>
    freeSeat(tx, {
      ticketId,
      assignment: { id: assignmentId },
      move: 'requestReplacement',
      actor: cs,
      reason: 'Sakit',
    }),
  )
const theCollision = () => ({
  assignmentId: seats.budi,
  technician: { id: budi!.id, name: 'Budi' },
  what: 'JOB',
  absence: null,
  ticketId: next.id,
  ticketCode: expect.stringMatching(/^TKT-/),
  ticketTitle: 'Pasang pompa',
  scheduledStart: next.scheduledStart.toISOString(),
  scheduledEnd: next.scheduledEnd.toISOString(),
})

describe('what is in the way of more days', () => {
  it('is named for the days asked for and for others', async () => {
    expect(await readCollisions(db, id, undefined)).toEqual({ items: [theCollision()], freeDays: 2 })
    expect(await readCollisions(db, id, 2)).toEqual({ items: [], freeDays: 2 })
    expect((await readCollisions(db, id, 30)).items).toHaveLength(1)
    await approve({ days: 2 })
  })

  it('is nothing when the crew has nothing else to do', async () => {
    await leave(next.id, seats.next)
    expect(await readCollisions(db, id, 30)).toEqual({ items: [], freeDays: 30 })
  })

  it('is in the lists of those who decide while the request waits', async () => {
    const listed = async () =>
      (await listExtensionRows(db, { limit: 100 })).items.find((item) => item.id === id)
    expect((await listed())?.collisions).toEqual([theCollision()])
    expect((await ticketExtensions(db, ticket.id, true))[0]?.collisions).toHaveLength(1)
    expect((await ticketExtensions(db, ticket.id, false))[0]?.collisions).toEqual([])
    await approve({ days: 1 })
    expect((await listed())?.collisions).toEqual([])
  })

  it('refuses the approval and says which jobs, and whose', async () => {
    await expect(approve({})).rejects.toMatchObject({
      code: 'CREW_COLLISION',
      params: { jobs: expect.stringMatching(/^Budi: TKT-\d+ Pasang pompa$/) },
    })
    expect(await stored()).toMatchObject({ status: 'PENDING', approvedUntil: null })
    expect((await row()).scheduledEnd).toEqual(ticket.scheduledEnd)
  })
})

describe('letting the one go who has another job', () => {
  it('offers his seat as an emergency; schedule and letters follow for those who stay', async () => {
    const old = [await ensureLetter(deps, seats.andi), await ensureLetter(deps, seats.budi)]
    await approve({ release: [seats.budi], note: 'Andi lanjut' })
    const until = new Date(ticket.scheduledEnd.getTime() + 3 * DAY)
    expect(await row()).toMatchObject({
      scheduledEnd: until,
      state: 'OPEN',
      emergency: true,
      freeSeats: [2],
      poolRound: 2,
    })
    expect(await stored()).toMatchObject({ status: 'APPROVED', approvedDays: 3, approvedUntil: until })
    expect(await seat(seats.budi)).toMatchObject({ endReason: 'REPLACED', endNote: expect.any(String) })
    expect(await seat(seats.andi)).toMatchObject({ endedAt: null })
    // his other job is untouched
    expect(await seat(seats.next)).toMatchObject({ endedAt: null })
    expect(await letters()).toEqual([
      { technicianId: andi!.id, revokeReason: 'EXTENDED', replacesId: null },
      { technicianId: budi!.id, revokeReason: expect.stringMatching(/TKT-/), replacesId: null },
      { technicianId: andi!.id, revokeReason: null, replacesId: old[0]!.id },
    ])
    const told = (await eventsOf(db, ticket.id)).slice(-3)
    expect(told.map((event) => event.name)).toEqual([
      'replacementRequested',
      'assignmentLetterIssued',
      'extensionApproved',
    ])
    expect(told[0]?.data).toEqual({
      assignmentId: seats.budi,
      technicianId: budi!.id,
      reason: expect.stringMatching(/^Tambah Hari bentrok dengan job Anda yang lain: TKT-\d+$/),
      keep: false,
    })
    expect(told[2]?.data).toMatchObject({ days: 3, note: 'Andi lanjut', until: until.toISOString() })
    const other = await insertStaff(db, 'technician')
    await takeSeat(pool, other, ticket.id)
    expect((await row()).state).toBe('ASSIGNED')
  })

  it('may empty the crew; the ticket waits in the pool until its new end', async () => {
    const third = await insertOpenTicket(db, cs, customerId, { start: next.scheduledStart })
    await takeSeat(pool, andi!, third.id)
    await expect(approve({ release: [seats.budi] })).rejects.toMatchObject({
      params: { jobs: expect.stringMatching(/^Andi: TKT-\d+ [^;]+$/) },
    })
    await approve({ release: [seats.budi, seats.andi] })
    expect(await row()).toMatchObject({ state: 'OPEN', freeSeats: [1, 2] })
    expect((await letters()).filter((paper) => paper.revokeReason === null)).toEqual([])
  })

  it('is of no matter once he has left by himself', async () => {
    await leave(ticket.id, seats.budi)
    await approve({ release: [seats.budi] })
    expect(await row()).toMatchObject({ freeSeats: [2], poolRound: 2 })
    expect(await names()).not.toContain('replacementRequested')
  })

  it('does not happen when his other job is gone by then: he stays, longer', async () => {
    await leave(next.id, seats.next)
    await approve({ release: [seats.budi] })
    expect(await seat(seats.budi)).toMatchObject({ endedAt: null })
    expect(await row()).toMatchObject({ freeSeats: [], emergency: false })
    const papers = await letters()
    expect(papers.map((paper) => paper.technicianId)).toEqual([andi!.id, budi!.id])
  })

  it('is for seats of this ticket', async () => {
    await expect(approve({ release: [seats.budi, seats.next] })).rejects.toMatchObject({
      code: 'ASSIGNMENT_NOT_FOUND',
    })
    expect(await seat(seats.next)).toMatchObject({ endedAt: null })
    expect((await stored()).status).toBe('PENDING')
  })

  it('is whole or not at all, also while one of the crew takes another job', async () => {
    const rival = await insertOpenTicket(db, cs, customerId, { start: next.scheduledStart })
    const [decided, claim] = await Promise.allSettled([
      approve({ release: [seats.budi] }),
      claimSeat(pool, { ticketId: rival.id, technicianId: andi!.id, via: 'web' }),
    ])
    const won = claim.status === 'fulfilled' && claim.value?.outcome === 'WON'
    expect(won).toBe(decided.status === 'rejected')
    expect((await stored()).status).toBe(won ? 'PENDING' : 'APPROVED')
    expect((await seat(seats.budi)).endedAt === null).toBe(won)
    if (decided.status === 'rejected')
      expect(decided.reason).toMatchObject({
        code: 'CREW_COLLISION',
        params: { jobs: expect.stringMatching(/^Andi: /) },
      })
  })
})

describe('over time', () => {
  it('a ticket takes longer more than once, each with its own end', async () => {
    await approve({ days: 1 })
    id = await requestExtension(db, budi!, ticket.id, { days: 1, reason: 'Lagi', remainingWork: 'Cat' })
    await approve({})
    const history = await ticketExtensions(db, ticket.id, true)
    expect(history.map((one) => [one.requestedBy.name, one.approvedUntil])).toEqual([
      ['Andi', new Date(ticket.scheduledEnd.getTime() + DAY).toISOString()],
      ['Budi', new Date(ticket.scheduledEnd.getTime() + 2 * DAY).toISOString()],
    ])
  })

  it('who joined in the middle was elsewhere before, and that is not in the way', async () => {
    const before = await insertOpenTicket(db, cs, customerId, { start: ticket.scheduledStart })
    const middle = new Date(ticket.scheduledStart.getTime() + 3_600_000)
    await sql`update assignments set during = tstzrange(${middle}, ${ticket.scheduledEnd}) where id = ${seats.andi}`.execute(
      db,
    )
    await sql`insert into assignments (ticket_id, technician_id, seat, during)
      values (${before.id}, ${andi!.id}, 1, tstzrange(${ticket.scheduledStart}, ${middle}))`.execute(db)
    await approve({ days: 1 })
    expect((await stored()).status).toBe('APPROVED')
  })

  it('requests are found by ticket and by name, the oldest first when wanted', async () => {
    const { code } = await row()
    const found = await listExtensionRows(db, { limit: 10, q: code! })
    expect(found.items.map((item) => item.id)).toEqual([id])
    expect((await listExtensionRows(db, { limit: 10, q: 'Tidak ada' })).items).toEqual([])
    const all = (await listExtensionRows(db, { limit: 100, q: 'and' })).items.map((item) => item.id)
    const first = await listExtensionRows(db, { limit: 2, q: 'and', order: 'oldest' })
    const rest = await listExtensionRows(db, {
      limit: 100,
      q: 'and',
      order: 'oldest',
      cursor: first.nextCursor!,
    })
    expect([...first.items, ...rest.items].map((item) => item.id)).toEqual(all.toReversed())
  })
})
