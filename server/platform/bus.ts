import pg from 'pg'
import type { Log } from './log.ts'

export type Topic = 'gss_events' | 'gss_outbox' | 'gss_inbound' | 'gss_change'
export type Bus = {
  on(topic: Topic, listener: (payload: string) => void): () => void
  /** tells all nodes; several calls within a few milliseconds become one (payload-less topics only) */
  poke(topic: Exclude<Topic, 'gss_change'>): void
  /** the same thing sent by hand-made SQL inside a transaction goes out with its commit */
  publish(topic: Topic, payload: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Signals between processes over LISTEN/NOTIFY: one listening connection per process, reconnected when lost. Signals
 * only wake; whoever misses one finds the work by itself a moment later, because the work is in tables.
 */
export async function openBus(url: string, pool: pg.Pool, log: Log): Promise<Bus> {
  const listeners = new Map<Topic, Set<(payload: string) => void>>()
  const waiting = new Set<Topic>()
  let client: pg.Client | null = null
  let stopped = false

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'gss bus', keepAlive: true })
    next.on('notification', (note) => {
      for (const listener of listeners.get(note.channel as Topic) ?? []) listener(note.payload ?? '')
    })
    next.on('error', (error) => {
      log.warn({ err: error }, 'signal connection lost')
      client = null
      reconnect()
    })
    await next.connect()
    await next.query('listen gss_events; listen gss_outbox; listen gss_inbound; listen gss_change')
    client = next
  }

  function reconnect(): void {
    if (stopped) return
    setTimeout(() => {
      if (!stopped) connect().catch(() => reconnect())
    }, 1000).unref()
  }

  await connect()
  return {
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set.add(listener))
      return () => set.delete(listener)
    },
    poke(topic) {
      if (waiting.has(topic) || stopped) return
      waiting.add(topic)
      setTimeout(() => {
        waiting.delete(topic)
        if (!stopped)
          pool
            .query('select pg_notify($1, $2)', [topic, ''])
            .catch((error: unknown) => log.warn({ err: error }, 'signal not sent'))
      }, 5)
    },
    async publish(topic, payload) {
      await pool.query('select pg_notify($1, $2)', [topic, payload])
    },
    async stop() {
      stopped = true
      await client?.end().catch(() => undefined)
    },
  }
}
