import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Db, openDb, openPool } from '../platform/db.ts'
import { openLog } from '../platform/log.ts'
import { databaseUrl, runOnce, TEMPLATE } from './global-setup.ts'

export interface TestDatabase {
  url: string
  pool: pg.Pool
  db: Db
}

/**
 * A migrated database for one test file, dropped when the file is done:
 * `const { db } = await testDatabase()` at the top of a `*.db.test.ts`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('databaseServer')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runOnce(server, `create database ${name} template ${TEMPLATE} strategy file_copy`)
  const url = databaseUrl(server, name)
  const pool = openPool(url, openLog('silent'))
  const db = openDb(pool)
  afterAll(async () => {
    await db.destroy()
    await runOnce(server, `drop database if exists ${name} with (force)`)
  })
  return { url, pool, db }
}
