import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import type { EventName, Events, EventSubject } from './events.ts'

/**
 * Writes what happened, in the transaction of the change itself. The row is also the order to the relay to tell those
 * concerned: there is no second half after the commit that could get lost.
 */
export async function recordEvent<N extends EventName>(
  tx: Tx | Db,
  event: { name: N; actor: Actor; data: Events[N] } & EventSubject,
): Promise<number> {
  const row = await tx
    .insertInto('events')
    .values({
      name: event.name,
      actorKind: event.actor.kind,
      actorId: event.actor.id,
      ticketId: event.ticketId ?? null,
      customerId: event.customerId ?? null,
      invoiceId: event.invoiceId ?? null,
      conversationId: event.conversationId ?? null,
      data: sql`${JSON.stringify(event.data)}::jsonb`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
