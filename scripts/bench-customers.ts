// How long a search takes among many customers: node scripts/bench-customers.ts [customers, 500000]
// Fills a database of its own with made-up customers and calls the use-case, one search at a time.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { listCustomerRows } from '../server/master-data/search-customers.ts'
import { openDb, openPool } from '../server/platform/db.ts'
import { openLog } from '../server/platform/log.ts'
import { migrate } from '../server/platform/migrate.ts'
import { startPostgres } from '../server/platform/postgres.ts'

const GOAL_MS = 50
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

/** Milliseconds that a share of the calls stayed below. */
const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0

const folder = mkdtempSync(join(tmpdir(), 'gss-bench-'))
chmodSync(folder, 0o755)
const count = Number(process.argv[2] ?? 500_000)
const postgres = await startPostgres({
  dataDir: join(folder, 'pg'),
  systemDir: join(folder, 'sys'),
  log: () => undefined,
})
try {
  await migrate(postgres.url)
  const pool = openPool(postgres.url, openLog('silent'))
  const db = openDb(pool)
  await fill(pool, count)
  const all: number[] = []
  const rows: Record<string, object> = {}
  for (const [name, q] of Object.entries(QUERIES)) {
    const times: number[] = []
    let hits = 0
    for (let round = 0; round < 22; round++) {
      const start = performance.now()
      const { items } = await listCustomerRows(db, { q, status: 'ACTIVE', limit: 25 })
      // the first two only warm up
      if (round > 1) times.push(performance.now() - start)
      hits = items.length
    }
    all.push(...times)
    const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
    rows[name] = { q, hits, p50: p50.toFixed(1), p95: p95.toFixed(1), ok: p95 < GOAL_MS }
  }
  console.table(rows)
  console.log(
    `${count} customers, ${all.length} searches: p50 ${percentile(all, 0.5).toFixed(1)} ms, p95 ${percentile(all, 0.95).toFixed(1)} ms, goal ${GOAL_MS} ms`,
  )
  await db.destroy()
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
