import { sql } from 'kysely'
import { type Actor, SYSTEM } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'
import type { TroubleKind } from './rules.ts'

export type ChannelName = 'whatsapp' | 'telegram'
export type Trouble = {
  channel: ChannelName
  kind: TroubleKind
  /** which one: an error code, a template */
  subject?: string
  /** the vendor's own words */
  detail?: string | null
}

/** Something only a person can end. Admin is told once while it lasts; the same again only counts. */
export async function raiseTrouble(tx: Tx | Db, trouble: Trouble): Promise<void> {
  const { channel, kind, subject = '', detail = null } = trouble
  const raised = await sql<{ id: string; isNew: boolean }>`
    insert into channel_troubles (channel, kind, subject, detail) values (${channel}, ${kind}, ${subject}, ${detail?.slice(0, 1000) ?? null})
    on conflict (channel, kind, subject) where resolved_at is null
    do update set last_at = now(), times = channel_troubles.times + 1, detail = coalesce(excluded.detail, channel_troubles.detail)
    returning id, xmax = 0 as is_new`.execute(tx)
  const [row] = raised.rows
  if (!row?.isNew) return
  await recordEvent(tx, {
    name: 'channelTroubled',
    actor: SYSTEM,
    data: { troubleId: row.id, channel, kind, subject },
  })
}

/** An update was given up: nobody reads it any more until admin decides (settle-dead.ts). */
export async function tellDeadUpdate(db: Db, channel: ChannelName, error: unknown): Promise<void> {
  await db
    .transaction()
    .execute((tx) => raiseTrouble(tx, { channel, kind: 'inbound', detail: String(error) }))
}

/**
 * It turns out to be over: a message was taken, a template approved again.
 * @param before only what was last seen before then
 */
export async function endTroubles(
  tx: Tx | Db,
  over: { channel: ChannelName; kinds: readonly TroubleKind[]; subject?: string; before?: Date },
): Promise<void> {
  let rows = tx
    .updateTable('channelTroubles')
    .set({ resolvedAt: sql`now()` })
    .where('channel', '=', over.channel)
    .where('kind', 'in', [...over.kinds])
    .where('resolvedAt', 'is', null)
  if (over.subject !== undefined) rows = rows.where('subject', '=', over.subject)
  if (over.before) rows = rows.where('lastAt', '<', over.before)
  const ended = await rows.returning(['id', 'channel', 'kind', 'subject']).execute()
  for (const row of ended) await tellRecovered(tx, SYSTEM, row)
}

/** Admin says that it is dealt with; should it not be, it is raised again. @throws NotFound */
export async function closeTrouble(tx: Tx, actor: Actor, id: string): Promise<void> {
  const row = await tx
    .updateTable('channelTroubles')
    .set({ resolvedAt: sql`now()`, resolvedBy: actor.id })
    .where('id', '=', id)
    .where('resolvedAt', 'is', null)
    .returning(['id', 'channel', 'kind', 'subject'])
    .executeTakeFirst()
  if (!row) throw new NotFound()
  await tellRecovered(tx, actor, row)
}

const tellRecovered = (
  tx: Tx | Db,
  actor: Actor,
  row: { id: string; channel: string; kind: string; subject: string },
) =>
  recordEvent(tx, {
    name: 'channelRecovered',
    actor,
    data: { troubleId: row.id, channel: row.channel, kind: row.kind, subject: row.subject },
  })
