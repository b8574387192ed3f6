import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, expect, it } from 'vitest'
import { buildApp } from '../../platform/http/app.ts'
import type { App } from '../../platform/http/serve.ts'
import type { Staff } from '../../platform/actor.ts'
import { openFiles } from '../../platform/files.ts'
import { openLog } from '../../platform/log.ts'
import { migrateTasks } from '../../platform/tasks.ts'
import { writeXlsx } from '../../platform/xlsx.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { testDatabase } from '../../testing/index.ts'
import { importRoutes } from './routes.ts'
import { importTasks } from './tasks.ts'

const { db, pool } = await testDatabase()
const files = openFiles(pathToFileURL(mkdtempSync(join(tmpdir(), 'gss-import-'))).href)
const people = new Map<string, Staff>()
const tasks = importTasks({ db, files })
let app: App

beforeAll(async () => {
  await migrateTasks(pool)
  people.set('citra', await insertStaff(db, 'cs', 'Citra'))
  people.set('sari', await insertStaff(db, 'sales', 'Sari'))
  app = await buildApp({
    log: openLog('silent'),
    whoIs: async (headers) => people.get(String(headers['x-person'])) ?? null,
    publicUrl: 'http://gss.test',
    requestsPerMinute: 0,
    trustProxy: false,
  })
  importRoutes({ app, db, changed: () => undefined }, { db, files })
  await app.ready()
  return () => app.close()
})

const call = async (method: 'GET' | 'POST', url: string, person = 'citra') =>
  await app.inject({ method, url: `/api/v1${url}`, headers: { 'x-person': person } })

async function upload(bytes: Buffer | string, person = 'citra') {
  const form = new FormData()
  form.append('file', new Blob([bytes as BlobPart]), 'daftar.csv')
  const request = new Request('http://x', { method: 'POST', body: form })
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/customer-imports',
    headers: { 'x-person': person, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, json: answer.json() }
}

const work = (name: string, importId: string) => tasks[name]?.({ importId } as never)

it('reads, shows what is wrong, takes the good rows over once, and tells what became of each', async () => {
  await insertCustomer(db, { name: 'Lama', phone: '+6281200000001' })
  const { status, json } = await upload(
    [
      'Nama;No HP;Alamat;Email',
      'Anisa;0812-0000-0002;Jl. Mawar 1, Bandung;',
      ';0812-0000-0003;Jl. Mawar 2;',
      'Budi;12;Jl. Mawar 3;bukan-email',
      'Cici;081200000002;Jl. Mawar 4;',
      'Dedi;081200000001;Jl. Mawar 5;',
      '',
      'Eka;;Jl. Mawar 6;EKA@contoh.id',
    ].join('\r\n'),
  )
  expect(status).toBe(201)
  expect(json).toMatchObject({ status: 'READING', fileName: 'daftar.csv', createdBy: { name: 'Citra' } })
  expect((await call('POST', `/customer-imports/${json.id}/start`)).json()).toMatchObject({
    code: 'IMPORT_NOT_READY',
  })

  await work('checkCustomerImport', json.id)
  const ready = (await call('GET', `/customer-imports/${json.id}`)).json()
  expect(ready).toMatchObject({ status: 'READY', total: 6, good: 2, bad: 2, duplicates: 2, imported: 0 })
  expect(ready.columns).toEqual({ name: 'Nama', phone: 'No HP', address: 'Alamat', email: 'Email' })
  const bad = (await call('GET', `/customer-imports/${json.id}/rows?state=BAD&limit=1`)).json()
  expect(bad.items).toMatchObject([{ line: 3, problems: [{ field: 'name', message: 'Wajib diisi.' }] }])
  const next = (
    await call('GET', `/customer-imports/${json.id}/rows?state=BAD&limit=1&cursor=${bad.nextCursor}`)
  ).json()
  expect(next.items).toMatchObject([
    { line: 4, name: 'Budi', problems: [{ field: 'phone' }, { field: 'email' }] },
  ])

  expect((await call('POST', `/customer-imports/${json.id}/start`)).statusCode).toBe(200)
  await Promise.all([work('runCustomerImport', json.id), work('runCustomerImport', json.id)])
  expect((await call('GET', `/customer-imports/${json.id}`)).json()).toMatchObject({
    status: 'DONE',
    imported: 2,
  })
  const made = await db
    .selectFrom('customers')
    .select(['name', 'email', 'source'])
    .where('source', '=', 'IMPORT')
    .orderBy('name')
    .execute()
  expect(made).toEqual([
    { name: 'Anisa', email: null, source: 'IMPORT' },
    { name: 'Eka', email: 'eka@contoh.id', source: 'IMPORT' },
  ])
  const events = await db.selectFrom('events').select(['name', 'relayedAt']).orderBy('id').execute()
  expect(events.map((event) => event.name)).toEqual([
    'customerRegistered',
    'customerRegistered',
    'customersImported',
  ])
  // one signal at the end instead of one for each
  expect(events.map((event) => event.relayedAt === null)).toEqual([false, false, true])

  const result = await call('GET', `/customer-imports/${json.id}/result?format=csv`)
  expect(result.headers['content-disposition']).toContain('hasil-impor-pelanggan.csv')
  expect(result.payload.split('\r\n')).toContain(
    '5,Sudah ada,No HP: Nomor yang sama sudah ada di baris sebelumnya.,Cici,081200000002,Jl. Mawar 4,,',
  )
})

