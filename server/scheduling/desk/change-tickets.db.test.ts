import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertDoneTicket, insertTicketApart, takeSeat, testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { countTicketCards, listTicketCards } from '../list/reads.ts'
import { ticketDeskRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const { call } = await testHttp((app) =>
  ticketDeskRoutes({ app, db, changed: () => undefined }, { db, files, publicUrl: 'https://gss.example' }),
)
const HOUR = 3_600_000
const people = {} as Record<'admin' | 'citra' | 'dewi' | 'andi' | 'budi', Staff>
let customerId: string
beforeAll(async () => {
  people.admin = await insertStaff(db, 'admin', 'Admin')
  people.citra = await insertStaff(db, 'cs', 'Citra')
  people.dewi = await insertStaff(db, 'cs', 'Dewi')
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

describe('filters of the list', () => {
  it('narrow list and counts alike', async () => {
    const whose = await insertCustomer(db)
    const at = (hours: number) => ({ start: new Date(Date.now() + hours * HOUR) })
    const titled = async (title: string, fields: object) =>
      (await insertOpenTicket(db, people.citra, whose, { title, ...fields })).id
    const late = await titled('Terlambat', { ...at(-2), area: 'Bandung Utara' })
    const soon = await titled('Berikutnya', { ...at(2000), requiredSkills: ['AC'] })
    const urgent = await titled('Penting', at(1990))
    await pool.query(`update tickets set priority = 'URGENT' where id = $1`, [urgent])
    await takeSeat(pool, people.budi, urgent)
    const found = async (query: object) => {
      const given = { customerId: whose, ...query }
      const list = await listTicketCards(db, people.citra, { limit: 10, sort: 'schedule', ...given })
      const counts = await countTicketCards(db, people.citra, given)
      return [list.items.map(({ id }) => id), counts.OPEN + counts.ASSIGNED]
    }
    expect(await found({})).toEqual([[late, urgent, soon], 3])
    expect(await found({ late: true })).toEqual([[late], 1])
    expect(await found({ late: false })).toEqual([[urgent, soon], 2])
    expect(await found({ area: 'bandung utara' })).toEqual([[late], 1])
    expect(await found({ skill: 'AC' })).toEqual([[soon], 1])
    expect(await found({ priority: 'urgent,HIGH' })).toEqual([[urgent], 1])
    expect(await found({ technicianId: people.budi.id })).toEqual([[urgent], 1])
    const today = new Date(Date.now() + 7 * HOUR).toISOString().slice(0, 10)
    expect(await found({ to: today })).toEqual([[late], 1])
    expect(await found({ from: today, q: 'berikut' })).toEqual([[soon], 1])
    await expect(found({ priority: 'SOON' })).rejects.toMatchObject({ fields: [{ path: 'priority' }] })
    await expect(found({ from: '2026-02-02', to: '2026-02-01' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
  })

  it('keep their place from page to page by schedule', async () => {
    const first = await listTicketCards(db, people.citra, { limit: 2, sort: 'schedule' })
    const rest = await listTicketCards(db, people.citra, {
      limit: 100,
      sort: 'schedule',
      ...(first.nextCursor && { cursor: first.nextCursor }),
    })
    const starts = [...first.items, ...rest.items].map(({ scheduledStart }) => scheduledStart as string)
    expect(starts).toEqual(starts.toSorted())
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(starts.length)
  })
})

describe('saved views', () => {
  const url = '/api/v1/ticket-views'
  const save = (who: Staff, body: object) => call(who, 'POST', url, body)
  const names = async (who: Staff) =>
    ((await call(who, 'GET', url)).json()['items'] as { name: string; mayChange: boolean }[]).map(
      ({ name, mayChange }) => `${name} ${mayChange}`,
    )

  it('are one’s own until they are shared, and one’s own to change', async () => {
    const filters = { state: 'OPEN', priority: 'URGENT' }
    const mine = (await save(people.citra, { name: 'Mendesak', filters })).json()
    expect(mine).toMatchObject({ filters, shared: false, owner: { name: 'Citra' }, mayChange: true })
    expect(await names(people.dewi)).toEqual([])
    expect((await save(people.citra, { name: 'mendesak', filters })).json()['errors']).toMatchObject([
      { path: 'name' },
    ])
    const at = `${url}/${String(mine['id'])}`
    expect((await call(people.dewi, 'PATCH', at, { name: 'x' })).status).toBe(404)
    expect((await call(people.citra, 'PATCH', at, { shared: true, name: 'Mendesak hari ini' })).status).toBe(
      200,
    )
    expect(await names(people.dewi)).toEqual(['Mendesak hari ini false'])
    expect(await names(people.admin)).toEqual(['Mendesak hari ini true'])
    expect((await call(people.dewi, 'DELETE', at)).status).toBe(404)
    expect((await call(people.admin, 'DELETE', at)).status).toBe(200)
    expect(await names(people.citra)).toEqual([])
    expect((await call(people.andi, 'GET', url)).status).toBe(403)
  })

  it('hold plain words only', async () => {
    expect((await save(people.citra, { name: 'x', filters: { 'a b': '1' } })).status).toBe(422)
    expect((await save(people.citra, { name: 'x', filters: { state: 'x'.repeat(201) } })).status).toBe(422)
  })
})
