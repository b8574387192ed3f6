import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { endCrew, issueDocument, moveTicket } from '../ticket/index.ts'
import { eventsOf, relayOnly, takeSeat } from '../testing/jobs.ts'
import { testDatabase } from '../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff, linkTelegram } from '../testing/people.ts'
import { claimJob } from './claim-job.ts'
import { schedulingNotices } from './notices.ts'
import { changePolicy, readPolicy } from './read-policy.ts'
import { releaseJob } from './release-job.ts'
import { callOffReplacement, requestReplacement } from './request-replacement.ts'
import { showTicket } from './show-ticket.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let admin: Staff
let customerId: string
let ticketId: string
let [andi, budi, cahyo]: Staff[] = []
let day = 0

beforeAll(async () => {
  cs = await linkTelegram(db, await insertStaff(db, 'cs'))
  admin = await insertStaff(db, 'admin')
  customerId = await insertCustomer(db)
  andi = await linkTelegram(db, await insertStaff(db, 'technician', 'Andi'))
  budi = await linkTelegram(db, await insertStaff(db, 'technician', 'Budi'))
  cahyo = await linkTelegram(db, await insertStaff(db, 'technician', 'Cahyo'))
})
beforeEach(async () => {
  day += 1
  ticketId = (await openAt(day * 24)).id
})

const openAt = (hours: number, quota = 1) =>
  insertOpenTicket(db, cs, customerId, { quota, start: new Date(Date.now() + hours * 3_600_000) })
const letterFor = (assignmentId: string, technicianId: string) =>
  db.transaction().execute((tx) =>
    issueDocument(tx, {
      type: 'ST',
      ticketId,
      assignmentId,
      technicianId,
      organisation: 'GSS',
      snapshot: () => ({}),
      validFrom: new Date(),
      at: new Date(),
    }),
  )
const revokedAt = async (id: string) =>
  (await db.selectFrom('documents').select('revokedAt').where('id', '=', id).executeTakeFirstOrThrow())
    .revokedAt
