import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ROOT } from '../server/platform/config.ts'
import { type Db, openDb, openPool } from '../server/platform/db.ts'
import { openLog } from '../server/platform/log.ts'
import { migrate } from '../server/platform/migrate.ts'
import { reachable, unprivilegedUser } from '../server/platform/postgres-place.ts'
import { type RunningPostgres, startPostgres } from '../server/platform/postgres.ts'
import { migrateTasks } from '../server/platform/tasks.ts'
import { type Node, type NodeOptions, startNode } from './node.ts'
import { openVendors, type Vendors } from './vendors.ts'

export type Database = { url: string; pool: pg.Pool; db: Db }

/** What a measurement works with; everything it opened is gone when the measurement is over. */
export type Stage = {
  /** for files; on the same disk as the databases */
  folder: string
  /** an empty, migrated database on a PostgreSQL with the settings of production: nothing is faster than it is there */
  database(): Promise<Database>
  /** fake WhatsApp and Telegram that answer at once and note when they were called */
  vendors(): Promise<Vendors>
  /** the real server as a process of its own; several may share one database */
  node(options: NodeOptions): Promise<Node>
  /** something else to undo at the end */
  later(undo: () => Promise<unknown> | undefined): void
  close(): Promise<void>
}

/** A stage of its own for each measurement, so that none inherits another's full tables or warm caches. */
export function openStage(name: string): Stage {
  const folder = makeFolder(name)
  const undo: (() => Promise<unknown> | undefined)[] = [
    async () => rmSync(folder, { recursive: true, force: true }),
  ]
  let postgres: Promise<RunningPostgres> | undefined
  let databases = 0

  async function cluster(): Promise<RunningPostgres> {
    postgres ??= startPostgres({
      dataDir: join(folder, 'postgres'),
      systemDir: join(folder, 'system'),
      log: () => undefined,
      settings: { max_connections: '200' },
    }).then((running) => {
      undo.push(() => running.stop())
      return running
    })
    return await postgres
  }

  return {
    folder,
    async database() {
      const { url: base } = await cluster()
      databases += 1
      const url = base.replace(/\/[^/?]*\?/, `/bench_${databases}?`)
      await runOnce(base, `create database bench_${databases}`)
      await migrate(url)
      const pool = openPool(url, openLog('silent'))
      const db = openDb(pool)
      undo.push(() => db.destroy())
      await migrateTasks(pool)
      return { url, pool, db }
    },
    async vendors() {
      const vendors = await openVendors()
      undo.push(() => vendors.stop())
      return vendors
    },
    async node(options) {
      const node = await startNode(join(folder, 'data'), options)
      undo.push(() => node.stop())
      return node
    },
    later: (step) => void undo.push(step),
    async close() {
      for (const step of undo.toReversed())
        await Promise.resolve(step()).catch((error: unknown) => console.error(error))
    },
  }
}

/** In `.cache` of the project, on a real disk; elsewhere when PostgreSQL's own user cannot get there. */
function makeFolder(name: string): string {
  const cache = join(ROOT, '.cache/bench')
  mkdirSync(cache, { recursive: true })
  const parent = reachable(cache, unprivilegedUser()) ? cache : tmpdir()
  const folder = mkdtempSync(join(parent, `bench-${name}-`))
  chmodSync(folder, 0o755)
  return folder
}

async function runOnce(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
