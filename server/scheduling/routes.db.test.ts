import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { buildApp } from '../platform/http/app.ts'
import type { App } from '../platform/http/serve.ts'
import { openLog } from '../platform/log.ts'
import { testDatabase } from '../testing/index.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { schedulingRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const staff = new Map<string, Staff>()
let app: App
let customerId: string
let changes = 0

beforeAll(async () => {
  for (const [name, role] of [
    ['citra', 'cs'],
    ['sari', 'sales'],
    ['andi', 'technician'],
    ['budi', 'technician'],
    ['cahyo', 'technician'],
  ] as const)
    staff.set(name, await insertStaff(db, role, name))
  customerId = await insertCustomer(db)
  app = await buildApp({
    log: openLog('silent'),
    whoIs: async (headers) => staff.get(String(headers['x-person'])) ?? null,
    publicUrl: 'http://gss.test',
    requestsPerMinute: 0,
    trustProxy: false,
  })
  schedulingRoutes({ app, db, changed: () => (changes += 1) }, { db, pool, publicUrl: 'http://gss.test' })
  await app.ready()
})
afterAll(() => app.close())

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
async function call(person: string, method: Method, url: string, body?: object, language = 'id') {
  const answer = await app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { 'x-person': person, 'accept-language': language },
    ...(body && { payload: body }),
  })
  return { status: answer.statusCode, type: answer.headers['content-type'], json: answer.json() }
}
const inHours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()
const wish = (change: object = {}) => ({
  customerId,
  title: 'AC tidak dingin',
  technicianQuota: 2,
  scheduledStart: inHours(2),
  scheduledEnd: inHours(4),
  ...change,
})

it('plays the way from a ticket to a full crew', async () => {
  const opened = await call('citra', 'POST', '/tickets', wish())
  expect(opened.status).toBe(201)
  const { id, code } = opened.json
  expect(opened.json).toMatchObject({
    state: 'OPEN',
    seatsTaken: 0,
    allowedMoves: ['changeDetails', 'notePurchaseOrder', 'broadcastAgain', 'assignTechnician', 'cancel'],
  })
  const pool = await call('andi', 'GET', '/pool')
  expect(pool.json.items).toMatchObject([{ code, refusal: null, mine: false }])

  const won = await call('andi', 'POST', `/tickets/${id}/claim`)
  expect(won).toMatchObject({
    status: 200,
    json: { ok: true, seat: 1, quota: 2, order: 1, ticketState: 'OPEN' },
  })
  expect((await call('budi', 'POST', `/tickets/${id}/claim`)).json).toMatchObject({
    ticketState: 'ASSIGNED',
    order: 2,
  })
  const lost = await call('cahyo', 'POST', `/tickets/${id}/claim`)
  expect(lost).toMatchObject({ status: 409, json: { code: 'POOL_FULL', title: 'Kuota sudah penuh' } })
  expect(lost.type).toContain('application/problem+json')
  expect(lost.json.detail).toMatch(/^Kalah \d+,\d{1,3} detik, kuota 2\/2, Anda urutan 3\.$/)
  const english = await call('cahyo', 'POST', `/tickets/${id}/claim`, undefined, 'en')
  expect(english.json.detail).toMatch(/^Lost by \d+\.\d{1,3} seconds, .* you were number 4\.$/)
  expect((await call('andi', 'POST', `/tickets/${id}/claim`)).json.code).toBe('ALREADY_CLAIMED')

  const receipt = await call('cahyo', 'GET', `/tickets/${id}/claims`)
  expect(receipt.json.items.map((row: { outcome: string }) => row.outcome)).toEqual([
    'WON',
    'WON',
    'POOL_FULL',
    'POOL_FULL',
    'ALREADY_CLAIMED',
  ])
  expect((await call('cahyo', 'POST', `/tickets/${id}/standby`)).json).toEqual({ ok: true, position: 1 })
  const mine = await call('andi', 'GET', '/my-jobs')
  expect(mine.json.items).toMatchObject([{ code, crew: [{ name: 'andi' }, { name: 'budi' }] }])
  expect((await call('budi', 'DELETE', `/tickets/${id}/claim`)).json).toEqual({ ok: true })
  expect((await call('andi', 'DELETE', `/tickets/${id}/claim`, { reason: 'Sakit' })).json).toEqual({
    ok: true,
  })
  const detail = await call('citra', 'GET', `/tickets/${id}`)
  expect(detail.json).toMatchObject({ emergency: true, state: 'OPEN', broadcast: { sent: 0, waiting: 0 } })
  expect(changes).toBeGreaterThan(0)
})

it('answers refusals as problems with a code', async () => {
  const { id } = (await call('citra', 'POST', '/tickets', wish())).json
  expect(await call('citra', 'POST', `/tickets/${id}/claim`)).toMatchObject({
    status: 403,
    json: { code: 'NOT_ALLOWED' },
  })
  expect((await call('andi', 'POST', '/tickets', wish())).status).toBe(403)
  expect((await call('nobody', 'GET', '/tickets')).status).toBe(401)
  expect((await call('sari', 'GET', `/tickets/${id}`)).status).toBe(404)
  expect((await call('citra', 'GET', '/tickets/not-an-id')).status).toBe(404)
  const wrong = await call(
    'citra',
    'POST',
    '/tickets',
    wish({ scheduledEnd: inHours(1), technicianQuota: 1 }),
  )
  expect(wrong).toMatchObject({
    status: 422,
    json: { errors: [{ path: 'scheduledEnd', message: 'Waktu selesai harus sesudah waktu mulai.' }] },
  })
  const none = await call('citra', 'POST', '/tickets', wish({ technicianQuota: 0 }))
  expect(none.json.errors).toEqual([{ path: 'technicianQuota', message: 'Kuota minimal 1 teknisi.' }])
})

it('changes, replaces and cancels', async () => {
  const { id } = (
    await call(
      'citra',
      'POST',
      '/tickets',
      wish({ technicianQuota: 1, scheduledStart: inHours(30), scheduledEnd: inHours(31) }),
    )
  ).json
  const changed = await call('citra', 'PATCH', `/tickets/${id}`, { title: 'AC bocor', priority: 'URGENT' })
  expect(changed.json).toMatchObject({ title: 'AC bocor', priority: 'URGENT' })
  const { assignmentId } = (await call('andi', 'POST', `/tickets/${id}/claim`)).json
  expect((await call('citra', 'PATCH', `/tickets/${id}`, { title: 'Lain' })).json.code).toBe('TICKET_TAKEN')
  const replaced = await call('citra', 'POST', `/tickets/${id}/replacements`, {
    assignmentId,
    reason: 'Tidak datang',
  })
  expect(replaced.json).toMatchObject({ state: 'OPEN', emergency: true, seatsTaken: 0 })
  const cancelled = await call('citra', 'POST', `/tickets/${id}/cancel`, { reason: 'Dobel' })
  expect(cancelled.json).toMatchObject({ state: 'CANCELLED', cancelReason: 'Dobel', allowedMoves: [] })
  const list = await call('citra', 'GET', '/tickets?state=CANCELLED&limit=1')
  expect(list.json.items).toMatchObject([{ id }])
})
