import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { eventsOf, relayOnly, takeSeat } from '../testing/jobs.ts'
import { testDatabase } from '../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff, linkTelegram } from '../testing/people.ts'
import { claimJob } from './claim-job.ts'
import { joinStandby } from './join-standby.ts'
import { leaveStandby } from './leave-standby.ts'
import { listPoolJobs } from './list-pool.ts'
import { schedulingNotices } from './notices.ts'
import { openTicket } from './open-ticket.ts'
import { changePolicy, readPolicy, type SchedulingPolicy } from './read-policy.ts'
import { requestReplacement } from './request-replacement.ts'
import { tendPool } from './tend-pool.ts'

const { db, pool } = await testDatabase()
let admin: Staff
let cs: Staff
let crew: Staff[]
let customerId: string
let day = 0
beforeAll(async () => {
  admin = await insertStaff(db, 'admin')
  cs = await linkTelegram(db, await insertStaff(db, 'cs'))
  customerId = await insertCustomer(db)
  crew = []
  for (let nr = 1; nr <= 6; nr++)
    crew.push(await linkTelegram(db, await insertStaff(db, 'technician', `TS ${nr}`)))
  for (const [index, one] of crew.entries())
    await db
      .updateTable('staff')
      .set({ homeLat: -6.9 - index / 10, homeLng: 107.6 })
      .where('id', '=', one.id)
      .execute()
})

const set = async (change: Partial<SchedulingPolicy>) =>
  changePolicy(db, admin, { ...(await readPolicy(db)), ...change })
const open = (quota = 1) => {
  day += 1
  return openTicket(db, cs, {
    customerId,
    title: 'AC bocor',
    description: '',
    address: 'Jl. Merdeka No. 10, Bandung',
    location: { lat: -6.9, lng: 107.6 },
    technicianQuota: quota,
    priority: 'NORMAL',
    scheduledStart: new Date(Date.now() + day * 24 * 3_600_000).toISOString(),
    scheduledEnd: new Date(Date.now() + day * 24 * 3_600_000 + 3_600_000).toISOString(),
  } as Parameters<typeof openTicket>[2])
}
const later = (ticketId: string, minutes: number) =>
  db.transaction().execute(async (tx) => {
    await sql`update pool_rounds set started_at = started_at - make_interval(mins => ${minutes}) where ticket_id = ${ticketId}`.execute(
      tx,
    )
    await sql`update tickets set everyone_from = everyone_from - make_interval(mins => ${minutes}) where id = ${ticketId}`.execute(
      tx,
    )
  })
const offered = (told: Awaited<ReturnType<typeof relayOnly>>) =>
  crew
    .filter((one) => told.some((message) => message.to === one.id && message.intent === 'jobCard'))
    .map((one) => one.name)
const noticed = (told: Awaited<ReturnType<typeof relayOnly>>, key: string) =>
  told.filter((one) => (one.params as { key?: string }).key === key).map((one) => one.to)
const names = async (ticketId: string) => (await eventsOf(db, ticketId)).map((event) => event.name)

