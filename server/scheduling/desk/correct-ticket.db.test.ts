import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { NotAllowed } from '../../platform/errors.ts'
import { issueDocument } from '../../ticket/index.ts'
import { testDatabase } from '../../testing/index.ts'
import { eventsOf, insertTicketApart, relayOnly, takeSeat } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff, linkTelegram } from '../../testing/people.ts'
import { changeTicket } from '../change-ticket.ts'
import { schedulingNotices } from '../notices.ts'
import { broadcastAgain } from './broadcast-again.ts'
import { correctTicket } from './correct-ticket.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let ticketId: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
  andi = await linkTelegram(db, await insertStaff(db, 'technician', 'Andi'))
  budi = await linkTelegram(db, await insertStaff(db, 'technician', 'Budi'))
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  ticketId = (await insertTicketApart(db, cs, customerId, { quota: 2 })).id
})
const ticket = () => db.selectFrom('tickets').selectAll().where('id', '=', ticketId).executeTakeFirstOrThrow()
const because = { reason: 'Alamat salah tulis' }

describe('details of a job that somebody has taken', () => {
  it('change with a reason; the crew hears of it and the letter that says something else is taken back', async () => {
    const assignmentId = await takeSeat(pool, andi!, ticketId)
    const paper = await db.transaction().execute((tx) =>
      issueDocument(tx, {
        type: 'ST',
        ticketId,
        assignmentId,
        technicianId: andi!.id,
        organisation: 'GSS',
        validFrom: new Date(),
        validUntil: null,
        at: new Date(),
        snapshot: () => ({}),
      }),
    )
    await relayOnly(db, schedulingNotices)
    await correctTicket(db, cs, ticketId, { address: 'Jl. Asia Afrika 8', priority: 'HIGH', ...because })
    expect(await ticket()).toMatchObject({ address: 'Jl. Asia Afrika 8', priority: 'HIGH' })
    expect((await eventsOf(db, ticketId)).at(-1)).toMatchObject({
      name: 'ticketChanged',
      data: { fields: ['address', 'priority'], reason: 'Alamat salah tulis' },
    })
    const told = await relayOnly(db, schedulingNotices)
    expect(told.filter(({ intent }) => intent === 'notice')).toMatchObject([
      { to: andi!.id, params: { key: 'jobChanged', fields: ['address', 'priority'], ...because } },
    ])
    expect(
      await db.selectFrom('documents').select('revokeReason').where('id', '=', paper.id).executeTakeFirst(),
    ).toEqual({ revokeReason: 'CORRECTED' })
  })

  it('change nothing and tell nobody when they are the same, and are a matter of CS', async () => {
    await takeSeat(pool, andi!, ticketId)
    const before = (await eventsOf(db, ticketId)).length
    await correctTicket(db, cs, ticketId, { title: (await ticket()).title, ...because })
    expect(await eventsOf(db, ticketId)).toHaveLength(before)
    await expect(
      correctTicket(db, andi!, ticketId, { title: 'Lain sama sekali', ...because }),
    ).rejects.toBeInstanceOf(NotAllowed)
  })

  it('cannot change the plain way, nor can the schedule', async () => {
    await takeSeat(pool, andi!, ticketId)
    const later = new Date(Date.now() + 9e8).toISOString()
    for (const change of [{ title: 'Lain sama sekali' }, { scheduledEnd: later }])
      await expect(changeTicket(db, cs, ticketId, change)).rejects.toMatchObject({ code: 'TICKET_TAKEN' })
  })
})

describe('a job that nobody takes', () => {
  const offeredAt = (minutes: number) =>
    db
      .insertInto('poolRounds')
      .values({ ticketId, round: 1, startedAt: new Date(Date.now() - minutes * 60_000) })
      .execute()

  it('is offered once more to everybody, in a round of its own', async () => {
    await offeredAt(6)
    await relayOnly(db, schedulingNotices)
    await broadcastAgain(db, cs, ticketId)
    expect((await ticket()).poolRound).toBe(2)
    const told = await relayOnly(db, schedulingNotices)
    expect(told).toMatchObject(
      [andi!, budi!].map(({ id }) => ({ to: id, intent: 'jobCard', params: { round: 2 } })),
    )
    await expect(broadcastAgain(db, cs, ticketId)).rejects.toMatchObject({ code: 'BROADCAST_TOO_SOON' })
  })

  it('is not while it was offered only now, and not when nobody is wanted', async () => {
    await offeredAt(1)
    await expect(broadcastAgain(db, cs, ticketId)).rejects.toMatchObject({ code: 'BROADCAST_TOO_SOON' })
    await takeSeat(pool, andi!, ticketId)
    await takeSeat(pool, budi!, ticketId)
    await expect(broadcastAgain(db, cs, ticketId)).rejects.toMatchObject({ code: 'NO_FREE_SEAT' })
    await expect(broadcastAgain(db, andi!, ticketId)).rejects.toBeInstanceOf(NotAllowed)
  })
})
