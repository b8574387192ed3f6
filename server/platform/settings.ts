import { sql } from 'kysely'
import type { Db } from './db.ts'

/** A setting as last stored, or the default. Settings are few and small; they are read when needed, never cached. */
export async function readSetting<T>(db: Db, key: string, fallback: T): Promise<T> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row ? (row.value as T) : fallback
}

export async function writeSetting(db: Db, key: string, value: unknown): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key, value: sql`${JSON.stringify(value)}::jsonb` })
    .onConflict((on) => on.column('key').doUpdateSet({ value: sql`excluded.value`, updatedAt: sql`now()` }))
    .execute()
}
