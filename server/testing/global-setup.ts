import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openPool } from '../platform/db.ts'
import { openLog } from '../platform/log.ts'
import { migrate } from '../platform/migrate.ts'
import { reachable, unprivilegedUser } from '../platform/postgres-place.ts'
import { startPostgres } from '../platform/postgres.ts'
import { isAlive } from '../platform/process-facts.ts'
import { migrateTasks } from '../platform/tasks.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the test cluster's maintenance database. */
    databaseServer: string
  }
}

const PREFIX = 'test-cluster-'
const UNSAFE_BUT_FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
}

export const TEMPLATE = 'gss_template'

/** One throw-away cluster per run with one migrated database, which every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cache = folderForClusters(join(project.config.root, '.cache'))
  await removeLeftovers(cache)
  const dataDir = join(cache, `${PREFIX}${process.pid}`)
  const said: string[] = []
  const postgres = await startPostgres({ dataDir, log: (line) => said.push(line), settings: UNSAFE_BUT_FAST })
  const template = databaseUrl(postgres.url, TEMPLATE)
  await runOnce(postgres.url, `create database ${TEMPLATE}`)
  await migrate(template)
  const pool = openPool(template, openLog('silent'), 1)
  await migrateTasks(pool)
  await pool.end()
  project.provide('databaseServer', postgres.url)
  return async () => {
    await postgres.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  return url.replace(/\/[^/?]*\?/, `/${database}?`)
}

/** One statement on a connection of its own. */
export async function runOnce(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** `.cache` of the project, unless it lies in a home that PostgreSQL's unprivileged user cannot enter. */
function folderForClusters(cache: string): string {
  fs.mkdirSync(cache, { recursive: true })
  return reachable(cache, unprivilegedUser()) ? cache : join(tmpdir(), 'gss-tests')
}

/** Clusters of runs that were killed: stopped and removed. */
async function removeLeftovers(cache: string): Promise<void> {
  fs.mkdirSync(cache, { recursive: true })
  for (const name of fs.readdirSync(cache)) {
    const run = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length) : Number.NaN)
    if (Number.isNaN(run) || isAlive(run)) continue
    const dataDir = join(cache, name)
    if (fs.existsSync(join(dataDir, 'cluster/postmaster.pid')))
      await (await startPostgres({ dataDir, log: () => undefined })).stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}
