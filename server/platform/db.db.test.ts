import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { openPreparedDb } from './db.ts'

const { db, pool } = await testDatabase()
const prepared = openPreparedDb(pool)

it('plans what is asked again once, with the same answers and types as ever', async () => {
  await prepared.transaction().execute(async (tx) => {
    for (const key of ['a', 'b'])
      await tx
        .insertInto('settings')
        .values({ key, value: sql`${JSON.stringify({ deepName: key })}::jsonb` })
        .execute()
    const names = await sql<{ statement: string; from: string }>`
      select statement, generic_plans + custom_plans as times from pg_prepared_statements where name like 'gss-%'`.execute(
      tx,
    )
    expect(names.rows).toEqual([{ statement: expect.stringContaining('insert into "settings"'), times: 2 }])
  })
  const read = (key: string) =>
    prepared.selectFrom('settings').select('value').where('key', '=', key).execute()
  expect([await read('a'), await read('b')]).toEqual([
    [{ value: { deepName: 'a' } }],
    [{ value: { deepName: 'b' } }],
  ])
})

it('goes on when a table gets a column meanwhile', async () => {
  const all = () => prepared.selectFrom('settings').selectAll().where('key', '=', 'a').execute()
  const client = await pool.connect()
  client.release()
  await all()
  await sql`alter table settings add column more text`.execute(db)
  expect(await all()).toMatchObject([{ key: 'a', more: null }])
})

it('shares a connection with others who prepare', async () => {
  const other = openPreparedDb(pool)
  const read = (from: typeof db, key: string) =>
    from.selectFrom('settings').select('key').where('key', '=', key).execute()
  const update = (from: typeof db) =>
    from.updateTable('settings').set({ updatedAt: new Date() }).where('key', '=', 'a').execute()
  for (let turn = 0; turn < 3; turn++) {
    await update(other)
    expect(await read(prepared, 'b')).toEqual([{ key: 'b' }])
    expect(await read(other, 'a')).toEqual([{ key: 'a' }])
  }
})

it('a failed transaction leaves nothing behind', async () => {
  const failed = prepared.transaction().execute(async (tx) => {
    await tx
      .insertInto('settings')
      .values({ key: 'c', value: sql`'1'::jsonb` })
      .execute()
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  const found = await prepared.selectFrom('settings').select('key').where('key', '=', 'c').execute()
  expect(found).toEqual([])
})
