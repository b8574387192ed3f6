import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { NotFound } from '../platform/errors.ts'
import { openPool } from '../platform/db.ts'
import { openLog } from '../platform/log.ts'
import type { Staff } from '../platform/actor.ts'
import { testDatabase } from '../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../testing/people.ts'
import { claimJob } from './claim-job.ts'
import { listClaimAttempts } from './list-claims.ts'
import { releaseJob } from './release-job.ts'

const { db, pool, url } = await testDatabase()
let cs: Staff
let customerId: string

beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  customerId = await insertCustomer(db)
})

const crowd = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => insertStaff(db, 'technician', `TS ${index + 1}`)))
const attemptsOf = (ticketId: string) =>
  db
    .selectFrom('claimAttempts')
    .select(['technicianId', 'outcome', 'seat', 'round', 'via'])
    .where('ticketId', '=', ticketId)
    .orderBy('id')
    .execute()
const liveSeats = (ticketId: string) =>
  db
    .selectFrom('assignments')
    .select(['technicianId', 'seat'])
    .where('ticketId', '=', ticketId)
    .where('endedAt', 'is', null)
    .orderBy('seat')
    .execute()
const stateOf = (ticketId: string) =>
  db
    .selectFrom('tickets')
    .select(['state', 'freeSeats', 'emergency', 'poolRound'])
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow()

/** Until somebody in this database waits for somebody else. */
async function waitForLock(): Promise<void> {
  for (let turn = 0; turn < 500; turn++) {
    const { rows } = await pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('nobody waits')
}

describe('the race', () => {
  it('gives a quota of two to exactly two of forty, each with one answer and one ledger row', async () => {
    const technicians = await crowd(40)
    const { id } = await insertOpenTicket(db, cs, customerId, { quota: 2 })
    // two pools stand for two nodes
    const second = openPool(url, openLog('silent'), 12)
    const answers = await Promise.all(
      technicians.map((one, index) => claimJob(index % 2 ? pool : second, one, id, 'telegram')),
    )
    await second.end()
    const won = answers.filter((answer) => answer.ok)
    expect(won).toHaveLength(2)
    expect(new Set(won.map((answer) => answer.ok && answer.seat))).toEqual(new Set([1, 2]))
    const lost = answers.filter((answer) => !answer.ok)
    expect(new Set(lost.map((answer) => !answer.ok && answer.refusal.code))).toEqual(new Set(['POOL_FULL']))
    expect(await liveSeats(id)).toHaveLength(2)
    expect(await stateOf(id)).toMatchObject({ state: 'ASSIGNED', freeSeats: [] })
    const ledger = await attemptsOf(id)
    expect(ledger).toHaveLength(40)
    expect(new Set(ledger.map((row) => row.technicianId)).size).toBe(40)
    expect(ledger.filter((row) => row.outcome === 'WON')).toHaveLength(2)
    const events = await db
      .selectFrom('events')
      .select('data')
      .where('ticketId', '=', id)
      .where('name', '=', 'jobClaimed')
      .orderBy('id')
      .execute()
    expect(events.map((row) => (row.data as { full: boolean }).full)).toEqual([false, true])
  })

  it('never exceeds the quota while technicians come and go', async () => {
    const technicians = await crowd(20)
    const { id } = await insertOpenTicket(db, cs, customerId, {
      quota: 2,
      start: new Date(Date.now() + 100 * 3_600_000),
    })
    let most = 0
    let watching = true
    const watch = (async () => {
      while (watching) most = Math.max(most, (await liveSeats(id)).length)
    })()
    let wins = 0
    await Promise.all(
      technicians.map(async (one) => {
        for (let turn = 0; turn < 4; turn++) {
          const answer = await claimJob(pool, one, id, 'web')
          if (!answer.ok) continue
          wins += 1
          // the last turn keeps what it got
          if (turn < 3) await releaseJob(db, one, id, 'coba')
        }
      }),
    )
    watching = false
    await watch
    expect(most).toBeLessThanOrEqual(2)
    const { freeSeats, poolRound, state } = await stateOf(id)
    const seats = await liveSeats(id)
    expect(seats.length + freeSeats.length).toBe(2)
    expect(new Set([...seats.map((row) => row.seat), ...freeSeats])).toEqual(new Set([1, 2]))
    expect(state).toBe(freeSeats.length === 0 ? 'ASSIGNED' : 'OPEN')
    const ledger = await attemptsOf(id)
    expect(ledger).toHaveLength(80)
    expect(ledger.filter((row) => row.outcome === 'WON')).toHaveLength(wins)
    const released = await db
      .selectFrom('events')
      .select('id')
      .where('ticketId', '=', id)
      .where('name', '=', 'jobReleased')
      .execute()
    expect(released).toHaveLength(wins - seats.length)
    expect(poolRound).toBe(1 + released.length)
  })

  it('lets one technician have one of two jobs at the same time', async () => {
    const [one] = await crowd(1)
    const start = new Date(Date.now() + 200 * 3_600_000)
    const rows = await Promise.all(
      Array.from({ length: 6 }, () => insertOpenTicket(db, cs, customerId, { start })),
    )
    const answers = await Promise.all(rows.map((row) => claimJob(pool, one!, row.id, 'web')))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]))
    expect(codes).toEqual(Array.from({ length: 5 }, () => 'SCHEDULE_CONFLICT'))
    const held = rows[answers.findIndex((answer) => answer.ok)]
    for (const answer of answers) if (!answer.ok) expect(answer.refusal.params['code']).toBe(held?.code)
    for (const row of rows) expect(await attemptsOf(row.id)).toHaveLength(1)
  })

  it('tells no two losers of the same instant the same number', async () => {
    const technicians = await crowd(60)
    const { id } = await insertOpenTicket(db, cs, customerId, {
      quota: 2,
      start: new Date(Date.now() + 250 * 3_600_000),
    })
    const second = openPool(url, openLog('silent'), 12)
    const answers = await Promise.all(
      technicians.map((one, index) => claimJob(index % 2 ? pool : second, one, id, 'web')),
    )
    await second.end()
    const orders = answers.map((answer) =>
      answer.ok ? answer.order : Number(answer.refusal.params['order']),
    )
    expect(orders.toSorted((a, b) => a - b)).toEqual(technicians.map((_, index) => index + 1))
    const { items } = await listClaimAttempts(db, cs, id, { limit: 100 })
    // what each heard is what the receipt says
    expect(items.map((one) => one.technician.id)).toEqual(
      technicians
        .map((one, index) => ({ id: one.id, order: orders[index] as number }))
        .toSorted((a, b) => a.order - b.order)
        .map((one) => one.id),
    )
    expect(items.map((one) => one.at)).toEqual(items.map((one) => one.at).toSorted())
  })

  it('decides a batch in which one claim breaks a constraint, without cost to the others', async () => {
    const [busy, ...others] = await crowd(6)
    const start = new Date(Date.now() + 260 * 3_600_000)
    const wanted = await insertOpenTicket(db, cs, customerId, { quota: 6, start })
    const held = await insertOpenTicket(db, cs, customerId, { start })
    // a visit of his that nobody else sees yet: moved into the same time by an act that is still under way
    const other = await pool.connect()
    await other.query('begin')
    await other.query(
      'insert into assignments (ticket_id, technician_id, seat, during) values ($1, $2, 1, tstzrange($3, $4))',
      [held.id, busy!.id, held.scheduledStart, held.scheduledEnd],
    )
    const racing = Promise.all([busy!, ...others].map((one) => claimJob(pool, one, wanted.id, 'web')))
    await waitForLock()
    await other.query('commit')
    other.release()
    const answers = await racing
    expect(answers.filter((answer) => answer.ok)).toHaveLength(5)
    expect(answers[0]).toMatchObject({ ok: false, refusal: { code: 'SCHEDULE_CONFLICT' } })
    const ledger = await attemptsOf(wanted.id)
    expect(ledger).toHaveLength(6)
    expect(ledger.filter((row) => row.outcome === 'WON')).toHaveLength(5)
  })

  it('answers a double tap once with the seat and otherwise that he has it', async () => {
    const [one] = await crowd(1)
    const { id } = await insertOpenTicket(db, cs, customerId, {
      quota: 3,
      start: new Date(Date.now() + 300 * 3_600_000),
    })
    const answers = await Promise.all(Array.from({ length: 8 }, () => claimJob(pool, one!, id, 'web')))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]))).toEqual(
      Array.from({ length: 7 }, () => 'ALREADY_CLAIMED'),
    )
    expect(await liveSeats(id)).toHaveLength(1)
    expect(await attemptsOf(id)).toHaveLength(8)
  })
})