const ticket = () => db.selectFrom('tickets').selectAll().where('id', '=', ticketId).executeTakeFirstOrThrow()
const seat = (id: string) =>
  db.selectFrom('assignments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const names = async () => (await eventsOf(db, ticketId)).map((event) => event.name)
const checkIn = async (assignmentId: string, who: Staff) => {
  await db.updateTable('assignments').set({ startedAt: new Date() }).where('id', '=', assignmentId).execute()
  await db
    .transaction()
    .execute((tx) => moveTicket(tx, { ticketId, move: 'checkIn', actor: who, event: null }))
}

describe('Cari Pengganti, responsible until somebody takes the seat', () => {
  it('keeps the seat, the letter and the job until the winner relieves him in the same statement', async () => {
    const mine = await takeSeat(pool, andi!, ticketId)
    const letter = await letterFor(mine, andi!.id)
    await requestReplacement(db, cs, ticketId, { assignmentId: mine, reason: 'Sakit', keep: true })
    expect(await seat(mine)).toMatchObject({ endedAt: null, replaceReason: 'Sakit' })
    expect(await revokedAt(letter.id)).toBeNull()
    expect(await ticket()).toMatchObject({ state: 'OPEN', freeSeats: [1], emergency: true, poolRound: 2 })
    // he is still in the crew, and cannot win his own seat
    expect(await claimJob(pool, andi!, ticketId, 'web')).toMatchObject({
      refusal: { code: 'ALREADY_CLAIMED' },
    })
    expect((await showTicket(db, cs, ticketId, '')).seats).toMatchObject([{ sought: true, endedAt: null }])

    const won = await claimJob(pool, budi!, ticketId, 'web')
    if (!won.ok) throw won.refusal
    expect(won).toMatchObject({ seat: 1, ticketState: 'ASSIGNED' })
    expect(await seat(mine)).toMatchObject({ endReason: 'REPLACED', endNote: 'Sakit' })
    expect(await seat(won.assignmentId)).toMatchObject({ replacesId: mine, endedAt: null })
    expect(await revokedAt(letter.id)).not.toBeNull()
    expect(await ticket()).toMatchObject({ state: 'ASSIGNED', freeSeats: [], emergency: false })
  })

  it('tells him, then the one who takes over and him, and nobody twice', async () => {
    const mine = await takeSeat(pool, andi!, ticketId)
    await relayOnly(db, schedulingNotices)
    await requestReplacement(db, cs, ticketId, { assignmentId: mine, reason: 'Sakit', keep: true })
    const sought = await relayOnly(db, schedulingNotices)
    const keysFor = (told: typeof sought, who: Staff) =>
      told
        .filter((one) => one.to === who.id)
        .map((one) => (one.params as { key?: string }).key ?? one.intent)
        .toSorted()
    expect(keysFor(sought, andi!)).toEqual(['replacementSought'])
    expect(keysFor(sought, budi!)).toEqual(['jobCard'])
    await takeSeat(pool, budi!, ticketId)
    const taken = await relayOnly(db, schedulingNotices)
    expect(keysFor(taken, andi!)).toEqual(['relieved'])
    expect(keysFor(taken, budi!)).toEqual(['jobCard', 'jobWon'])
  })

  it('of the only one at work: the ticket is no longer in progress when the other has not begun', async () => {
    const mine = await takeSeat(pool, andi!, ticketId)
    await checkIn(mine, andi!)
    await requestReplacement(db, cs, ticketId, { assignmentId: mine, reason: 'Sakit', keep: true })
    expect((await ticket()).state).toBe('IN_PROGRESS')
    await takeSeat(pool, cahyo!, ticketId)
    expect(await ticket()).toMatchObject({ state: 'ASSIGNED', freeSeats: [] })
  })

  it('hands out an empty seat before the one that is still answered for', async () => {
    ticketId = (await openAt(2000 + day * 24, 2)).id
    const mine = await takeSeat(pool, andi!, ticketId)
    await requestReplacement(db, cs, ticketId, { assignmentId: mine, reason: 'Sakit', keep: true })
    expect((await ticket()).freeSeats).toEqual([2, 1])
    await takeSeat(pool, budi!, ticketId)
    expect(await seat(mine)).toMatchObject({ endedAt: null })
    await takeSeat(pool, cahyo!, ticketId)
    expect(await seat(mine)).toMatchObject({ endReason: 'REPLACED' })
  })

  it('may be turned into a release at once, and is not asked for twice', async () => {
    const mine = await takeSeat(pool, andi!, ticketId)
    const wish = { assignmentId: mine, reason: 'Sakit' }
    await requestReplacement(db, cs, ticketId, { ...wish, keep: true })
    await expect(requestReplacement(db, cs, ticketId, { ...wish, keep: true })).rejects.toMatchObject({
      code: 'REPLACEMENT_SOUGHT',
    })
    await requestReplacement(db, cs, ticketId, wish)
    expect(await ticket()).toMatchObject({ freeSeats: [1] })
    expect(await seat(mine)).toMatchObject({ endReason: 'REPLACED', replaceWantedAt: null })
  })

  it('ends when he finishes the job himself', async () => {
    const mine = await takeSeat(pool, andi!, ticketId)
    await checkIn(mine, andi!)
    await requestReplacement(db, cs, ticketId, { assignmentId: mine, reason: 'Sakit', keep: true })
    await db.transaction().execute(async (tx) => {
      await moveTicket(tx, { ticketId, move: 'markDone', actor: andi!, event: null })
      await endCrew(tx, ticketId, 'DONE')
    })
    expect(await ticket()).toMatchObject({ state: 'DONE', freeSeats: [] })
    expect(await seat(mine)).toMatchObject({ endReason: 'DONE', replaceWantedAt: null })
  })

  it('lets nobody change the details of a visit that somebody answers for', async () => {
    const mine = await takeSeat(pool, andi!, ticketId)
    await requestReplacement(db, cs, ticketId, { assignmentId: mine, reason: 'Sakit', keep: true })
    expect((await showTicket(db, cs, ticketId, '')).allowedMoves).toContain('callOffReplacement')
    await expect(
      sql`update tickets set technician_quota = 0 where id = ${ticketId}`.execute(db),
    ).rejects.toBeDefined()
  })
})

describe('calling a replacement off', () => {
  it('leaves everything as it was while nobody has taken the seat', async () => {
    const mine = await takeSeat(pool, andi!, ticketId)
    await requestReplacement(db, cs, ticketId, { assignmentId: mine, reason: 'Sakit', keep: true })
    await expect(callOffReplacement(db, budi!, ticketId, mine)).rejects.toMatchObject({ status: 403 })
    await callOffReplacement(db, cs, ticketId, mine)
    expect(await ticket()).toMatchObject({ state: 'ASSIGNED', freeSeats: [], emergency: false })
    expect(await seat(mine)).toMatchObject({ endedAt: null, replaceWantedAt: null })
    expect((await names()).at(-1)).toBe('replacementCalledOff')
    await expect(callOffReplacement(db, cs, ticketId, mine)).rejects.toMatchObject({ code: 'WRONG_STATE' })
  })

  it('gives a seat back that was taken at once, unless he has another job by now', async () => {
    const mine = await takeSeat(pool, andi!, ticketId)
    await requestReplacement(db, cs, ticketId, { assignmentId: mine, reason: 'Sakit' })
    const other = await openAt(day * 24)
    const held = await takeSeat(pool, andi!, other.id)
    await expect(callOffReplacement(db, cs, ticketId, mine)).rejects.toMatchObject({ code: 'CREW_TAKEN' })
    await requestReplacement(db, cs, other.id, { assignmentId: held, reason: 'Salah' })
    await callOffReplacement(db, cs, ticketId, mine)
    expect(await seat(mine)).toMatchObject({ endedAt: null, endReason: null })
    expect(await ticket()).toMatchObject({ state: 'ASSIGNED', freeSeats: [] })
  })

  it('and taking the seat at the same instant: exactly one of the two happens', async () => {
    for (let turn = 0; turn < 8; turn++) {
      ticketId = (await openAt(5000 + day * 100 + turn * 5)).id
      const mine = await takeSeat(pool, andi!, ticketId)
      await requestReplacement(db, cs, ticketId, { assignmentId: mine, reason: 'Sakit', keep: true })
      const [off, claim] = await Promise.allSettled([
        callOffReplacement(db, cs, ticketId, mine),
        claimJob(pool, budi!, ticketId, 'web'),
      ])
      const won = claim.status === 'fulfilled' && claim.value.ok
      expect(won).toBe(off.status === 'rejected')
      const live = await db
        .selectFrom('assignments')
        .select('technicianId')
        .where('ticketId', '=', ticketId)
        .where('endedAt', 'is', null)
        .execute()
      expect(live).toEqual([{ technicianId: won ? budi!.id : andi!.id }])
      expect(await ticket()).toMatchObject({ state: 'ASSIGNED', freeSeats: [] })
    }
  })
})

describe('giving back too late', () => {
  it('is refused with the limit, and possible as a request for a replacement', async () => {
    await changePolicy(db, admin, { ...(await readPolicy(db)), releaseHours: 4 })
    ticketId = (await openAt(3)).id
    const mine = await takeSeat(pool, andi!, ticketId)
    await expect(releaseJob(db, andi!, ticketId, 'Motor mogok')).rejects.toMatchObject({
      code: 'RELEASE_TOO_LATE',
      params: { hours: 4 },
    })
    await releaseJob(db, andi!, ticketId, 'Motor mogok', true)
    expect(await seat(mine)).toMatchObject({ endedAt: null, replaceReason: 'Motor mogok' })
    const told = await relayOnly(db, schedulingNotices)
    expect(
      told.filter((one) => one.to === cs.id).map((one) => (one.params as { key: string }).key),
    ).toContain('replacementAsked')
    await requestReplacement(db, cs, ticketId, { assignmentId: mine, reason: 'Motor mogok' })
    // in good time the flag changes nothing
    ticketId = (await openAt(9000)).id
    const early = await takeSeat(pool, andi!, ticketId)
    await releaseJob(db, andi!, ticketId, 'Bentrok', true)
    expect(await seat(early)).toMatchObject({ endReason: 'RELEASED' })
    await changePolicy(db, admin, { ...(await readPolicy(db)), releaseHours: 0 })
  })
})
