import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { enqueue, type Outgoing } from '../platform/outbox.ts'
import { addTask } from '../platform/tasks.ts'
import type { EventName, GssEvent } from './events.ts'
import type { Notice, Notices, Reactions } from './notices.ts'

type Row = {
  id: number
  name: EventName
  at: Date
  actorKind: 'staff' | 'customer' | 'system'
  actorId: string | null
  data: never
  ticketId: string | null
  customerId: string | null
  invoiceId: string | null
  conversationId: string | null
}

const asEvent = (row: Row): GssEvent =>
  ({
    id: String(row.id),
    name: row.name,
    at: row.at,
    actor: { kind: row.actorKind, id: row.actorId },
    data: row.data,
    ticketId: row.ticketId,
    customerId: row.customerId,
    invoiceId: row.invoiceId,
    conversationId: row.conversationId,
  }) as GssEvent

/** Says of messages how long they have to wait, e.g. for the end of the quiet hours. */
export type Hold = (tx: Tx, ticketId: string | null, messages: readonly Outgoing[]) => Promise<Outgoing[]>

/**
 * Passes committed events on, each exactly once: who must hear goes to the outbox, what must follow becomes a task,
 * and open screens are told. All in one transaction with the mark that the event was passed on.
 * @returns how many events were passed on
 */
export async function relayEvents(
  db: Db,
  notices: Notices,
  reactions: Reactions,
  log: Log,
  limit = 200,
  hold?: Hold,
): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const taken = await sql<Row>`
      update events set relayed_at = clock_timestamp() where id in (
        select id from events where relayed_at is null order by id limit ${limit} for update skip locked)
      returning id, name, at, actor_kind, actor_id, data, ticket_id, customer_id, invoice_id, conversation_id`.execute(
      tx,
    )
    const rows = taken.rows.toSorted((a, b) => a.id - b.id)
    for (const row of rows) await passOn(tx, asEvent(row), notices, reactions, log, hold)
    if (rows.length > 0) await tellNodes(tx, rows)
    return rows.length
  })
}

async function passOn(
  tx: Tx,
  event: GssEvent,
  notices: Notices,
  reactions: Reactions,
  log: Log,
  hold: Hold | undefined,
): Promise<void> {
  // a savepoint, so that one notice that cannot be made does not hold up everybody else's messages
  await sql`savepoint one_event`.execute(tx)
  try {
    const messages: Outgoing[] = []
    for (const notice of notices[event.name] as readonly Notice<EventName>[])
      messages.push(...(await notice(event, tx)))
    await enqueue(tx, hold ? await hold(tx, event.ticketId, messages) : messages, { eventId: event.id })
    for (const task of reactions[event.name] ?? [])
      await addTask(tx, task, { eventId: event.id }, { key: `${task}:${event.id}` })
    await sql`release savepoint one_event`.execute(tx)
  } catch (error) {
    await sql`rollback to savepoint one_event`.execute(tx)
    log.error({ err: error, event: event.id, name: event.name }, 'notices of an event failed')
  }
}

async function tellNodes(tx: Tx, rows: readonly Row[]): Promise<void> {
  // a payload may hold 8000 bytes; one change takes about 200
  for (let start = 0; start < rows.length; start += 25) {
    const changes = rows.slice(start, start + 25).map((row) => ({
      id: row.id,
      name: row.name,
      ticketId: row.ticketId,
      customerId: row.customerId,
      invoiceId: row.invoiceId,
      conversationId: row.conversationId,
    }))
    await sql`select pg_notify('gss_change', ${JSON.stringify(changes)})`.execute(tx)
  }
  await sql`select pg_notify('gss_outbox', '')`.execute(tx)
}

export type Relay = { wake(): void; stop(): Promise<void> }

/** Relays as soon as it is woken, and every 500 ms for what another node left behind. */
export function startRelay(options: {
  db: Db
  notices: Notices
  reactions: Reactions
  log: Log
  hold?: Hold
}): Relay {
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  async function drain(): Promise<void> {
    do {
      again = false
      while (
        !stopped &&
        (await relayEvents(options.db, options.notices, options.reactions, options.log, 200, options.hold)) >
          0
      );
    } while (again && !stopped)
  }

  function wake(): void {
    again = true
    if (running || stopped) return
    running = drain()
      .catch((error: unknown) => options.log.error({ err: error }, 'relay failed'))
      .finally(() => {
        running = null
        if (again && !stopped) setTimeout(wake, 50)
      })
  }

  const timer = setInterval(wake, 500)
  wake()
  return {
    wake,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
