import { expect, it } from 'vitest'
import type { Auth } from '../../platform/auth.ts'
import { openFiles } from '../../platform/files.ts'
import { testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertStaff } from '../../testing/people.ts'
import { masterDataRoutes } from '../routes.ts'

const { db } = await testDatabase()
const { call } = await testHttp((app) => {
  const http = { app, db, changed: () => undefined }
  const files = openFiles('file:///tmp/gss-no-files')
  masterDataRoutes(http, {
    db,
    files,
    auth: null as never as Auth,
    botUsername: () => 'bot',
    rehearsal: false,
  })
})
const admin = await insertStaff(db, 'admin')
const cs = await insertStaff(db, 'cs')

it('admin keeps the catalogue; people have skills out of it, and are found by them', async () => {
  expect((await call(cs, 'POST', '/api/v1/skills', { name: 'AC' })).status).toBe(403)
  for (const name of ['AC', 'Genset', 'Listrik'])
    expect((await call(admin, 'POST', '/api/v1/skills', { name })).status).toBe(201)
  const twice = await call(admin, 'POST', '/api/v1/skills', { name: ' genset ' })
  expect(twice.status).toBe(422)
  expect(twice.json()).toMatchObject({ errors: [{ path: 'name' }] })

  const andi = await insertStaff(db, 'technician', 'Andi')
  const change = { skills: ['Genset', 'AC'], homeArea: 'Cimahi', homePoint: { lat: -6.87, lng: 107.54 } }
  const changed = await call(cs, 'PATCH', `/api/v1/users/${andi.id}`, change)
  expect(changed.json()).toMatchObject({ ...change, skills: ['AC', 'Genset'] })
  await insertStaff(db, 'technician', 'Budi')
  const find = async (query: string) =>
    ((await call(cs, 'GET', `/api/v1/users?${query}`)).json() as { items: { name: string }[] }).items.map(
      (item) => item.name,
    )
  expect(await find('skill=Genset')).toEqual(['Andi'])
  expect(await find('skill=Listrik')).toEqual([])
  expect(await find('area=cima&role=technician')).toEqual(['Andi'])
  expect(await find('area=%25')).toEqual([])

  const unknown = await call(cs, 'PATCH', `/api/v1/users/${andi.id}`, { skills: ['Sulap'] })
  expect([unknown.status, unknown.json()]).toMatchObject([422, { errors: [{ path: 'skills' }] }])
  await call(admin, 'PATCH', '/api/v1/skills/Genset', { name: 'Genset & UPS' })
  expect(await find('skill=Genset%20%26%20UPS')).toEqual(['Andi'])
  const left = await call(admin, 'DELETE', '/api/v1/skills/AC')
  expect(left.json()).toEqual({
    items: [
      { name: 'Genset & UPS', people: 1 },
      { name: 'Listrik', people: 0 },
    ],
  })
  expect((await call(admin, 'DELETE', '/api/v1/skills/AC')).status).toBe(404)
  const events = await db.selectFrom('events').select('data').where('name', '=', 'settingsChanged').execute()
  expect(events).toHaveLength(5)
})

it('admin cuts a Telegram account from a person, CS does not', async () => {
  const andi = await insertStaff(db, 'technician')
  await db.insertInto('telegramLinks').values({ staffId: andi.id, telegramId: 77 }).execute()
  const url = `/api/v1/users/${andi.id}/telegram-link`
  expect((await call(cs, 'DELETE', url)).status).toBe(403)
  expect((await call(admin, 'DELETE', url)).status).toBe(200)
  expect(await db.selectFrom('telegramLinks').selectAll().where('staffId', '=', andi.id).execute()).toEqual(
    [],
  )
  expect((await call(admin, 'DELETE', url)).status).toBe(404)
  const last = await db.selectFrom('events').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()
  expect(last).toMatchObject({ name: 'staffChanged', data: { staffId: andi.id, fields: ['telegram'] } })
})
