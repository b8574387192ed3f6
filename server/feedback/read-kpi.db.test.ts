import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { ROLES, type Role } from '../platform/roles.ts'
import { testHttp } from '../testing/http.ts'
import { testDatabase } from '../testing/index.ts'
import { insertDoneTicket, insertTicketApart } from '../testing/jobs.ts'
import { insertConversation, insertCustomer, insertStaff } from '../testing/people.ts'
import { rateTicket } from './rate-ticket.ts'
import { periodOf, readCsKpi, readOverview, readTechnicianKpi } from './read-kpi.ts'
import { feedbackRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const { call } = await testHttp((app) => feedbackRoutes({ app, db, changed: () => undefined }, db))
const staff = {} as Record<Role, Staff>
let [andi, budi, newcomer]: Staff[] = []
let customerId: string
/** Everything of this file happens in this month, long after today. */
const period = periodOf({ from: '2030-03-01', to: '2030-03-31' })
const within = '2030-03-15T03:00:00Z'

async function ratedJob(crew: Staff[], technicianScore: number, csScore: number, at = within) {
  const id = await insertDoneTicket(db, pool, { cs: staff.cs, customerId, crew })
  await rateTicket(db, id, { technicianScore, csScore, comment: null })
  await sql`update ratings set created_at = ${at} where ticket_id = ${id}`.execute(db)
  await sql`update assignments set ended_at = ${at} where ticket_id = ${id}`.execute(db)
  await sql`update tickets set created_at = ${at}, done_at = ${at} where id = ${id}`.execute(db)
  return id
}
const attended = (who: Staff, ticketId: string, late: boolean, at = within) =>
  sql`insert into attendance (ticket_id, assignment_id, technician_id, work_date, check_in_client_id, check_in_at, check_out_at, grade, late)
    select ticket_id, id, technician_id, ${at.slice(0, 10)}, ${Math.random()}, ${at}, ${at}, 'ON_SITE', ${late}
    from assignments where ticket_id = ${ticketId} and technician_id = ${who.id}`.execute(db)

beforeAll(async () => {
  for (const role of ROLES) staff[role] = await insertStaff(db, role, `Si ${role}`)
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  newcomer = await insertStaff(db, 'technician', 'Nina')
  customerId = await insertCustomer(db, { name: 'Ratna Dewi' })
  for (let index = 0; index < 6; index += 1) await ratedJob([andi], index === 0 ? 4 : 5, 5)
  for (let index = 0; index < 5; index += 1) await ratedJob([budi], 2, 3)
  const both = await ratedJob([andi, budi], 3, 4)
  await attended(andi, both, false)
  await attended(budi, both, true)
  await ratedJob([newcomer], 5, 5)
  // the first moment after the month, by the clock of the office
  await ratedJob([andi], 1, 1, '2030-03-31T17:00:00Z')
  const replaced = await insertTicketApart(db, staff.cs, customerId)
  await sql`insert into assignments (ticket_id, technician_id, seat, during, ended_at, end_reason)
    values (${replaced.id}, ${budi.id}, 1, tstzrange(now(), now() + interval '1 hour'), ${within}, 'REPLACED')`.execute(
    db,
  )
  await sql`insert into extensions (ticket_id, requested_by, days, reason, remaining_work, status, decided_by, decided_at, approved_days)
    values (${replaced.id}, ${budi.id}, 1, 'x', 'x', 'APPROVED', ${staff.cs.id}, ${within}, 1)`.execute(db)
})

describe('the period', () => {
  it('is this month of the office when nothing is said, and both days are in it', () => {
    const now = periodOf({})
    expect(now.from).toMatch(/-01$/)
    expect(now.from <= now.to).toBe(true)
    expect(period.start.toISOString()).toBe('2030-02-28T17:00:00.000Z')
    expect(period.end.toISOString()).toBe('2030-03-31T17:00:00.000Z')
    expect(
      periodOf({ from: '2030-03-01', to: '2030-03-01' }).end.getTime() -
        periodOf({ from: '2030-03-01', to: '2030-03-01' }).start.getTime(),
    ).toBe(86_400_000)
  })

  it('does not run backwards', () => {
    expect(() => periodOf({ from: '2030-03-02', to: '2030-03-01' })).toThrow('INVALID_INPUT')
  })
})

describe('figures of technicians', () => {
  it('count ratings, jobs, punctuality, replacements and extensions of the period', async () => {
    const rows = await readTechnicianKpi(db, period)
    const of = (who: Staff) => rows.find((row) => row.technician.id === who.id)
    expect(of(andi!)).toMatchObject({
      rating: { ratings: 7, fiveStars: 5, mean: 4.57, few: true, unranked: false },
      jobsDone: 7,
      attended: 1,
      onTime: 1,
      replaced: 0,
      extensions: 0,
    })
    expect(of(budi!)).toMatchObject({
      rating: { ratings: 6, fiveStars: 0, mean: 2.17 },
      jobsDone: 6,
      attended: 1,
      onTime: 0,
      replaced: 1,
      extensions: 1,
    })
  })

  it('rank by the shrunk value; who has few ratings stands below, whatever the mean', async () => {
    const rows = await readTechnicianKpi(db, period)
    const names = rows.map((row) => row.technician.name)
    expect(names.slice(0, 2)).toEqual(['Andi', 'Budi'])
    expect(names.indexOf('Nina')).toBeGreaterThan(1)
    // company mean of the 13 ratings of the month: 47 / 13
    const mean = 47 / 13
    expect(rows[0]!.rating.ranked).toBeCloseTo((10 * mean + 32) / 17, 2)
  })

  it('of somebody who left are shown as long as they say something', async () => {
    await db.updateTable('staff').set({ banned: true }).where('id', '=', budi!.id).execute()
    const shown = async (from: string, to: string) =>
      (await readTechnicianKpi(db, periodOf({ from, to }))).map((row) => row.technician.name)
    expect(await shown('2030-03-01', '2030-03-31')).toContain('Budi')
    expect(await shown('2029-01-01', '2029-01-31')).not.toContain('Budi')
    await db.updateTable('staff').set({ banned: false }).where('id', '=', budi!.id).execute()
  })
})

describe('figures of CS', () => {
  it('count ratings and tickets of the period', async () => {
    const [row] = (await readCsKpi(db, period)).filter((one) => one.cs.id === staff.cs.id)
    expect(row).toMatchObject({
      rating: { ratings: 13, fiveStars: 7, mean: 4.15 },
      tickets: 13,
      invoicesSent: 0,
      firstResponses: 0,
      firstResponseMedianSeconds: null,
    })
  })

  it('tell how long customers of the period waited for a person, half of them at most', async () => {
    const conversationId = await insertConversation(db, customerId)
    const seconds = [60, 90, 3600]
    for (const wait of seconds)
      await sql`insert into first_responses (conversation_id, asked_at, answered_at, answered_by)
        values (${conversationId}, ${within}, ${within}::timestamptz + make_interval(secs => ${wait}), ${staff.cs.id})`.execute(
        db,
      )
    // nobody has answered this one yet, and that one was another month's
    await sql`insert into first_responses (conversation_id, asked_at) values (${conversationId}, ${within})`.execute(
      db,
    )
    await sql`insert into first_responses (conversation_id, asked_at, answered_at, answered_by)
      values (${conversationId}, '2030-02-01', '2030-02-02', ${staff.cs.id})`.execute(db)
    const [row] = (await readCsKpi(db, period)).filter((one) => one.cs.id === staff.cs.id)
    expect(row).toMatchObject({ firstResponses: 3, firstResponseMedianSeconds: 90 })
  })
})

describe('the overview', () => {
  it('adds up the month', async () => {
    const seen = await readOverview(db, period)
    expect(seen).toMatchObject({
      ticketsOpened: 13,
      ticketsDone: 13,
      ticketsCancelled: 0,
      ratings: 13,
      technicianMean: 3.62,
      csMean: 4.15,
      invoiced: 0,
      outstanding: 0,
    })
    expect(seen.distribution).toEqual([
      { score: 1, technician: 0, cs: 0 },
      { score: 2, technician: 5, cs: 0 },
      { score: 3, technician: 1, cs: 5 },
      { score: 4, technician: 1, cs: 1 },
      { score: 5, technician: 6, cs: 7 },
    ])
  })

  it('does not count a check-out that was forgotten yesterday as somebody at work', async () => {
    const before = (await readOverview(db, period)).working
    const { id } = await insertTicketApart(db, staff.cs, customerId)
    await sql`insert into assignments (ticket_id, technician_id, seat, during) values (${id}, ${newcomer!.id}, 1, tstzrange(now(), now()))`.execute(
      db,
    )
    const enter = (hours: number) =>
      sql`insert into attendance (ticket_id, assignment_id, technician_id, work_date, check_in_client_id, check_in_at, grade)
        select ticket_id, id, technician_id, (now() - make_interval(hours => ${hours}))::date, ${Math.random()}, now() - make_interval(hours => ${hours}), 'ON_SITE'
        from assignments where ticket_id = ${id}`.execute(db)
    await enter(30)
    expect((await readOverview(db, period)).working).toBe(before)
    await enter(1)
    expect((await readOverview(db, period)).working).toBe(before + 1)
  })

  it('of a month without anything is full of zeros and has no means', async () => {
    expect(await readOverview(db, periodOf({ from: '2029-01-01', to: '2029-01-31' }))).toMatchObject({
      ticketsOpened: 0,
      ratings: 0,
      technicianMean: null,
      invoiced: 0,
    })
  })
})

describe('over HTTP', () => {
  const march = 'from=2030-03-01&to=2030-03-31'
  it('who may read the figures', async () => {
    const paths: [string, Role[]][] = [
      ['/kpi/technicians', ['admin', 'manager']],
      ['/kpi/customer-service', ['admin', 'manager']],
      ['/kpi/overview', ['admin', 'manager', 'cs']],
      ['/ratings', ['admin', 'manager', 'cs']],
      ['/kpi/me', ['technician']],
    ]
    for (const [path, roles] of paths)
      for (const role of ROLES) {
        const { status } = await call(staff[role], 'GET', `/api/v1${path}?${march}`)
        expect([path, role, status]).toEqual([path, role, roles.includes(role) ? 200 : 403])
      }
    expect(
      (await call(staff.manager, 'GET', '/api/v1/kpi/overview?from=2030-02-02&to=2030-02-01')).status,
    ).toBe(422)
  })

  it('a technician reads his own figures without names of customers', async () => {
    const own = await call(andi!, 'GET', `/api/v1/kpi/me?${march}`)
    expect(own.json()).toMatchObject({ technician: { name: 'Andi' }, rating: { ratings: 7 } })
    expect(own.text).not.toContain('Ratna')
  })

  it('ratings are listed from the newest and filtered', async () => {
    const list = async (query: string) =>
      (await call(staff.manager, 'GET', `/api/v1/ratings?limit=100&${query}`)).json() as {
        items: { technicianScore: number; technicians: { name: string }[] }[]
        nextCursor: string | null
      }
    expect((await list(march)).items).toHaveLength(13)
    expect((await list(`technicianId=${budi!.id}`)).items).toHaveLength(6)
    expect((await list(`csId=${staff.cs.id}`)).items).toHaveLength(14)
    expect((await list(`${march}&score=2`)).items).toHaveLength(5)
    expect((await list(march)).items[0]?.technicians).toMatchObject([{ name: expect.any(String) }])
  })

  it('ratings come page by page', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const page = (await call(staff.manager, 'GET', `/api/v1/ratings?limit=5&cursor=${cursor}`)).json() as {
        items: { id: string }[]
        nextCursor: string | null
      }
      seen.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor ?? ''
    } while (cursor)
    expect(seen).toHaveLength(14)
    expect(new Set(seen).size).toBe(14)
  })

  it('a ticket without a rating has none', async () => {
    const { id } = await insertTicketApart(db, staff.cs, customerId)
    expect((await call(staff.sales, 'GET', `/api/v1/tickets/${id}/rating`)).json()).toEqual({ rating: null })
  })
})
