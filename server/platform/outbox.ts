import { type Selectable, sql } from 'kysely'
import type { Database, Db, Tx } from './db.ts'
import type { Log } from './log.ts'

export type Channel = 'whatsapp' | 'telegram'

/** A message that shall go out; rendered only when it is sent, so that it says what is true then. */
export type Outgoing = {
  channel: Channel
  /** telegram: staff id; whatsapp: conversation id */
  to: string
  intent: string
  params?: Record<string, unknown>
  /** 1 first (emergencies) .. 9 last; 5 when not given */
  priority?: number
  notBefore?: Date
  /** tells two messages of one event to one person apart */
  key?: string
}

export type OutboxRow = Selectable<Database['outbox']>

/** What became of one try. `RETRY` only when it is certain that nothing went out. */
export type Sent =
  | { status: 'SENT'; externalId: string | null }
  | { status: 'RETRY'; afterSeconds: number; error: unknown }
  | { status: 'FAILED' | 'UNKNOWN'; error: unknown }
  | { status: 'SKIPPED'; error: unknown }

/**
 * Puts messages into the outbox, at most once per (event or key, recipient, channel). Needs the transaction of the
 * change (or of the relay) so that a message exists exactly when its cause does.
 */
export async function enqueue(
  tx: Tx | Db,
  messages: readonly Outgoing[],
  cause: { eventId: number | string } | { key: string },
): Promise<string[]> {
  if (messages.length === 0) return []
  const origin = 'eventId' in cause ? String(cause.eventId) : cause.key
  const rows = await tx
    .insertInto('outbox')
    .values(
      // always in the same order, so that two senders of one event cannot deadlock
      messages
        .toSorted((a, b) => a.to.localeCompare(b.to))
        .map((message) => ({
          channel: message.channel,
          recipientId: message.to,
          intent: message.intent,
          params: sql<string>`${JSON.stringify(message.params ?? {})}::jsonb`,
          eventId: 'eventId' in cause ? Number(cause.eventId) : null,
          idempotencyKey: [origin, message.channel, message.to, message.intent, message.key ?? ''].join(':'),
          priority: message.priority ?? 5,
          ...(message.notBefore && { notBefore: message.notBefore }),
        })),
    )
    .onConflict((on) => on.column('idempotencyKey').doNothing())
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Takes messages that may go now: most urgent first, one at a time per recipient so that a chat stays in order; one
 * that has to be tried again holds back what comes after it.
 * Marked SENDING before anything leaves, so that a crash can never send twice.
 */
export async function takeMessages(db: Db, channel: Channel, limit: number): Promise<OutboxRow[]> {
  const taken = await sql<OutboxRow>`
    update outbox set status = 'SENDING', attempts = attempts + 1, taken_at = now()
    where id in (
      select o.id from outbox o
      where o.channel = ${channel} and o.status = 'NEW' and o.not_before <= now()
        and not exists (select 1 from outbox p where p.recipient_id = o.recipient_id and p.channel = o.channel and p.id <> o.id
          and (p.status = 'SENDING' or (p.status = 'NEW' and ((p.attempts > 0 and p.not_before > now())
            or (p.not_before <= now() and (p.priority, p.id) < (o.priority, o.id))))))
      order by o.priority, o.id limit ${limit} for update skip locked)
    returning *`.execute(db)
  return taken.rows
}

/** Writes down what became of a try. */
export async function settleMessage(db: Db, id: string, sent: Sent): Promise<void> {
  const error = 'error' in sent ? sql<string>`${JSON.stringify(sent.error ?? null)}::jsonb` : null
  if (sent.status === 'RETRY') {
    const at = new Date(Date.now() + sent.afterSeconds * 1000)
    await db.updateTable('outbox').set({ status: 'NEW', notBefore: at, error }).where('id', '=', id).execute()
    return
  }
  await db
    .updateTable('outbox')
    .set({
      status: sent.status,
      error,
      externalId: 'externalId' in sent ? sent.externalId : null,
      ...(sent.status === 'SENT' && { sentAt: new Date() }),
    })
    .where('id', '=', id)
    // a vendor's status report may have arrived before the answer of the call: never go backwards
    .where('status', 'in', ['SENDING', 'UNKNOWN'])
    .execute()
}

/** A message that the vendor took and then refused goes out once more, in the form that `error` asks for. */
export async function sendAgain(tx: Tx, id: string, error: unknown): Promise<boolean> {
  const again = await tx
    .updateTable('outbox')
    .set({ status: 'NEW', notBefore: new Date(), error: sql<string>`${JSON.stringify(error)}::jsonb` })
    .where('id', '=', id)
    .where('status', 'in', ['SENDING', 'SENT', 'UNKNOWN'])
    .returning('id')
    .executeTakeFirst()
  return again !== undefined
}

/** Messages that were being sent when a process died may or may not have gone out. */
export async function findInterrupted(
  db: Db,
  channel: Channel,
  olderThanSeconds = 120,
): Promise<OutboxRow[]> {
  return await db
    .updateTable('outbox')
    .set({ status: 'UNKNOWN', error: sql`'{"reason":"interrupted"}'::jsonb` })
    .where('channel', '=', channel)
    .where('status', '=', 'SENDING')
    .where('takenAt', '<', new Date(Date.now() - olderThanSeconds * 1000))
    .returningAll()
    .execute()
}

export type Sender = { wake(): void; stop(): Promise<void> }

/**
 * Empties the outbox of one channel until stopped: woken by the relay, and by itself every second for what is due later.
 * @param parallel how many messages may be on their way at once
 */
export function startSender(options: {
  db: Db
  channel: Channel
  parallel: number
  send: (message: OutboxRow) => Promise<Sent>
  log: Log
}): Sender {
  const underway = new Set<Promise<void>>()
  let stopped = false
  let running: Promise<void> | null = null
  let again = false

  async function deliver(message: OutboxRow): Promise<void> {
    let sent: Sent
    try {
      sent = await options.send(message)
    } catch (error) {
      options.log.error(
        { err: error, outboxId: message.id, intent: message.intent },
        'message could not be made',
      )
      sent =
        message.attempts < 5
          ? { status: 'RETRY', afterSeconds: 2 ** message.attempts, error: String(error) }
          : { status: 'FAILED', error: String(error) }
    }
    await settleMessage(options.db, message.id, sent)
  }

  async function round(): Promise<void> {
    do {
      again = false
      while (!stopped) {
        const room = options.parallel - underway.size
        if (room <= 0) {
          await Promise.race(underway)
          continue
        }
        const messages = await takeMessages(options.db, options.channel, room)
        if (messages.length === 0) break
        for (const message of messages) {
          const job = deliver(message)
            .catch((error: unknown) => options.log.error({ err: error }, 'outbox row could not be settled'))
            .finally(() => {
              underway.delete(job)
              wake()
            })
          underway.add(job)
        }
      }
    } while (again && !stopped)
  }

  function wake(): void {
    again = true
    if (running || stopped) return
    running = round()
      .catch((error: unknown) => options.log.error({ err: error }, 'outbox round failed'))
      .finally(() => {
        running = null
        if (again) wake()
      })
  }

  const timer = setInterval(wake, 1000)
  wake()
  return {
    wake,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
      await Promise.allSettled(underway)
    },
  }
}
