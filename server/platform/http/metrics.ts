import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Db } from '../db.ts'
import type { App } from './serve.ts'

/** GET /metrics for Prometheus: durations by route pattern (never by address: that holds ids and tokens), and what waits. */
export function registerMetrics(app: App, db: Db): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_seconds',
    help: 'Duration of requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  new Gauge({
    name: 'gss_outbox_messages',
    help: 'Messages that are not settled, by channel and status',
    labelNames: ['channel', 'status'],
    registers: [registry],
    async collect() {
      this.reset()
      const waiting = await sql<{ channel: string; status: string; n: number }>`
        select channel, status, count(*) as n from outbox where status in ('NEW', 'SENDING', 'UNKNOWN') group by 1, 2`.execute(
        db,
      )
      for (const row of waiting.rows) this.set({ channel: row.channel, status: row.status }, row.n)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    durations.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
  app.get(
    '/metrics',
    { schema: { hide: true } },
    async (_request, reply) => await reply.type(registry.contentType).send(await registry.metrics()),
  )
}