it('goes on where it was stopped, and counts who became a customer meanwhile', async () => {
  const lines = Array.from({ length: 1200 }, (_, index) => `Orang ke,0813${String(10_000_000 + index)}`)
  const { json } = await upload(['Nama,HP', ...lines].join('\n'))
  await work('checkCustomerImport', json.id)
  await insertCustomer(db, { phone: '+6281310000007' })
  await call('POST', `/customer-imports/${json.id}/start`)
  // whoever stops it does so between two batches
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('customerImports').set({ status: 'STOPPED' }).where('id', '=', json.id).execute()
  })
  await work('runCustomerImport', json.id)
  expect((await call('GET', `/customer-imports/${json.id}`)).json()).toMatchObject({
    status: 'STOPPED',
    imported: 0,
  })
  await call('POST', `/customer-imports/${json.id}/start`)
  expect((await call('POST', `/customer-imports/${json.id}/stop`)).json()).toMatchObject({
    status: 'STOPPED',
  })
  await call('POST', `/customer-imports/${json.id}/start`)
  await work('runCustomerImport', json.id)
  expect((await call('GET', `/customer-imports/${json.id}`)).json()).toMatchObject({
    status: 'DONE',
    total: 1200,
    good: 1199,
    imported: 1199,
    duplicates: 1,
  })
})

it.each([
  ['Kode,Harga\n1,2', 'noNameColumn'],
  ['Nama,HP\n\n', 'empty'],
])('says why %j cannot be used', async (text, problem) => {
  const { json } = await upload(text)
  await work('checkCustomerImport', json.id)
  expect((await call('GET', `/customer-imports/${json.id}`)).json()).toMatchObject({
    status: 'FAILED',
    problem,
  })
})

it('refuses what is no list, and who may not', async () => {
  expect(await upload(Buffer.from('%PDF-1.7 x'))).toMatchObject({
    status: 422,
    json: { errors: [{ path: 'file' }] },
  })
  expect((await upload(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).status).toBe(422)
  expect((await upload('Nama\nA B', 'sari')).status).toBe(403)
  expect((await call('GET', `/customer-imports/${crypto.randomUUID()}`)).statusCode).toBe(404)
  expect((await call('POST', `/customer-imports/${crypto.randomUUID()}/start`)).statusCode).toBe(404)
  expect((await call('GET', '/customer-export', 'sari')).statusCode).toBe(403)
})

it('exports what the filter finds, and reads its own export and template back', async () => {
  await db
    .insertInto('customers')
    .values({ name: '=HYPERLINK("x")', phone: '+6581234567', address: 'Jl. Ekspor 1', source: 'MANUAL' })
    .execute()
  const csv = (await call('GET', '/customer-export?format=csv&q=ekspor')).payload
  expect(csv).toMatch(/^\uFEFFNama,No HP,Alamat/)
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`)
  expect(csv.trim().split('\r\n')).toHaveLength(2)
  const xlsx = await call('GET', '/customer-export?status=ACTIVE')
  const rows = await readSheet(xlsx.rawPayload)
  const { count } = await db
    .selectFrom('customers')
    .select((on) => on.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  expect(rows).toHaveLength(count + 1)
  const template = await call('GET', '/customer-import-template')
  expect(await readSheet(template.rawPayload)).toEqual([['Nama', 'No HP', 'Alamat', 'Perusahaan', 'Email']])
})

it('reads a spreadsheet', async () => {
  const parts: Buffer[] = []
  for await (const part of writeXlsx('Data', [
    ['Nama', 'WA'],
    ['Fajar Xl', 81_400_000_001],
  ]))
    parts.push(part)
  const { json } = await upload(Buffer.concat(parts))
  await work('checkCustomerImport', json.id)
  const rows = (await call('GET', `/customer-imports/${json.id}/rows`)).json()
  expect(rows.items).toMatchObject([{ state: 'GOOD', name: 'Fajar Xl', phone: '81400000001' }])
  expect((await call('GET', '/customer-imports')).json().items[0]).toMatchObject({
    id: json.id,
    status: 'READY',
  })
})
