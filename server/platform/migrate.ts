import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { StartError } from './start-error.ts'

interface Migration {
  name: string
  sql: string
  sha256: string
}

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url))
// Any number that nothing else in this database locks; nodes that start together queue up on it.
const LOCK = 7_466_001

/**
 * Brings the database at `url` to the newest shape: runs every `migrations/*.sql` it has not seen, in
 * the order of their names, each in a transaction of its own.
 * @returns the names that were run.
 * @throws Error when a migration was edited after it had been applied.
 */
export async function migrate(url: string, folder = FOLDER): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'gss migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`create table if not exists migrations (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from migrations',
    )
    const applied = new Map(rows.map((row) => [row.name, row.sha256]))
    const pending = pendingMigrations(readMigrations(folder), applied)
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.toSorted().map((name) => {
    const sql = readFileSync(`${folder}/${name}`, 'utf8')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

function pendingMigrations(all: Migration[], applied: Map<string, string>): Migration[] {
  const edited = all.find(({ name, sha256 }) => applied.has(name) && applied.get(name) !== sha256)
  if (edited)
    throw new StartError(
      `Migration ${edited.name} was changed after this database had applied it; restore the file and put the change into a new one (while developing you may delete the data folder instead).`,
    )
  const pending = all.filter(({ name }) => !applied.has(name))
  const newest = [...applied.keys()].toSorted().at(-1) ?? ''
  const late = pending.find(({ name }) => name < newest)
  if (late)
    throw new StartError(
      `Migration ${late.name} comes after ${newest}, which has run already; give it a later number.`,
    )
  return pending
}

async function apply(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new StartError(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
