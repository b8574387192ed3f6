import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { issueDocument, moveTicket } from '../ticket/index.ts'
import { testDatabase } from '../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../testing/people.ts'
import { claimJob } from './claim-job.ts'
import { joinStandby } from './join-standby.ts'
import { releaseJob } from './release-job.ts'
import { requestReplacement } from './request-replacement.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let customerId: string
let ticketId: string
let [andi, budi, cahyo]: Staff[] = []
let day = 0

beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  customerId = await insertCustomer(db)
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  cahyo = await insertStaff(db, 'technician', 'Cahyo')
})
// a day of its own for each test, so that earlier jobs are in nobody's way
beforeEach(async () => {
  day += 1
  const row = await insertOpenTicket(db, cs, customerId, {
    quota: 2,
    start: new Date(Date.now() + day * 24 * 3_600_000),
  })
  ticketId = row.id
})

async function claim(who: Staff): Promise<string> {
  const answer = await claimJob(pool, who, ticketId, 'web')
  if (!answer.ok) throw answer.refusal
  return answer.assignmentId
}
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
const start = (assignmentId: string) =>
  db.updateTable('assignments').set({ startedAt: new Date() }).where('id', '=', assignmentId).execute()
const ticket = () => db.selectFrom('tickets').selectAll().where('id', '=', ticketId).executeTakeFirstOrThrow()
const lastEvent = () =>
  db
    .selectFrom('events')
    .select(['name', 'actorId', 'data'])
    .where('ticketId', '=', ticketId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
const seat = (id: string) =>
  db.selectFrom('assignments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('Lepas Job', () => {
  it('puts the seat back as an emergency and revokes the letter', async () => {
    const mine = await claim(andi!)
    await claim(budi!)
    const letter = await letterFor(mine, andi!.id)
    expect((await ticket()).state).toBe('ASSIGNED')
    await releaseJob(db, andi!, ticketId, 'Motor mogok')
    expect(await ticket()).toMatchObject({ state: 'OPEN', freeSeats: [1], emergency: true, poolRound: 2 })
    expect(await seat(mine)).toMatchObject({ endReason: 'RELEASED', endNote: 'Motor mogok' })
    expect(await lastEvent()).toEqual({
      name: 'jobReleased',
      actorId: andi!.id,
      data: { assignmentId: mine, technicianId: andi!.id, reason: 'Motor mogok' },
    })
    const revoked = await db
      .selectFrom('documents')
      .select(['revokedAt', 'revokeReason'])
      .where('id', '=', letter.id)
      .executeTakeFirstOrThrow()
    expect(revoked.revokedAt).not.toBeNull()
    expect(revoked.revokeReason).toBe('Motor mogok')
  })

  it('is refused after check-in and without a seat; nothing changes', async () => {
    const mine = await claim(andi!)
    await start(mine)
    await expect(releaseJob(db, andi!, ticketId, 'x')).rejects.toMatchObject({
      code: 'RELEASE_AFTER_CHECK_IN',
    })
    expect(await seat(mine)).toMatchObject({ endedAt: null })
    expect((await ticket()).freeSeats).toEqual([2])
    await expect(releaseJob(db, budi!, ticketId, 'x')).rejects.toMatchObject({ status: 404 })
    await expect(releaseJob(db, cs, ticketId, 'x')).rejects.toMatchObject({ status: 403 })
  })

  it('frees the calendar: the same technician may take it again in the new round', async () => {
    await claim(andi!)
    await releaseJob(db, andi!, ticketId)
    const again = await claimJob(pool, andi!, ticketId, 'web')
    expect(again).toMatchObject({ ok: true, seat: 1, order: 1 })
  })
})

