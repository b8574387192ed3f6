import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { InvalidInput, NotAllowed } from '../platform/errors.ts'
import { issueDocument } from '../ticket/index.ts'
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
import { claimJob } from './claim-job.ts'
import { schedulingNotices } from './notices.ts'
import { openTicket } from './open-ticket.ts'
import { rescheduleTicket } from './reschedule-ticket.ts'

const { db, pool } = await testDatabase()
const HOUR = 3_600_000
let cs: Staff
let [andi, budi, cahyo]: Staff[] = []
let customerId: string
let conversationId: string
let ticketId: string
let start = Date.now()

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
  andi = await linkTelegram(db, await insertStaff(db, 'technician', 'Andi'))
  budi = await linkTelegram(db, await insertStaff(db, 'technician', 'Budi'))
  cahyo = await linkTelegram(db, await insertStaff(db, 'technician', 'Cahyo'))
  customerId = await insertCustomer(db)
  conversationId = await insertConversation(db, customerId)
})
const open = async (quota = 2) =>
  await openTicket(db, cs, {
    customerId,
    title: 'AC tidak dingin',
    description: '',
    address: null,
    technicianQuota: quota,
    priority: 'NORMAL',
    scheduledStart: new Date(start).toISOString(),
    scheduledEnd: new Date(start + 3 * HOUR).toISOString(),
  })
// a week of its own for each test
beforeEach(async () => {
  start += 7 * 24 * HOUR
  ticketId = await open()
})

const to = (hours: number, more: object = {}) => ({
  scheduledStart: new Date(start + hours * HOUR).toISOString(),
  scheduledEnd: new Date(start + (hours + 3) * HOUR).toISOString(),
  reason: 'Pelanggan minta besok',
  release: [],
  override: false,
  ...more,
})
const move = (hours: number, more: object = {}, who = cs) =>
  rescheduleTicket(db, who, ticketId, to(hours, more))
const claim = async (who: Staff, id = ticketId) => {
  const answer = await claimJob(pool, who, id, 'web')
  if (!answer.ok) throw answer.refusal
  return answer.assignmentId
}
const ticket = () => db.selectFrom('tickets').selectAll().where('id', '=', ticketId).executeTakeFirstOrThrow()
const live = () =>
  db
    .selectFrom('assignments')
    .select(['technicianId', 'during'])
    .where('ticketId', '=', ticketId)
    .where('endedAt', 'is', null)
    .orderBy('seat')
    .execute()
const letter = (assignmentId: string, technicianId: string) =>
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
const letters = () =>
  db
    .selectFrom('documents')
    .select(['revokeReason'])
    .where('ticketId', '=', ticketId)
    .orderBy('seq')
    .execute()
const of = (sent: Awaited<ReturnType<typeof relayOnly>>, name: string) =>
  sent.filter(({ intent, params }) => intent === name || (params as { key?: string }).key === name)

