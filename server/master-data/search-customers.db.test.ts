import { beforeAll, expect, it } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { listCustomerRows } from './search-customers.ts'

const { db } = await testDatabase()

const PEOPLE = [
  ['Budi Santoso', '+6281234567890', 'Jl. Melati 7, Bandung', null],
  ['Agus Budiman', '+628111222333', 'Jl. Kenanga 1, Jakarta', 'PT Maju Jaya'],
  ['Sutrisno', null, 'Jl. Diponegoro 12, Semarang', null],
  ['Rina 100% Asli', '+6281300000001', 'Jl. Mawar 9, Jakarta', 'CV Sinar'],
  ['Ex Pelanggan', '+6281300000002', 'Jl. Mawar 10, Jakarta', null],
] as const

beforeAll(async () => {
  for (const [name, phone, address, company] of PEOPLE)
    await db.insertInto('customers').values({ name, phone, address, company, source: 'MANUAL' }).execute()
  await db
    .updateTable('customers')
    .set({ status: 'INACTIVE', deactivatedAt: new Date() })
    .where('name', '=', 'Ex Pelanggan')
    .execute()
})

const names = async (q: string, filter: object = {}) =>
  (await listCustomerRows(db, { limit: 25, q, ...filter })).items.map((item) => item.name)

it.each([
  // whoever starts so comes before whoever holds it somewhere
  ['budi', ['Budi Santoso', 'Agus Budiman']],
  ['antos', ['Budi Santoso']],
  ['santoso BANDUNG', ['Budi Santoso']],
  ['maju', ['Agus Budiman']],
  ['PT. Maju', ['Agus Budiman']],
  ['0812-3456', ['Budi Santoso']],
  ['+62 812 3456 7890', ['Budi Santoso']],
  ['812 3456', ['Budi Santoso']],
  ['567890', ['Budi Santoso']],
  ['jl mawar 9', ['Rina 100% Asli']],
  // a sign of the pattern language is only a sign
  ['100%', ['Rina 100% Asli']],
  ['%', ['Rina 100% Asli']],
  // slips
  ['sutrsno', ['Sutrisno']],
  ['Diponegroo', ['Sutrisno']],
  ['snatoso', ['Budi Santoso']],
  ['agsu', ['Agus Budiman']],
  ['rina jkarta', ['Rina 100% Asli']],
  ['tidak ada siapa', []],
])('finds %s', async (q, expected) => {
  expect(await names(q)).toEqual(expected)
})

it('keeps the other filters while searching', async () => {
  expect(await names('mawar', { status: 'ACTIVE' })).toEqual(['Rina 100% Asli'])
  expect(await names('mawar', { status: 'INACTIVE' })).toEqual(['Ex Pelanggan'])
  expect(await names('mawar')).toHaveLength(2)
})

it('turns pages through all kinds of hits, each customer once', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < 10; pages++) {
    const page = await listCustomerRows(db, { q: 'jl', limit: 2, ...(cursor && { cursor }) })
    seen.push(...page.items.map((item) => item.name))
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  expect(seen.toSorted()).toEqual(PEOPLE.map(([name]) => name).toSorted())
})

it('refuses a cursor that it did not hand out', async () => {
  const cursor = Buffer.from('["x"]').toString('base64url')
  await expect(listCustomerRows(db, { limit: 2, cursor })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

it('learns the words of a changed customer', async () => {
  await db.updateTable('customers').set({ name: 'Kusumawardhani' }).where('name', '=', 'Sutrisno').execute()
  expect(await names('kusumawrdhani')).toEqual(['Kusumawardhani'])
})
