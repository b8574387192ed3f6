import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { NotFound } from '../platform/errors.ts'
import { endCrew, freeSeat, moveTicket, recallCrew } from '../ticket/index.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, insertDoneTicket, insertTicketApart, relayOnly, takeSeat } from '../testing/jobs.ts'
import { insertCustomer, insertStaff, linkTelegram } from '../testing/people.ts'
import { feedbackNotices } from './notices.ts'
import { rateTicket } from './rate-ticket.ts'
import { readTicketRating } from './reads.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let ticketId: string
beforeAll(async () => {
  cs = await linkTelegram(db, await insertStaff(db, 'cs', 'Citra'))
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  ticketId = await insertDoneTicket(db, pool, { cs, customerId, crew: [andi!, budi!] })
})

const rate = (technicianScore = 5, csScore = 4, comment: string | null = 'Cepat dan rapi') =>
  rateTicket(db, ticketId, { technicianScore, csScore, comment })
const rated = async () => (await readTicketRating(db, ticketId))?.technicians.map((one) => one.name)
const received = async () => (await eventsOf(db, ticketId)).filter((event) => event.name === 'ratingReceived')

describe('a rating', () => {
  it('is of the crew that finished the job and of the CS who made the ticket', async () => {
    await rate()
    expect(await readTicketRating(db, ticketId)).toMatchObject({
      technicianScore: 5,
      csScore: 4,
      comment: 'Cepat dan rapi',
      technicians: [{ name: 'Andi' }, { name: 'Budi' }],
      cs: { id: cs.id, name: 'Citra' },
    })
    expect(await received()).toEqual([
      { name: 'ratingReceived', actorId: customerId, data: { technicianScore: 5, csScore: 4 } },
    ])
  })

  it('is one: the first counts, also of two at the same instant', async () => {
    const tries = await Promise.allSettled([rate(5, 5), rate(1, 1), rate(3, 3)])
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'ALREADY_RATED' })
    await expect(rate()).rejects.toMatchObject({ code: 'ALREADY_RATED' })
    expect(await received()).toHaveLength(1)
  })

  it('is one in the database as well', async () => {
    await rate()
    await expect(
      sql`insert into ratings (ticket_id, customer_id, technician_score, cs_score, cs_id)
        values (${ticketId}, ${customerId}, 1, 1, ${cs.id})`.execute(db),
    ).rejects.toMatchObject({ code: '23505' })
  })

  it('is from 1 to 5 in the database as well', async () => {
    await expect(rate(6, 5)).rejects.toMatchObject({ code: '23514' })
    await expect(rate(5, 0)).rejects.toMatchObject({ code: '23514' })
    expect(await received()).toEqual([])
  })

  it('leaves out who was replaced', async () => {
    const ticket = await insertTicketApart(db, cs, customerId)
    ticketId = ticket.id
    const seat = await takeSeat(pool, andi!, ticketId)
    await db.transaction().execute(async (tx) => {
      await freeSeat(tx, {
        ticketId,
        assignment: { id: seat },
        move: 'requestReplacement',
        actor: cs,
        reason: 'Sakit',
      })
    })
    await takeSeat(pool, budi!, ticketId)
    await db.transaction().execute(async (tx) => {
      await moveTicket(tx, { ticketId, move: 'checkIn', actor: budi!, event: null })
      await moveTicket(tx, { ticketId, move: 'markDone', actor: budi!, event: null })
      await endCrew(tx, ticketId, 'DONE')
    })
    await rate()
    expect(await rated()).toEqual(['Budi'])
  })

  it('names nobody twice who came back after a reopening', async () => {
    await db.transaction().execute(async (tx) => {
      await moveTicket(tx, { ticketId, move: 'reopen', actor: cs, event: null })
      await recallCrew(tx, ticketId)
      await moveTicket(tx, { ticketId, move: 'markDone', actor: andi!, event: null })
      await endCrew(tx, ticketId, 'DONE')
    })
    await rate()
    expect(await rated()).toEqual(['Andi', 'Budi'])
  })

  it('waits until the work is done and ends 30 days after closing', async () => {
    const { id } = await insertTicketApart(db, cs, customerId)
    const scores = { technicianScore: 5, csScore: 5, comment: null }
    await expect(rateTicket(db, id, scores)).rejects.toMatchObject({ code: 'RATING_NOT_YET' })
    const closed = (days: number) =>
      sql`update tickets set state = 'CLOSED', closed_at = now() - make_interval(days => ${days}) where id = ${ticketId}`.execute(
        db,
      )
    await closed(31)
    await expect(rate()).rejects.toMatchObject({ code: 'RATING_TOO_LATE' })
    await closed(29)
    await rate()
    await expect(rateTicket(db, '0198c000-0000-7000-8000-000000000000', scores)).rejects.toBeInstanceOf(
      NotFound,
    )
  })
})

describe('who hears of a rating', () => {
  it.each([
    [5, 5, 0],
    [3, 5, 0],
    [2, 5, 1],
    [5, 1, 1],
  ])('technicians %i, CS %i: %i messages to CS', async (technicianScore, csScore, count) => {
    await relayOnly(db, {})
    await rate(technicianScore, csScore, 'Kotor')
    const messages = await relayOnly(db, feedbackNotices)
    expect(messages).toHaveLength(count)
    for (const message of messages)
      expect(message).toMatchObject({
        to: cs.id,
        params: { key: 'lowRating', ticketId, technicianScore, csScore },
      })
    // the words are read in the office, not in a chat
    expect(JSON.stringify(messages)).not.toContain('Kotor')
  })
})
