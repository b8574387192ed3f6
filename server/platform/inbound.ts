import { sql } from 'kysely'
import type { Db, Tx } from './db.ts'

export type InboundUpdate = { externalId: string; sender: string; payload: unknown }

/**
 * Keeps what a vendor told us, each update once, and orders the task that will read it, in one statement. Updates of
 * one sender are read one after the other, different senders (and those without one) at the same time.
 * @returns how many were new
 */
export async function keepUpdates(
  db: Db,
  channel: string,
  updates: readonly InboundUpdate[],
  task: string,
): Promise<number> {
  if (updates.length === 0) return 0
  const rows = jsonForDatabase(
    updates.map((update) => ({
      external_id: update.externalId,
      sender: update.sender,
      payload: update.payload,
    })),
  )
  const kept = await sql<{ n: number }>`
    with fresh as (
      insert into inbound_updates (channel, external_id, sender, payload)
      select ${channel}, u.external_id, u.sender, u.payload from jsonb_to_recordset(${rows}::jsonb) as u(external_id text, sender text, payload jsonb)
      on conflict (channel, external_id) do nothing returning id, sender
    ), ordered as (
      select graphile_worker.add_job(${task}, json_build_object('updateId', id), queue_name => case when sender = '' then null else ${`${channel}:`} || md5(sender) end) from fresh order by id
    )
    select count(*) as n from ordered`.execute(db)
  return kept.rows[0]?.n ?? 0
}

/**
 * JSON that jsonb takes whatever a stranger typed: it knows neither NUL nor half of a surrogate pair, and one such sign
 * would make the vendor send the whole batch again for days.
 */
export const jsonForDatabase = (value: unknown): string => {
  const json = JSON.stringify(value)
  return /\\u(?:0000|d[89a-f])/i.test(json) ? JSON.stringify(storable(value)) : json
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [storable(key), storable(part)]))
}

/** An update that still has to be read, or null when it was. */
export async function readUpdate(db: Db, id: number): Promise<{ payload: unknown } | null> {
  const row = await db
    .updateTable('inboundUpdates')
    .set({ attempts: sql`attempts + 1` })
    .where('id', '=', id)
    .where('processedAt', 'is', null)
    .returning('payload')
    .executeTakeFirst()
  return row ?? null
}

export async function settleUpdate(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('inboundUpdates')
    .set({ processedAt: new Date(), error: null })
    .where('id', '=', id)
    .execute()
}

/** Why an update could not be read; it is tried again, and stays with its reason when nothing helps. */
export async function noteUpdateError(db: Db, id: number, error: unknown): Promise<void> {
  await db
    .updateTable('inboundUpdates')
    .set({ error: String(error).slice(0, 2000) })
    .where('id', '=', id)
    .execute()
}
