import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertDoneTicket, insertTicketApart, takeSeat, testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { ticketDeskRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const { call } = await testHttp((app) =>
  ticketDeskRoutes({ app, db, changed: () => undefined }, { db, files, publicUrl: 'https://gss.example' }),
)
const HOUR = 3_600_000
const people = {} as Record<'citra' | 'andi' | 'budi', Staff>
let customerId: string
beforeAll(async () => {
  people.citra = await insertStaff(db, 'cs', 'Citra')
  people.andi = await insertStaff(db, 'technician', 'Andi')
  people.budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})
const open = async (quota = 1) => (await insertTicketApart(db, people.citra, customerId, { quota })).id
const taken = async (quota = 1) => {
  const id = await open(quota)
  await takeSeat(pool, people.andi, id)
  return id
}
type Item = {
  ticketId: string
  ok: boolean
  code: string | null
  refusal: { code: string; title: string } | null
}
const bulk = async (body: object, who = people.citra) => {
  const answer = await call(who, 'POST', '/api/v1/tickets/bulk', body, { 'accept-language': 'id' })
  return { status: answer.status, items: (answer.json()['items'] ?? []) as Item[] }
}
const stateOf = async (id: string) =>
  await db.selectFrom('tickets').select(['state', 'priority']).where('id', '=', id).executeTakeFirstOrThrow()

describe('one act on many tickets', () => {
  it('does what is possible and says of each other one why not', async () => {
    const [free, busy, unknown] = [await open(), await taken(), crypto.randomUUID()]
    const done = await insertDoneTicket(db, pool, { cs: people.citra, customerId, crew: [people.budi] })
    const { status, items } = await bulk({
      act: 'cancel',
      ids: [free, busy, done, unknown, free],
      reason: 'Banjir',
    })
    expect(status).toBe(200)
    expect(items.map(({ ok, refusal }) => [ok, refusal?.code ?? null])).toEqual([
      [true, null],
      [true, null],
      [false, 'WRONG_STATE'],
      [false, 'NOT_FOUND'],
    ])
    expect(items[2]).toMatchObject({
      code: expect.stringMatching(/^TKT-/),
      refusal: { title: expect.any(String) },
    })
    expect((await stateOf(free)).state).toBe('CANCELLED')
    expect((await stateOf(done)).state).toBe('DONE')
  })

  it('changes the priority of taken ones only with a reason', async () => {
    const [free, busy] = [await open(), await taken()]
    const plain = await bulk({ act: 'priority', ids: [free, busy], priority: 'HIGH' })
    expect(plain.items.map(({ refusal }) => refusal?.code)).toEqual([undefined, 'TICKET_TAKEN'])
    const reasoned = await bulk({ act: 'priority', ids: [free, busy], priority: 'URGENT', reason: 'VIP' })
    expect(reasoned.items.every(({ ok }) => ok)).toBe(true)
    expect((await stateOf(busy)).priority).toBe('URGENT')
  })

  it('is a matter of CS, and not of nothing', async () => {
    const ids = [await open()]
    expect((await bulk({ act: 'broadcast', ids }, people.andi)).status).toBe(403)
    expect((await bulk({ act: 'broadcast', ids: [] })).status).toBe(422)
    expect((await bulk({ act: 'cancel', ids })).status).toBe(422)
    expect((await bulk({ act: 'broadcast', ids })).items).toMatchObject([{ ok: true }])
    expect((await bulk({ act: 'broadcast', ids })).items).toMatchObject([
      { ok: false, refusal: { code: 'BROADCAST_TOO_SOON' } },
    ])
  })
})

describe('before a ticket is made', () => {
  const hints = async (query: Record<string, string>) =>
    (await call(people.citra, 'GET', `/api/v1/tickets/hints?${new URLSearchParams(query).toString()}`)).json()

  it('says what is open and what was finished a moment ago, for the customer or the site', async () => {
    const whose = await insertCustomer(db, { name: 'Ratna', address: 'Jl. Kenari 3' })
    expect((await hints({ customerId: whose }))['tickets']).toEqual([])
    const site = await insertOpenTicket(db, people.citra, whose, { start: new Date(Date.now() + 900 * HOUR) })
    const done = await insertDoneTicket(db, pool, {
      cs: people.citra,
      customerId: whose,
      crew: [people.budi],
    })
    const old = await insertDoneTicket(db, pool, { cs: people.citra, customerId: whose, crew: [people.budi] })
    await pool.query(`update tickets set done_at = now() - interval '31 days' where id = $1`, [old])
    expect((await hints({ customerId: whose }))['tickets']).toMatchObject([
      { id: site.id, why: 'OPEN' },
      { id: done, why: 'REPEAT' },
    ])
    const other = await insertCustomer(db)
    const byAddress = await hints({ customerId: other, address: 'JL. MERDEKA NO. 10, bandung' })
    expect(byAddress['tickets']).not.toEqual([])
    expect((await hints({}))['tickets']).toEqual([])
  })

  it('suggests a working day and warns of a holiday and the night', async () => {
    expect((await hints({}))['suggestion']).toMatchObject({ from: '09:00', to: '12:00' })
    const christmas = { start: '2026-12-25T02:00:00Z', end: '2026-12-25T05:00:00Z' }
    expect((await hints(christmas))['warnings']).toMatchObject([{ warning: 'HOLIDAY', day: '2026-12-25' }])
    const night = { start: '2026-12-23T15:00:00Z', end: '2026-12-23T16:00:00Z' }
    expect((await hints(night))['warnings']).toMatchObject([{ warning: 'OUTSIDE_HOURS' }])
  })
})