describe('the answer', () => {
  it('tells the winner his seat and place, the loser how far behind he was', async () => {
    const [first, late] = await crowd(2)
    const { id } = await insertOpenTicket(db, cs, customerId, {
      start: new Date(Date.now() + 400 * 3_600_000),
    })
    const won = await claimJob(pool, first!, id, 'telegram')
    expect(won).toMatchObject({
      ok: true,
      ticketId: id,
      seat: 1,
      quota: 1,
      ticketState: 'ASSIGNED',
      order: 1,
    })
    expect(won.ok && won.milliseconds).toBeGreaterThan(0)
    const lost = await claimJob(pool, late!, id, 'web')
    if (lost.ok) throw new Error('two winners')
    expect(lost.refusal).toMatchObject({ code: 'POOL_FULL', status: 409 })
    expect(lost.refusal.params).toMatchObject({ quota: 1, order: 2, context: 'close' })
    expect(lost.refusal.params['seconds']).toBeGreaterThan(0)
    expect(await attemptsOf(id)).toMatchObject([
      { via: 'telegram', seat: 1, round: 1 },
      { via: 'web', outcome: 'POOL_FULL', seat: null },
    ])
  })

  it('calls it late when the job was full long before', async () => {
    const [first, late] = await crowd(2)
    const { id } = await insertOpenTicket(db, cs, customerId, {
      start: new Date(Date.now() + 500 * 3_600_000),
    })
    await claimJob(pool, first!, id, 'web')
    await db
      .updateTable('claimAttempts')
      .set({ at: new Date(Date.now() - 3_600_000) })
      .where('ticketId', '=', id)
      .execute()
    const lost = await claimJob(pool, late!, id, 'web')
    expect(!lost.ok && lost.refusal.params['context']).toBe('late')
  })

  it('refuses who may not, what is over and what does not exist', async () => {
    const [one] = await crowd(1)
    const { id } = await insertOpenTicket(db, cs, customerId)
    expect(await claimJob(pool, cs, id, 'web')).toMatchObject({
      ok: false,
      refusal: { code: 'NOT_ALLOWED', status: 403 },
    })
    await db.updateTable('staff').set({ banned: true }).where('id', '=', one!.id).execute()
    expect(await claimJob(pool, one!, id, 'web')).toMatchObject({ refusal: { code: 'NOT_ALLOWED' } })
    const [other] = await crowd(1)
    const over = await insertOpenTicket(db, cs, customerId, {
      start: new Date(Date.now() - 7_200_000),
      end: new Date(Date.now() - 60_000),
    })
    expect(await claimJob(pool, other!, over.id, 'web')).toMatchObject({ refusal: { code: 'NOT_IN_POOL' } })
    await expect(claimJob(pool, other!, randomUUID(), 'web')).rejects.toBeInstanceOf(NotFound)
  })
})
