import { sql } from 'kysely'
import type { Db, Tx } from './db.ts'

export type InboundUpdate = { externalId: string; sender: string; payload: unknown }

/**
 * Keeps what a vendor told us, each update once, in one statement and nothing more: the vendor is waiting for the
 * answer. Who reads it is woken afterwards (inbound-reader.ts).
 * @returns how many were new
 */
export async function keepUpdates(
  db: Db,
  channel: string,
  updates: readonly InboundUpdate[],
): Promise<number> {
  if (updates.length === 0) return 0
  const rows = jsonForDatabase(
    updates.map((update) => ({
      external_id: update.externalId,
      sender: update.sender,
      payload: update.payload,
    })),
  )
  // numbered as they came, which is how they will be read; inserted by name, so that two nodes that are told the same
  // things at once wait for each other instead of both waiting
  const kept = await sql`
    with numbered as materialized (
      select nextval(pg_get_serial_sequence('inbound_updates', 'id')) as id, u.external_id, u.sender, u.payload
      from jsonb_to_recordset(${rows}::jsonb) as u(external_id text, sender text, payload jsonb)
    )
    insert into inbound_updates (id, channel, external_id, sender, payload) overriding system value
    select id, ${channel}, external_id, sender, payload from numbered order by external_id, id
    on conflict (channel, external_id) do nothing`.execute(db)
  return Number(kept.numAffectedRows ?? 0)
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

/** An update that a reader has taken and nobody else will read meanwhile. */
export type TakenUpdate = { id: number; sender: string; payload: unknown; attempts: number }

/** Somebody who died is given up after so long; whoever lives says so well before. */
const LEASE = sql`interval '30 seconds'`
/** So many tries hold back what the same sender wrote later; after that he is not to wait for one update any longer. */
const HOLDING_TRIES = 3
/** Seconds until the next try, after the first, second and so on; one that fails after the last is dead. */
const PAUSES = [1, 2, 5, 30, 120]
/** An update that failed so often is put aside. */
export const TRIES = PAUSES.length + 1

/**
 * Takes what is due, oldest first: the first open update of each sender and the few that follow it. An update with an
 * older open one of the same sender is left, so that one sender is read strictly in order by one reader at a time;
 * those without a sender wait for nobody. Several nodes may ask at once.
 * @param senders how many senders at most @param following how many more of each
 */
export async function takeUpdates(
  db: Db,
  channel: string,
  senders: number,
  following: number,
): Promise<TakenUpdate[]> {
  const open = (alias: string) =>
    sql`${sql.ref(`${alias}.channel`)} = ${channel} and ${sql.ref(`${alias}.processed_at`)} is null and ${sql.ref(`${alias}.dead_at`)} is null`
  const due = (alias: string) =>
    sql`${open(alias)} and ${sql.ref(`${alias}.due_at`)} <= now() and coalesce(${sql.ref(`${alias}.taken_until`)} < now(), true)`
  const taken = await sql<TakenUpdate>`
    with heads as (
      select u.id, u.sender from inbound_updates u
      where ${due('u')} and (u.sender = '' or not exists (
        select 1 from inbound_updates e where ${open('e')} and e.sender = u.sender and e.id < u.id
          and (e.attempts <= ${HOLDING_TRIES} or e.taken_until >= now())))
      order by u.id limit ${senders} for update of u skip locked
    ), followers as (
      select f.id from heads cross join lateral (
        select n.id from inbound_updates n where ${due('n')} and heads.sender <> '' and n.sender = heads.sender and n.id > heads.id
        order by n.id limit ${following}) f
    )
    update inbound_updates set attempts = attempts + 1, taken_until = now() + ${LEASE}
    where id in (select id from heads union all select id from followers)
    returning id, sender, payload, attempts`.execute(db)
  return taken.rows.toSorted((a, b) => a.id - b.id)
}

/** Still at it: nobody else takes these for a while. */
export async function keepTaken(db: Db, taken: readonly TakenUpdate[]): Promise<void> {
  if (taken.length === 0) return
  await sql`update inbound_updates set taken_until = now() + ${LEASE}
    where id = any(${taken.map(({ id }) => id)}::bigint[]) and processed_at is null`.execute(db)
}

/** Gives back what was taken and not begun, as if nobody had. */
export async function giveBack(db: Db, taken: readonly TakenUpdate[]): Promise<void> {
  if (taken.length === 0) return
  await sql`update inbound_updates set attempts = attempts - 1, taken_until = null
    where id = any(${taken.map(({ id }) => id)}::bigint[]) and processed_at is null`.execute(db)
}

/**
 * Marks an update as read, in the transaction of what it caused. Fails, and takes that transaction with it, when this
 * reader was thought dead and another has it: what it causes happens once.
 */
export async function settleUpdate(
  tx: Tx | Db,
  taken: TakenUpdate,
  note: string | null = null,
): Promise<void> {
  const settled = await tx
    .updateTable('inboundUpdates')
    .set({ processedAt: sql`now()`, takenUntil: null, error: note })
    .where('id', '=', taken.id)
    .where('attempts', '=', taken.attempts)
    .where('processedAt', 'is', null)
    .executeTakeFirst()
  if (settled.numUpdatedRows === 0n) throw new Error(`update ${taken.id} was taken by another reader`)
}

/**
 * Why an update could not be read. It is tried again after a growing pause, and kept with its reason for somebody to
 * look at when nothing helps.
 * @returns whether it is given up now
 */
export async function failUpdate(db: Db, taken: TakenUpdate, error: unknown): Promise<boolean> {
  const pause = PAUSES[taken.attempts - 1]
  const dead = pause === undefined
  await db
    .updateTable('inboundUpdates')
    .set({
      error: String(error).slice(0, 2000),
      takenUntil: null,
      ...(dead ? { deadAt: sql`now()` } : { dueAt: sql`now() + make_interval(secs => ${pause})` }),
    })
    .where('id', '=', taken.id)
    .where('attempts', '=', taken.attempts)
    .where('processedAt', 'is', null)
    .execute()
  return dead
}
