import type pg from 'pg'
import { listCustomerRows } from '../../server/master-data/search-customers.ts'
import { atMost, type Figure, percentile, told } from '../figure.ts'
import type { Stage } from '../stage.ts'

export const about = 'search among 500,000 made-up customers, one search at a time'

const CUSTOMERS = 500_000
const GOAL_MS = 50
const ROUNDS = 20

const QUERIES: Record<string, string> = {
  'name, start': 'budi',
  'name, two words': 'budi santoso',
  'one letter': 's',
  'two letters, rare': 'zq',
  'rare name': 'wijayakusuma',
  'middle of a word': 'antoso',
  'phone, whole': '0812-0012-3456',
  'phone, start': '081200',
  'phone, end': '123456',
  company: 'pt maju jaya',
  'street and number': 'jl melati 77',
  'common word': 'jakarta',
  'words across fields': 'siti bandung',
  'typo in a name': 'sutrsno',
  'typo, short name': 'bdui',
  'two typos': 'santsoo jakrta',
  'typo in a street': 'diponegroo',
  nothing: 'xyzzyqwv',
  'nothing, two words': 'budi xyzzyqwv',
}

const FILL = `
  with words as (select
    array['Budi','Siti','Agus','Dewi','Eko','Sri','Joko','Rina','Andi','Wati','Hendra','Yuni','Rudi','Lestari','Bambang','Nur','Ahmad','Fitri','Dian','Surya','Made','Ketut','Wayan','Putu','Asep','Ujang','Cecep','Titin','Slamet','Sutrisno'] first,
    array['Santoso','Wijaya','Pratama','Hidayat','Saputra','Kusuma','Lestari','Nugroho','Setiawan','Rahmawati','Susanto','Gunawan','Hartono','Siregar','Nasution','Simanjuntak','Purnomo','Wibowo','Maulana','Anggraini','Suryani','Utami','Permana','Firmansyah','Halim'] last,
    array['Melati','Mawar','Sudirman','Diponegoro','Gatot Subroto','Ahmad Yani','Kenanga','Anggrek','Pahlawan','Merdeka','Cendana','Veteran','Kartini','Imam Bonjol','Pemuda','Raya Bogor'] street,
    array['Jakarta','Bandung','Surabaya','Semarang','Medan','Makassar','Denpasar','Bekasi','Depok','Tangerang','Bogor','Yogyakarta','Malang','Palembang'] city,
    array['Maju Jaya','Sinar Abadi','Karya Mandiri','Sumber Rejeki','Cipta Utama','Berkah Sentosa'] company)
  insert into customers (name, phone, address, company, source)
  -- letters of a hash stand for the many names that occur once
  select first[1 + abs(hashint4(n)) % 30] || ' ' ||
      case when n % 10 = 0 then initcap(translate(left(md5(n::text), 7), '0123456789', 'aiueonrstl')) else last[1 + abs(hashint4(n + 1)) % 25] end,
    '+62812' || lpad(n::text, 8, '0'),
    'Jl. ' || street[1 + abs(hashint4(n + 2)) % 16] || ' No. ' || 1 + abs(hashint4(n + 3)) % 300 || ', ' || city[1 + abs(hashint4(n + 4)) % 14],
    case when n % 7 = 0 then 'PT ' || company[1 + abs(hashint4(n + 5)) % 6] || ' ' || n % 500 end, 'IMPORT'
  from words, generate_series($1::int, $2::int) n`

async function fill(pool: pg.Pool, count: number): Promise<void> {
  for (let first = 1; first <= count; first += 50_000)
    await pool.query(FILL, [first, Math.min(first + 49_999, count)])
  await pool.query(
    `insert into customers (name, phone, address, source) values ('Raden Wijayakusuma', null, 'Jl. Kaliurang Km 5, Sleman', 'MANUAL')`,
  )
  await pool.query('vacuum analyze customers')
  await pool.query('vacuum analyze customer_words')
}

export async function measure(stage: Stage): Promise<Figure[]> {
  const { pool, db } = await stage.database()
  await fill(pool, CUSTOMERS)
  const all: number[] = []
  let slowest = { name: '', p95: 0 }
  for (const [name, q] of Object.entries(QUERIES)) {
    const search = () => listCustomerRows(db, { q, status: 'ACTIVE', limit: 25 })
    await search()
    await search()
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now()
      await search()
      times.push(performance.now() - start)
    }
    all.push(...times)
    const p95 = percentile(times, 0.95)
    if (p95 > slowest.p95) slowest = { name, p95 }
  }
  return [
    told('customer search, p50', percentile(all, 0.5), 'ms'),
    atMost('customer search, p95', percentile(all, 0.95), 'ms', GOAL_MS),
    atMost(`customer search, p95 of the slowest kind (${slowest.name})`, slowest.p95, 'ms', GOAL_MS),
  ]
}