describe('Cari Pengganti', () => {
  it('takes the seat from the absent one; others at work go on', async () => {
    const absent = await claim(andi!)
    const present = await claim(budi!)
    await start(present)
    await db
      .transaction()
      .execute((tx) => moveTicket(tx, { ticketId, move: 'checkIn', actor: budi!, event: null }))
    const letter = await letterFor(absent, andi!.id)
    await requestReplacement(db, cs, ticketId, { assignmentId: absent, reason: 'Tidak datang' })
    expect(await ticket()).toMatchObject({
      state: 'IN_PROGRESS',
      freeSeats: [1],
      emergency: true,
      poolRound: 2,
    })
    expect(await seat(absent)).toMatchObject({ endReason: 'REPLACED', endNote: 'Tidak datang' })
    expect(await lastEvent()).toEqual({
      name: 'replacementRequested',
      actorId: cs.id,
      data: { assignmentId: absent, technicianId: andi!.id, reason: 'Tidak datang', keep: false },
    })
    const revoked = await db
      .selectFrom('documents')
      .select('revokedAt')
      .where('id', '=', letter.id)
      .executeTakeFirstOrThrow()
    expect(revoked.revokedAt).not.toBeNull()
    // the new one sits on the freed chair and the emergency is over
    expect(await claimJob(pool, cahyo!, ticketId, 'web')).toMatchObject({ ok: true, seat: 1 })
    expect(await ticket()).toMatchObject({ state: 'IN_PROGRESS', emergency: false, freeSeats: [] })
  })

  it('falls back to OPEN when nobody else is at work', async () => {
    const absent = await claim(andi!)
    await claim(budi!)
    await requestReplacement(db, cs, ticketId, { assignmentId: absent, reason: 'Sakit' })
    expect((await ticket()).state).toBe('OPEN')
  })

  it('gives a visit whose time is over a new one, or nobody could take it', async () => {
    const absent = await claim(andi!)
    const [start, end] = [new Date(Date.now() - 3 * 3_600_000), new Date(Date.now() - 3_600_000)]
    await db
      .updateTable('tickets')
      .set({ scheduledStart: start, scheduledEnd: end })
      .where('id', '=', ticketId)
      .execute()
    await requestReplacement(db, cs, ticketId, { assignmentId: absent, reason: 'Tidak datang' })
    const after = await ticket()
    expect(after.scheduledEnd.getTime() - after.scheduledStart.getTime()).toBe(2 * 3_600_000)
    expect(after.scheduledEnd.getTime()).toBeGreaterThan(Date.now())
    expect(await lastEvent()).toMatchObject({
      name: 'ticketChanged',
      data: { fields: ['scheduledStart', 'scheduledEnd'] },
    })
    expect(await claimJob(pool, cahyo!, ticketId, 'web')).toMatchObject({ ok: true })
    // its time has begun: given back only by asking for a replacement
    await expect(releaseJob(db, cahyo!, ticketId)).rejects.toMatchObject({ code: 'RELEASE_TOO_LATE' })
  })

  it('is CS’s to ask, for a seat that is taken, once', async () => {
    const absent = await claim(andi!)
    const wish = { assignmentId: absent, reason: 'Sakit' }
    await expect(requestReplacement(db, budi!, ticketId, wish)).rejects.toMatchObject({ status: 403 })
    // two CS press at the same time
    const both = await Promise.allSettled([
      requestReplacement(db, cs, ticketId, wish),
      requestReplacement(db, cs, ticketId, wish),
    ])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect((await ticket()).freeSeats).toEqual([1, 2])
    await expect(requestReplacement(db, cs, ticketId, wish)).rejects.toMatchObject({
      code: 'ASSIGNMENT_NOT_FOUND',
    })
  })
})

describe('standing by', () => {
  it('queues the losers and takes the winner off the queue', async () => {
    const first = await claim(andi!)
    await expect(joinStandby(db, cahyo!, ticketId)).rejects.toMatchObject({ code: 'SEAT_FREE' })
    await claim(budi!)
    expect(await joinStandby(db, cahyo!, ticketId)).toBe(1)
    expect(await joinStandby(db, cahyo!, ticketId)).toBe(1)
    const dimas = await insertStaff(db, 'technician', 'Dimas')
    expect(await joinStandby(db, dimas, ticketId)).toBe(2)
    const joined = await db
      .selectFrom('events')
      .select('data')
      .where('ticketId', '=', ticketId)
      .where('name', '=', 'standbyJoined')
      .execute()
    expect(joined.map((row) => row.data)).toEqual([{ technicianId: cahyo!.id }, { technicianId: dimas.id }])
    await expect(joinStandby(db, andi!, ticketId)).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' })
    await requestReplacement(db, cs, ticketId, { assignmentId: first, reason: 'Sakit' })
    await claim(cahyo!)
    const left = await db
      .selectFrom('standbys')
      .select('technicianId')
      .where('ticketId', '=', ticketId)
      .execute()
    expect(left).toEqual([{ technicianId: dimas.id }])
  })

  it('is for technicians', async () => {
    await expect(joinStandby(db, cs, ticketId)).rejects.toMatchObject({ status: 403 })
  })
})
