import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testDatabase } from '../../testing/index.ts'
import { testHttp } from '../../testing/http.ts'
import { addDays, workDate } from '../../platform/indonesian-date.ts'
import { relayOnly, takeSeat } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff, linkTelegram } from '../../testing/people.ts'
import { schedulingNotices } from '../notices.ts'
import { absenceRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const { call } = await testHttp((app) => absenceRoutes({ app, db, changed: () => undefined }, db))
const HOUR = 3_600_000
const base = new Date('2027-03-01T00:00:00+07:00').getTime()
let [cs, andi, budi, sales]: Staff[] = []

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
  sales = await insertStaff(db, 'sales', 'Sari')
  andi = await linkTelegram(db, await insertStaff(db, 'technician', 'Andi'))
  budi = await insertStaff(db, 'technician', 'Budi')
})
const wish = (day: number, days = 1, more: object = {}) => ({
  technicianId: andi!.id,
  kind: 'LEAVE',
  start: new Date(base + day * 24 * HOUR).toISOString(),
  end: new Date(base + (day + days) * 24 * HOUR).toISOString(),
  ...more,
})
const record = (body: object, who = cs) => call(who!, 'POST', '/api/v1/absences', body)
const list = async (who: Staff, query = 'from=2027-03-01&to=2027-03-31') => {
  const answer = await call(who, 'GET', `/api/v1/absences?${query}`)
  return (answer.json()['items'] as { id: string; technician: { name: string } }[]).map(
    (one) => one.technician.name,
  )
}
const lastEvent = async () =>
  await db
    .selectFrom('events')
    .select(['name', 'data'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()

describe('absences', () => {
  it('are recorded with the visits that are held then, and the technician is told', async () => {
    const ticket = await insertOpenTicket(db, cs!, await insertCustomer(db), {
      start: new Date(base + 9 * HOUR),
    })
    await takeSeat(pool, andi!, ticket.id)
    await relayOnly(db, schedulingNotices)
    const answer = await record(wish(0, 2, { note: 'Pernikahan adik' }))
    expect(answer.status).toBe(201)
    expect(answer.json()).toMatchObject({
      technician: { id: andi!.id, name: 'Andi' },
      kind: 'LEAVE',
      wholeDays: true,
      note: 'Pernikahan adik',
      visits: [{ ticketId: ticket.id, code: ticket.code }],
    })
    expect(await lastEvent()).toMatchObject({
      name: 'absenceRecorded',
      data: { technicianId: andi!.id, kind: 'LEAVE' },
    })
    expect(await relayOnly(db, schedulingNotices)).toEqual([
      expect.objectContaining({
        to: andi!.id,
        params: expect.objectContaining({ key: 'absenceRecorded', kind: 'LEAVE' }),
      }),
    ])
  })

  it('do not overlap, also when two write at the same instant', async () => {
    const tries = await Promise.all([record(wish(10)), record(wish(10, 2))])
    expect(tries.map(({ status }) => String(status)).toSorted()).toEqual(['201', '409'])
    expect(tries.find(({ status }) => status === 409)?.json()['code']).toBe('ABSENCE_OVERLAPS')
    expect((await record(wish(11, 1, { technicianId: budi!.id }))).status).toBe(201)
  })

  it('need a technician, an order of times and at most a year', async () => {
    for (const bad of [
      wish(20, -1),
      wish(20, 400),
      wish(20, 1, { technicianId: sales!.id }),
      wish(20, 1, { kind: 'FUN' }),
    ])
      expect((await record(bad)).status).toBe(422)
    expect((await record(wish(20), andi)).status).toBe(403)
  })

  it('are changed and removed; what was there stays in the events', async () => {
    const { id } = (await record(wish(25))).json() as { id: string }
    const changed = await call(cs!, 'PATCH', `/api/v1/absences/${id}`, { kind: 'SICK', end: wish(25, 3).end })
    expect(changed.json()).toMatchObject({ kind: 'SICK', end: wish(25, 3).end, start: wish(25).start })
    expect((await call(cs!, 'DELETE', `/api/v1/absences/${id}`)).status).toBe(200)
    expect(await lastEvent()).toMatchObject({ name: 'absenceRemoved', data: { absenceId: id, kind: 'SICK' } })
    expect((await call(cs!, 'DELETE', `/api/v1/absences/${id}`)).status).toBe(404)
    expect((await call(cs!, 'PATCH', `/api/v1/absences/${id}`, {})).status).toBe(404)
  })

  describe('said by the technician himself', () => {
    const today = workDate(new Date(), 'Asia/Jakarta')
    const days = (from: number, to: number) => ({ from: addDays(today, from), to: addDays(today, to) })
    const say = (body: object, who = budi) => call(who!, 'POST', '/api/v1/me/absences', body)
    const withdraw = async (id: unknown, who = budi) =>
      await call(who!, 'DELETE', `/api/v1/me/absences/${String(id)}`)

    it('count like those of CS, from today on, and CS is told', async () => {
      await linkTelegram(db, cs!)
      await relayOnly(db, schedulingNotices)
      const answer = await say({ kind: 'SICK', ...days(0, 1), note: 'Demam' })
      expect(answer.status).toBe(201)
      expect(answer.json()).toMatchObject({
        technician: { id: budi!.id },
        start: new Date(`${today}T00:00:00+07:00`).toISOString(),
        end: new Date(`${addDays(today, 2)}T00:00:00+07:00`).toISOString(),
        own: true,
        note: 'Demam',
        visits: [],
      })
      expect(await relayOnly(db, schedulingNotices)).toEqual([
        expect.objectContaining({
          to: cs!.id,
          params: expect.objectContaining({ key: 'ownAbsence', kind: 'SICK', technicianId: budi!.id }),
        }),
      ])
      expect((await say({ kind: 'LEAVE', ...days(1, 3) })).json()['code']).toBe('ABSENCE_OVERLAPS')
      expect((await withdraw(answer.json()['id'])).status).toBe(200)
    })

    it.each([
      ['before today', days(-1, 1), 'from'],
      ['that end before they begin', days(5, 4), 'to'],
      ['of more than a year', days(5, 500), 'to'],
    ])('not for days %s, nor by anybody else', async (_, body, path) => {
      const refused = await say({ kind: 'LEAVE', ...body })
      expect([refused.status, (refused.json()['errors'] as { path: string }[])[0]?.path]).toEqual([422, path])
      expect((await say({ kind: 'LEAVE', ...days(9, 9) }, cs)).status).toBe(403)
    })

    it('are withdrawn by him, not by another, and not what CS wrote down', async () => {
      const { id } = (await say({ kind: 'LEAVE', ...days(20, 21) })).json()
      expect((await withdraw(id, andi)).status).toBe(404)
      expect((await withdraw(id)).status).toBe(200)
      expect(await lastEvent()).toMatchObject({ name: 'absenceRemoved', data: { absenceId: id } })
      const byCs = (await record(wish(40, 1, { technicianId: budi!.id }))).json()
      expect(byCs['own']).toBe(false)
      expect((await withdraw(byCs['id'])).json()['code']).toBe('ABSENCE_NOT_OWN')
      await call(cs!, 'DELETE', `/api/v1/absences/${String(byCs['id'])}`)
    })
  })

  it('are shown to a technician only when they are his own, and not to sales', async () => {
    expect(await list(cs!)).toEqual(['Andi', 'Andi', 'Budi'])
    expect(await list(budi!)).toEqual(['Budi'])
    expect(await list(budi!, `from=2027-03-01&to=2027-03-31&technicianId=${andi!.id}`)).toEqual(['Budi'])
    expect((await call(sales!, 'GET', '/api/v1/absences?from=2027-03-01&to=2027-03-31')).status).toBe(403)
  })
})
