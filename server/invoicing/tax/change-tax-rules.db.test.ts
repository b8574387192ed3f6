import { expect, it } from 'vitest'
import { testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { taxRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const { call } = await testHttp((app) => taxRoutes({ app, db, changed: () => undefined }, db))
const admin = await insertStaff(db, 'admin')
const cs = await insertStaff(db, 'cs')
const terms = { pkp: true, vatRate: 12, baseNumerator: 11, baseDenominator: 12, withholdingRateBp: 200 }
const URL = '/api/v1/settings/tax-rules'

it('shows what an amount comes to', async () => {
  const example = (change: object, amount = 1_250_000) =>
    call(admin, 'POST', `${URL}/example`, { ...terms, ...change, amount })
  expect((await example({})).json()).toEqual({
    subtotal: 1_250_000,
    taxBase: 1_145_833,
    vat: 137_500,
    total: 1_387_500,
    withholding: 25_000,
    transfer: 1_362_500,
  })
  expect((await example({ pkp: false })).json()).toMatchObject({ vat: null, taxBase: null, total: 1_250_000 })
})

it('rules are added by day, removed while unused, and never begin before what was issued', async () => {
  expect((await call(cs, 'GET', URL)).status).toBe(403)
  const add = (validFrom: string, change: object = {}) =>
    call(admin, 'POST', URL, { ...terms, ...change, validFrom })
  expect((await add('2099-01-01', { vatRate: 13 })).status).toBe(201)
  expect((await add('2099-01-01')).json()).toMatchObject({ errors: [{ path: 'validFrom' }] })
  expect((await add('2098-01-01', { baseNumerator: 13 })).json()).toMatchObject({
    errors: [{ path: 'baseNumerator' }],
  })
  // nothing was issued yet, so a rule may also begin in the past
  expect((await add('2026-01-01')).status).toBe(201)
  const { items } = (await call(admin, 'GET', URL)).json() as {
    items: { validFrom: string; state: string }[]
  }
  expect(items.map((item) => [item.validFrom, item.state])).toEqual([
    ['2099-01-01', 'FUTURE'],
    ['2026-01-01', 'CURRENT'],
    ['2025-01-01', 'PAST'],
  ])

  const ticket = await insertOpenTicket(db, cs, await insertCustomer(db))
  await pool.query(
    `insert into invoices (ticket_id, state, number, lines, subtotal, total, tax_rule, created_by, sent_at, approved_at, approved_by, approved_revision)
     values ($1, 'SENT', '001/INV/GSS/X/2026', '[]', 0, 0, '{"validFrom":"2026-01-01"}', $2, '2026-10-15T20:00:00Z', now(), $2, 1)`,
    [ticket.id, admin.id],
  )
  // 20.00 UTC is the next day in the office
  expect((await add('2026-10-16')).json()).toMatchObject({ errors: [{ path: 'validFrom' }] })
  expect((await add('2026-10-17')).status).toBe(201)
  expect((await call(admin, 'DELETE', `${URL}/2026-01-01`)).json()).toMatchObject({ code: 'TAX_RULE_USED' })
  expect((await call(admin, 'DELETE', `${URL}/2026-10-17`)).status).toBe(200)
  expect((await call(admin, 'DELETE', `${URL}/2025-01-01`)).status).toBe(200)
  expect((await call(admin, 'DELETE', `${URL}/2099-01-01`)).status).toBe(200)
  expect((await call(admin, 'DELETE', `${URL}/2099-01-01`)).status).toBe(404)
  const events = await db.selectFrom('events').select('data').where('name', '=', 'settingsChanged').execute()
  expect(events).toHaveLength(6)
})