describe('with waves off', () => {
  it('a job is everybody’s at once', async () => {
    const id = await open()
    expect(offered(await relayOnly(db, schedulingNotices))).toHaveLength(6)
    expect(await claimJob(pool, crew[5]!, id, 'web')).toMatchObject({ ok: true })
  })

  it('nobody takes it: technicians are reminded, then CS is alerted, each once', async () => {
    await set({ remindMinutes: 10, alertMinutes: 20 })
    const id = await open()
    await relayOnly(db, schedulingNotices)
    expect(await tendPool(db, id)).toBe(0)
    await later(id, 11)
    expect(await tendPool(db, id)).toBe(1)
    expect(noticed(await relayOnly(db, schedulingNotices), 'poolReminder').toSorted()).toEqual(
      crew.map((one) => one.id).toSorted(),
    )
    await later(id, 10)
    // two nodes at the same minute
    const steps = await Promise.all([tendPool(db, id), tendPool(db, id), tendPool(db)])
    expect(steps.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(noticed(await relayOnly(db, schedulingNotices), 'poolUnclaimed')).toEqual([cs.id])
    expect(await tendPool(db)).toBe(0)
    expect(await names(id)).toEqual(['ticketOpened', 'poolReminded', 'poolUnclaimed'])
  })

  it('somebody takes it: nobody is disturbed', async () => {
    const id = await open()
    await takeSeat(pool, crew[0]!, id)
    await later(id, 60)
    expect(await tendPool(db, id)).toBe(0)
  })

  it('0 minutes mean never', async () => {
    await set({ remindMinutes: 0, alertMinutes: 0 })
    const id = await open()
    await later(id, 600)
    expect(await tendPool(db, id)).toBe(0)
    await db.deleteFrom('poolRounds').where('ticketId', '=', id).execute()
    await set({ remindMinutes: 15, alertMinutes: 30 })
    await relayOnly(db, schedulingNotices)
  })
})

describe('fair waves', () => {
  it('offer it to those who are near first; the others wait, see it and are told when; then all', async () => {
    await set({ waves: true, waveSize: 2, waveMinutes: 10 })
    const id = await open()
    expect(offered(await relayOnly(db, schedulingNotices))).toHaveLength(2)
    const first = await db
      .selectFrom('firstOffers')
      .select('technicianId')
      .where('ticketId', '=', id)
      .execute()
    const outside = crew.filter((one) => !first.some((row) => row.technicianId === one.id))
    const refused = await claimJob(pool, outside[0]!, id, 'web')
    if (refused.ok) throw new Error('won')
    expect(refused.refusal).toMatchObject({ code: 'NOT_YOUR_TURN' })
    expect(Number(refused.refusal.params['seconds'])).toBeGreaterThan(590)
    const seen = (await listPoolJobs(db, outside[0]!, { limit: 50 })).items.find((job) => job.id === id)
    expect(seen).toMatchObject({ refusal: 'NOT_YOUR_TURN' })
    expect(seen?.everyoneFrom).not.toBeNull()
    await later(id, 11)
    expect(await tendPool(db, id)).toBe(1)
    expect(offered(await relayOnly(db, schedulingNotices)).toSorted()).toEqual(
      outside.map((one) => one.name).toSorted(),
    )
    expect(await claimJob(pool, outside[0]!, id, 'web')).toMatchObject({ ok: true })
  })

  it('prefer the near, the rested and those who had few jobs', async () => {
    // the nearest by far, but busy in those days and with most of the jobs
    const [near, next] = crew
    for (let nr = 0; nr < 3; nr++) {
      const other = await insertOpenTicket(db, cs, customerId, {
        start: new Date(Date.now() + (day + 1) * 24 * 3_600_000 - (nr + 2) * 5 * 3_600_000),
      })
      await takeSeat(pool, near!, other.id)
    }
    await set({ waves: true, waveSize: 2 })
    const id = await open()
    const first = await db
      .selectFrom('firstOffers')
      .select('technicianId')
      .where('ticketId', '=', id)
      .execute()
    const chosen = first.map((row) => row.technicianId)
    expect(chosen).toContain(next!.id)
    expect(chosen).not.toContain(near!.id)
  })

  it('a wave of everybody is none', async () => {
    await set({ waves: true, waveSize: 50 })
    const id = await open()
    expect(await claimJob(pool, crew[5]!, id, 'web')).toMatchObject({ ok: true })
    await set({ waves: false, waveSize: 5 })
  })
})

describe('standing by', () => {
  it('has a head start when a seat frees, then it is everybody’s', async () => {
    await set({ standbySeconds: 60 })
    const id = await open()
    const mine = await takeSeat(pool, crew[0]!, id)
    expect(await joinStandby(db, crew[1]!, id)).toBe(1)
    expect(await joinStandby(db, crew[2]!, id)).toBe(2)
    await leaveStandby(db, crew[1]!, id)
    await leaveStandby(db, crew[1]!, id)
    expect(await joinStandby(db, crew[2]!, id)).toBe(1)
    expect((await names(id)).filter((name) => name === 'standbyLeft')).toHaveLength(1)
    await relayOnly(db, schedulingNotices)
    await requestReplacement(db, cs, id, { assignmentId: mine, reason: 'Sakit' })
    expect(offered(await relayOnly(db, schedulingNotices))).toContain('TS 3')
    expect(await claimJob(pool, crew[3]!, id, 'web')).toMatchObject({ refusal: { code: 'NOT_YOUR_TURN' } })
    expect(
      (await listPoolJobs(db, crew[2]!, { limit: 50 })).items.find((job) => job.id === id),
    ).toMatchObject({
      standbyPosition: 1,
      refusal: null,
    })
    await later(id, 2)
    await tendPool(db, id)
    expect(offered(await relayOnly(db, schedulingNotices))).toEqual(['TS 2', 'TS 4', 'TS 5', 'TS 6'])
    expect(await claimJob(pool, crew[3]!, id, 'web')).toMatchObject({ ok: true })
  })
})

describe('who may take it at all', () => {
  it('skills and area are in the way, with a reason of their own', async () => {
    await relayOnly(db, schedulingNotices)
    const id = await open()
    await sql`insert into skills (name) values ('Listrik') on conflict do nothing`.execute(db)
    await sql`update tickets set required_skills = '{Listrik}' where id = ${id}`.execute(db)
    expect(await claimJob(pool, crew[1]!, id, 'web')).toMatchObject({ refusal: { code: 'SKILL_MISSING' } })
    await db.insertInto('staffSkills').values({ staffId: crew[1]!.id, skill: 'Listrik' }).execute()
    await sql`update tickets set area = 'Bandung' where id = ${id}`.execute(db)
    await sql`update staff set home_area = 'Bekasi' where id = ${crew[1]!.id}`.execute(db)
    await set({ areaOnly: true })
    expect(await claimJob(pool, crew[1]!, id, 'web')).toMatchObject({ refusal: { code: 'OTHER_AREA' } })
    await set({ areaOnly: false })
    // nobody else has the skill, so nobody else is offered it
    const told = await relayOnly(db, schedulingNotices)
    expect(offered(told)).toEqual(['TS 2'])
    expect(await claimJob(pool, crew[1]!, id, 'web')).toMatchObject({ ok: true })
  })
})
