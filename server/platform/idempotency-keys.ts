import type { Db } from './db.ts'

type Found =
  | { kind: 'fresh' }
  | { kind: 'at-work' }
  | { kind: 'other-request' }
  | { kind: 'answered'; status: number; body: unknown }

/** Claims the key for this actor, or says what became of it. A claim left behind by a crash is free after a minute. */
export async function openKey(
  db: Db,
  call: { actorId: string; key: string; route: string; hash: string },
): Promise<Found> {
  const claimed = await db
    .insertInto('idempotencyKeys')
    .values({ actorId: call.actorId, key: call.key, route: call.route, requestHash: call.hash })
    .onConflict((on) =>
      on
        .columns(['actorId', 'key'])
        .doUpdateSet({ createdAt: new Date() })
        .where('idempotencyKeys.status', 'is', null)
        .where('idempotencyKeys.createdAt', '<', new Date(Date.now() - 60_000)),
    )
    .returning('key')
    .executeTakeFirst()
  if (claimed) return { kind: 'fresh' }
  const row = await db
    .selectFrom('idempotencyKeys')
    .select(['route', 'requestHash', 'status', 'body'])
    .where('actorId', '=', call.actorId)
    .where('key', '=', call.key)
    .executeTakeFirst()
  if (!row) return { kind: 'at-work' }
  if (row.route !== call.route || row.requestHash !== call.hash) return { kind: 'other-request' }
  if (row.status === null) return { kind: 'at-work' }
  return { kind: 'answered', status: row.status, body: row.body }
}

export async function storeAnswer(
  db: Db,
  call: { actorId: string; key: string; status: number; body: unknown },
): Promise<void> {
  await db
    .updateTable('idempotencyKeys')
    .set({ status: call.status, body: JSON.stringify(call.body ?? null) })
    .where('actorId', '=', call.actorId)
    .where('key', '=', call.key)
    .execute()
}

export async function forgetKey(db: Db, call: { actorId: string; key: string }): Promise<void> {
  await db
    .deleteFrom('idempotencyKeys')
    .where('actorId', '=', call.actorId)
    .where('key', '=', call.key)
    .execute()
}
