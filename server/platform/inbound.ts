import { sql } from 'kysely'
import type { Db, Tx } from './db.ts'

export type InboundUpdate = { externalId: string; sender: string; payload: unknown }

/**
 * Keeps what a vendor told us, each update once, and orders the task that will read it, in one statement. Updates of
 * one sender are read one after the other, different senders at the same time.
 * @returns how many were new
 */
export async function keepUpdates(
  db: Db,
  channel: string,
  updates: readonly InboundUpdate[],
  task: string,
): Promise<number> {
  if (updates.length === 0) return 0
  const rows = JSON.stringify(
    updates.map((update) => ({
      external_id: update.externalId,
      sender: update.sender,
      payload: update.payload,
    })),
  )
  const kept = await sql<{ id: number }>`
    with fresh as (
      insert into inbound_updates (channel, external_id, sender, payload)
      select ${channel}, u.external_id, u.sender, u.payload from jsonb_to_recordset(${rows.replaceAll('\\u0000', '')}::jsonb) as u(external_id text, sender text, payload jsonb)
      on conflict (channel, external_id) do nothing returning id, sender
    ), ordered as (
      select graphile_worker.add_job(${task}, json_build_object('updateId', id), queue_name => case when sender = '' then null else ${`${channel}:`} || sender end) from fresh order by id
    )
    select fresh.id from fresh, (select count(*) from ordered) as all_ordered`.execute(db)
  return kept.rows.length
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
