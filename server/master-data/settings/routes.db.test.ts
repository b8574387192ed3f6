import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import type { Auth } from '../../platform/auth.ts'
import { openFiles } from '../../platform/files.ts'
import { openLog } from '../../platform/log.ts'
import { say, standardTexts } from '../../platform/texts.ts'
import { formOf, testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertStaff } from '../../testing/people.ts'
import { readCompany } from '../reads.ts'
import { masterDataRoutes } from '../routes.ts'
import { readLogo, readSigning } from './change-picture.ts'
import { loadChatTexts } from './change-texts.ts'
import { followChatTexts } from './follow-texts.ts'

const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gss-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const files = openFiles(pathToFileURL(folder).href)
const { call } = await testHttp((app) => {
  const http = { app, db, changed: () => undefined }
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
const changes = async () =>
  (
    await db
      .selectFrom('events')
      .select(['data', 'actorId'])
      .where('name', '=', 'settingsChanged')
      .orderBy('id')
      .execute()
  ).map((event) => (event.data as { fields: string[] }).fields.join())

it('the 2026 list is there exactly', async () => {
  const { items } = (await call(cs, 'GET', '/api/v1/settings/holidays?year=2026')).json() as {
    items: { date: string; kind: string }[]
  }
  const of = (kind: string) =>
    items.filter((item) => item.kind === kind).map((item) => item.date.slice(5).replace('-', '/'))
  expect(of('national').join(' ')).toBe(
    '01/01 01/16 02/17 03/19 03/21 03/22 04/03 04/05 05/01 05/14 05/27 05/31 06/01 06/16 08/17 08/25 12/25',
  )
  expect(of('joint_leave').join(' ')).toBe('02/16 03/18 03/20 03/23 03/24 05/15 05/28 12/24')
})

it('admin adds, removes and imports holidays; others look', async () => {
  const day = { date: '2027-01-01', name: 'Tahun Baru', kind: 'national' }
  expect((await call(cs, 'POST', '/api/v1/settings/holidays', day)).status).toBe(403)
  expect((await call(admin, 'POST', '/api/v1/settings/holidays', day)).status).toBe(201)
  const twice = await call(admin, 'POST', '/api/v1/settings/holidays', day)
  expect(twice.json()).toMatchObject({ code: 'INVALID_INPUT', errors: [{ path: 'date' }] })
  const csv =
    'tanggal,nama,jenis\n2027-01-01,Tahun Baru 2027,nasional\nkapan,Apa,nasional\n2027-12-24,Cuti bersama Natal'
  const imported = await call(admin, 'POST', '/api/v1/settings/holidays/import', { csv })
  expect(imported.json()).toEqual({
    taken: 2,
    problems: [{ line: 3, text: 'kapan,Apa,nasional', problem: 'date' }],
  })
  expect((await call(admin, 'DELETE', '/api/v1/settings/holidays/2027-12-24')).status).toBe(200)
  expect((await call(admin, 'DELETE', '/api/v1/settings/holidays/2027-12-24')).status).toBe(404)
  const left = (await call(cs, 'GET', '/api/v1/settings/holidays?year=2027')).json()
  expect(left).toEqual({ items: [{ ...day, name: 'Tahun Baru 2027' }] })
})

it('working hours are checked day by day', async () => {
  const { workingHours } = (await call(cs, 'GET', '/api/v1/settings/calendar')).json() as {
    workingHours: ({ from: string; to: string } | null)[]
  }
  const wrong = workingHours.with(2, { from: '17:00', to: '08:00' })
  const refused = await call(admin, 'PATCH', '/api/v1/settings/calendar', { workingHours: wrong })
  expect(refused.json()).toMatchObject({ errors: [{ path: 'workingHours.2.to' }] })
  const next = {
    workingHours: workingHours.with(6, null),
    jointLeaveIsWorkingDay: false,
    tellsWhenClosed: true,
  }
  expect((await call(admin, 'PATCH', '/api/v1/settings/calendar', next)).json()).toEqual(next)
  expect((await call(cs, 'GET', '/api/v1/settings/calendar')).json()).toEqual(next)
})

it('a logo is what its bytes are, and papers get it', async () => {
  const send = (bytes: Buffer) => call(admin, 'POST', '/api/v1/company/logo', formOf({ picture: bytes }))
  for (const bytes of [Buffer.from('<svg onload="x"/>'), Buffer.from('%PDF-1.4 x')])
    expect((await send(bytes)).json()).toMatchObject({ errors: [{ path: 'picture' }] })
  const png = await sharp({ create: { width: 1600, height: 400, channels: 3, background: '#0b6e6e' } })
    .png()
    .toBuffer()
  expect((await send(png.subarray(0, 60))).status).toBe(422)
  expect((await send(png)).status).toBe(200)
  const company = await readCompany(db)
  const { logo } = await readLogo(db, files, company)
  expect(await sharp(logo ?? Buffer.alloc(0)).metadata()).toMatchObject({
    format: 'png',
    width: 800,
    height: 200,
  })
  // changing the profile leaves the logo alone
  await call(admin, 'PATCH', '/api/v1/company', { city: 'Bandung' })
  expect(await readCompany(db)).toMatchObject({ city: 'Bandung', logoFileId: company.logoFileId })
  expect((await call(cs, 'DELETE', '/api/v1/company/logo')).status).toBe(403)
  await call(admin, 'DELETE', '/api/v1/company/logo')
  expect(await readLogo(db, files, await readCompany(db))).toEqual({ logo: null })
})

const ink = (width: number, height: number) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/><circle cx="200" cy="150" r="60" fill="none" stroke="#1a2f9c" stroke-width="9"/></svg>`,
    ),
  )
    .png()
    .toBuffer()

it('signature and stamp lose the empty paper, and letters get both as one picture', async () => {
  const send = (which: string, bytes: Buffer) =>
    call(admin, 'POST', `/api/v1/company/${which}`, formOf({ picture: bytes }))
  expect((await send('face', await ink(600, 400))).status).toBe(404)
  expect(await readSigning(db, files, await readCompany(db))).toEqual({ signature: null, stamp: null })
  const blank = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  expect((await send('stamp', blank)).status).toBe(422)
  expect((await send('stamp', await ink(600, 400))).status).toBe(200)
  const { stamp } = await readSigning(db, files, await readCompany(db))
  const { width, height } = await sharp(stamp ?? Buffer.alloc(0)).metadata()
  expect(Math.max(width, height)).toBeLessThan(140)
  expect((await send('signature', await ink(700, 300))).status).toBe(200)
  const { signature } = await readSigning(db, files, await readCompany(db))
  expect(await sharp(signature ?? Buffer.alloc(0)).metadata()).toMatchObject({ width: 600, height: 240 })
  expect((await call(cs, 'POST', '/api/v1/company/stamp', formOf({ picture: blank }))).status).toBe(403)
  for (const which of ['signature', 'stamp'])
    expect((await call(admin, 'DELETE', `/api/v1/company/${which}`)).status).toBe(200)
  expect((await readSigning(db, files, await readCompany(db))).signature).toBeNull()
})

it('own words are spoken by every node, and the standard comes back', async () => {
  const key = 'customer.partlyPaid'
  const standard = standardTexts('chat')[key] ?? ''
  const url = `/api/v1/settings/texts/${key}`
  const lost = await call(admin, 'PATCH', url, { text: 'Terima kasih.' })
  expect(lost.json()).toMatchObject({ errors: [{ path: 'text' }] })
  const own = `Makasih ya. ${standard}`
  expect((await call(cs, 'PATCH', url, { text: own })).status).toBe(403)
  expect((await call(admin, 'PATCH', url, { text: own })).json()).toMatchObject({
    text: own,
    standard,
    changed: true,
  })

  const heard: ((payload: string) => void)[] = []
  const bus = { on: (_: unknown, listener: (payload: string) => void) => (heard.push(listener), () => true) }
  const following = await followChatTexts(db, bus, openLog('silent'))
  expect(say(`chat:${key}`, { name: 'Ratna' })).toMatch(/^Makasih ya\. Terima kasih Ratna/)
  expect(standardTexts('chat')[key]).toBe(standard)

  await call(admin, 'PATCH', url, { text: null })
  heard.forEach((listener) => listener('[{"name":"settingsChanged"}]'))
  await expect.poll(() => say(`chat:${key}`, { name: 'Ratna' })).toMatch(/^Terima kasih Ratna/)
  await following.stop()
})

it('words and menus that are no messages are not offered', async () => {
  const { items } = (await call(admin, 'GET', '/api/v1/settings/texts')).json() as {
    items: { key: string; limit: number }[]
  }
  const keys = items.map((item) => item.key)
  expect(keys).toContain('registration.help')
  expect(keys.filter((key) => /^(kind|delivery|template)\.|\.command\./.test(key))).toEqual([])
  expect((await call(admin, 'PATCH', '/api/v1/settings/texts/kind.image', { text: 'x' })).status).toBe(404)
  // every standard text keeps its own rules
  const { textProblem } = await import('./rules.ts')
  const broken = (
    items as never as { key: string; standard: string; limit: number; samples: Record<string, string> }[]
  )
    .map((item) => [item.key, textProblem(item.standard, item)])
    .filter(([, problem]) => problem !== null)
  expect(broken).toEqual([])
  await loadChatTexts(db)
})

it('every change left its event', async () => {
  expect(await changes()).toEqual([
    'holidays',
    'holidays',
    'holidays',
    'calendar',
    'logo',
    'city',
    'logo',
    'stamp',
    'signature',
    'signature',
    'stamp',
    'text:customer.partlyPaid',
    'text:customer.partlyPaid',
  ])
})

it('quiet hours: admin alone, real clocks, and not of no length', async () => {
  const url = '/api/v1/settings/quiet-hours'
  expect((await call(cs, 'GET', url)).status).toBe(403)
  const now = (await call(admin, 'GET', url)).json() as { customer: { from: string } }
  expect(now.customer).toEqual({ enabled: true, from: '20:00', to: '07:00' })
  const wish = {
    customer: { enabled: true, from: '21:30', to: '06:00' },
    staff: { enabled: false, from: '21:00', to: '21:00' },
  }
  expect((await call(admin, 'PATCH', url, wish)).json()).toEqual(wish)
  expect((await call(admin, 'GET', url)).json()).toEqual(wish)
  const empty = { ...wish, staff: { enabled: true, from: '21:00', to: '21:00' } }
  expect((await call(admin, 'PATCH', url, empty)).json()).toMatchObject({ errors: [{ path: 'staff.to' }] })
  const wrong = { ...wish, customer: { enabled: true, from: '25:00', to: '06:00' } }
  expect((await call(admin, 'PATCH', url, wrong)).json()).toMatchObject({
    errors: [{ path: 'customer.from' }],
  })
})