describe('moving a visit that is taken', () => {
  it('moves ticket and crew together, takes the letters back and remembers old and new', async () => {
    await letter(await claim(andi!), andi!.id)
    await move(24)
    const now = await ticket()
    expect(now.scheduledStart.toISOString()).toBe(to(24).scheduledStart)
    const [seat] = await live()
    expect(new Date(/"([^"]+)"/.exec(String(seat?.during))?.[1] ?? '').getTime()).toBe(start + 24 * HOUR)
    expect(await letters()).toEqual([{ revokeReason: 'RESCHEDULED' }])
    expect((await eventsOf(db, ticketId)).at(-1)).toEqual({
      name: 'visitRescheduled',
      actorId: cs.id,
      data: {
        start: to(24).scheduledStart,
        end: to(24).scheduledEnd,
        oldStart: to(0).scheduledStart,
        oldEnd: to(0).scheduledEnd,
        reason: 'Pelanggan minta besok',
        released: [],
      },
    })
  })

  it('tells the crew, the cards and the customer who knows of the visit; nobody else', async () => {
    await relayOnly(db, schedulingNotices)
    await claim(andi!)
    await claim(budi!)
    await relayOnly(db, schedulingNotices)
    // what still waits to be sent will say the new time anyway
    await db.updateTable('outbox').set({ status: 'SENT' }).execute()
    await move(24)
    const sent = await relayOnly(db, schedulingNotices)
    expect(
      of(sent, 'visitRescheduled')
        .map(({ to: who }) => who)
        .toSorted(),
    ).toEqual([andi!.id, budi!.id].toSorted())
    expect(of(sent, 'visitRescheduled')[0]?.params).toMatchObject({
      reason: 'Pelanggan minta besok',
      oldStart: to(0).scheduledStart,
    })
    expect(of(sent, 'visitChanged')).toEqual([
      expect.objectContaining({ to: conversationId, params: { ticketId } }),
    ])
    expect(of(sent, 'jobCard')).toHaveLength(3)
    expect(of(sent, 'jobCard').every(({ params }) => (params as { update?: boolean }).update)).toBe(true)
  })

  it('sent again changes nothing and says nothing', async () => {
    await claim(andi!)
    await move(24)
    const before = await eventsOf(db, ticketId)
    await move(24)
    expect(await eventsOf(db, ticketId)).toEqual(before)
  })

  it('of one who has another job then is refused and names it; nothing has changed', async () => {
    await claim(andi!)
    await claim(budi!)
    const other = await insertOpenTicket(db, cs, customerId, { start: new Date(start + 25 * HOUR) })
    await takeSeat(pool, andi!, other.id)
    await expect(move(24)).rejects.toMatchObject({
      code: 'CREW_COLLISION',
      params: { collisions: `Andi (${other.code})` },
      details: [
        { technicianId: andi!.id, technician: 'Andi', what: 'JOB', code: other.code, ticketId: other.id },
      ],
    })
    await expect(move(24, { override: true })).rejects.toMatchObject({ code: 'CREW_COLLISION' })
    expect((await ticket()).scheduledStart.toISOString()).toBe(to(0).scheduledStart)
    expect(await live()).toHaveLength(2)
  })

  it('frees those whom CS lets go: their seat is in the pool, the others move', async () => {
    await letter(await claim(andi!), andi!.id)
    await claim(budi!)
    const other = await insertOpenTicket(db, cs, customerId, { start: new Date(start + 25 * HOUR) })
    await takeSeat(pool, andi!, other.id)
    await relayOnly(db, schedulingNotices)
    await move(24, { release: [andi!.id] })
    expect(await ticket()).toMatchObject({ state: 'OPEN', freeSeats: [1], emergency: true, poolRound: 2 })
    // the clock reminds and alerts for this round as for any other
    const rounds = await db
      .selectFrom('poolRounds')
      .select('round')
      .where('ticketId', '=', ticketId)
      .execute()
    expect(rounds.map(({ round }) => round)).toContain(2)
    expect((await live()).map((row) => row.technicianId)).toEqual([budi!.id])
    expect(await letters()).toEqual([{ revokeReason: 'Pelanggan minta besok' }])
    expect((await eventsOf(db, ticketId)).slice(-2).map((event) => event.name)).toEqual([
      'replacementRequested',
      'visitRescheduled',
    ])
    const sent = await relayOnly(db, schedulingNotices)
    expect(of(sent, 'replaced').map(({ to: who }) => who)).toEqual([andi!.id])
    expect(of(sent, 'visitRescheduled').map(({ to: who }) => who)).toEqual([budi!.id])
    expect(
      of(sent, 'jobCard')
        .filter(({ params }) => !(params as { update?: boolean }).update)
        .map(({ to: who }) => who),
    ).toEqual([cahyo!.id])
  })

  it('of one who is absent then asks first, and goes on when CS says so', async () => {
    await claim(andi!)
    await recordAbsence(db, cs, {
      technicianId: andi!.id,
      kind: 'LEAVE',
      start: new Date(start + 20 * HOUR).toISOString(),
      end: new Date(start + 44 * HOUR).toISOString(),
      wholeDays: true,
      note: null,
    })
    await expect(move(24)).rejects.toMatchObject({
      code: 'CREW_COLLISION',
      details: [{ what: 'ABSENCE', code: 'LEAVE', technician: 'Andi' }],
    })
    await move(24, { override: true })
    expect((await ticket()).scheduledStart.toISOString()).toBe(to(24).scheduledStart)
  })

  it('keeps a start that lies days back, but takes no new one there', async () => {
    await claim(await insertStaff(db, 'technician', 'Dimas'))
    const begun = new Date(Date.now() - 72 * HOUR)
    await db.updateTable('tickets').set({ scheduledStart: begun }).where('id', '=', ticketId).execute()
    await rescheduleTicket(db, cs, ticketId, { ...to(48), scheduledStart: begun.toISOString() })
    expect((await ticket()).scheduledEnd.toISOString()).toBe(to(48).scheduledEnd)
    const earlier = new Date(begun.getTime() - HOUR).toISOString()
    await expect(
      rescheduleTicket(db, cs, ticketId, { ...to(48), scheduledStart: earlier }),
    ).rejects.toBeInstanceOf(InvalidInput)
  })

  it('is for CS and admin, and for people of the crew', async () => {
    await claim(andi!)
    await expect(move(24, {}, andi!)).rejects.toBeInstanceOf(NotAllowed)
    await expect(move(24, { release: [cahyo!.id] })).rejects.toMatchObject({
      fields: [{ path: 'release', message: 'notInCrew' }],
    })
  })

  it('either wins or names the job when somebody of the crew takes another one at that instant', async () => {
    for (let round = 0; round < 5; round += 1) {
      start += 7 * 24 * HOUR
      ticketId = await open(1)
      await claim(andi!)
      const other = await insertOpenTicket(db, cs, customerId, { start: new Date(start + 25 * HOUR) })
      const [moved, taken] = await Promise.allSettled([move(24), claim(andi!, other.id)])
      expect([moved.status, taken.status].filter((status) => status === 'fulfilled')).toHaveLength(1)
      if (moved.status === 'rejected')
        expect(moved.reason).toMatchObject({ code: 'CREW_COLLISION', details: [{ code: other.code }] })
    }
  })
})
