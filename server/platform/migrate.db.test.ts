import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { migrate } from './migrate.ts'

const { url, pool } = await testDatabase()
let folder = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  await pool.query('drop schema public cascade; create schema public')
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
const tables = async () => {
  const { rows } = await pool.query(
    `select table_name from information_schema.tables where table_schema = 'public' order by 1`,
  )
  return rows.map((row) => row.table_name)
}

test('runs new files in the order of their names, and each only once', async () => {
  write('0002_b.sql', 'alter table a add column b int; create table c (id int)')
  write('0001_a.sql', 'create table a (id int)')
  expect(await migrate(url, folder)).toEqual(['0001_a.sql', '0002_b.sql'])
  expect(await migrate(url, folder)).toEqual([])
  write('0003_d.sql', 'create table d (id int)')
  expect(await migrate(url, folder)).toEqual(['0003_d.sql'])
  expect(await tables()).toEqual(['a', 'c', 'd', 'migrations'])
})

test('a failing file leaves nothing of itself behind and names itself', async () => {
  write('0001_a.sql', 'create table a (id int)')
  write('0002_b.sql', 'create table b (id int); select * from nowhere')
  await expect(migrate(url, folder)).rejects.toThrow(/0002_b\.sql.*nowhere/)
  expect(await tables()).toEqual(['a', 'migrations'])
})

test('refuses an edited file and one that sorts before what has run', async () => {
  write('0002_b.sql', 'create table b (id int)')
  await migrate(url, folder)
  write('0001_a.sql', 'create table a (id int)')
  await expect(migrate(url, folder)).rejects.toThrow(/0001_a\.sql comes after 0002_b\.sql/)
  write('0002_b.sql', 'create table b (id bigint)')
  await expect(migrate(url, folder)).rejects.toThrow(/0002_b\.sql was changed/)
  expect(await tables()).toEqual(['b', 'migrations'])
})

test('nodes that start together apply each file once', async () => {
  write('0001_a.sql', 'create table a (id int); select pg_sleep(0.05)')
  const runs = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)])
  expect(runs.flat()).toEqual(['0001_a.sql'])
})
