import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { TRIES } from '../../platform/inbound.ts'
import { type ChannelName, endTroubles } from './raise-trouble.ts'

/** It is read once more, within a second; when that fails too, admin is told at once. @throws NotFound */
export async function readAgain(tx: Tx, id: number): Promise<void> {
  const row = await tx
    .updateTable('inboundUpdates')
    .set({ deadAt: null, takenUntil: null, dueAt: sql`now()`, attempts: TRIES - 1 })
    .where('id', '=', id)
    .where('deadAt', 'is not', null)
    .where('dismissedAt', 'is', null)
    .returning('channel')
    .executeTakeFirst()
  if (!row) throw new NotFound()
  await endWhenNone(tx, row.channel)
}

/** Nobody needs it: it stays out of sight until it is forgotten. @throws NotFound */
export async function dismissUpdate(tx: Tx, actor: Staff, id: number): Promise<void> {
  const row = await tx
    .updateTable('inboundUpdates')
    .set({ dismissedAt: sql`now()`, dismissedBy: actor.id })
    .where('id', '=', id)
    .where('deadAt', 'is not', null)
    .where('dismissedAt', 'is', null)
    .returning('channel')
    .executeTakeFirst()
  if (!row) throw new NotFound()
  await endWhenNone(tx, row.channel)
}

async function endWhenNone(tx: Tx, channel: string): Promise<void> {
  const left = await tx
    .selectFrom('inboundUpdates')
    .select('id')
    .where('channel', '=', channel)
    .where('deadAt', 'is not', null)
    .where('dismissedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (!left) await endTroubles(tx, { channel: channel as ChannelName, kinds: ['inbound'] })
}

/**
 * What was read is kept for so long, to find out what happened and because its id keeps out a repetition: vendors tell
 * the same for up to 7 days. The originals hold whole messages of customers, so not longer than needed (UU PDP).
 */
export const KEEP_DAYS = 30
const AT_ONCE = 5000

/** Forgets what was read or dismissed long ago; what nobody could read stays until somebody decides. @returns how many */
export async function forgetUpdates(db: Db, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - KEEP_DAYS * 86_400_000)
  let all = 0
  for (;;) {
    // the oldest have the smallest ids: no index of its own is needed, and short statements hold nobody up
    const gone = await sql`delete from inbound_updates where id in (
      select id from inbound_updates where received_at < ${before}
        and (processed_at is not null or dismissed_at < ${before}) order by id limit ${AT_ONCE})`.execute(db)
    const count = Number(gone.numAffectedRows ?? 0)
    all += count
    if (count < AT_ONCE) return all
  }
}
