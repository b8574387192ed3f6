import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { insertStaff } from '../../testing/people.ts'
import { ticketDeskRoutes } from '../desk/routes.ts'

const { db } = await testDatabase()
const files = testFiles()
const { call } = await testHttp((app) =>
  ticketDeskRoutes({ app, db, changed: () => undefined }, { db, files, publicUrl: 'https://gss.example' }),
)
const people = {} as Record<'admin' | 'citra' | 'dewi' | 'andi', Staff>
beforeAll(async () => {
  people.admin = await insertStaff(db, 'admin', 'Admin')
  people.citra = await insertStaff(db, 'cs', 'Citra')
  people.dewi = await insertStaff(db, 'cs', 'Dewi')
  people.andi = await insertStaff(db, 'technician', 'Andi')
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
