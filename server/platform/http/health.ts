import { sql } from 'kysely'
import type { App } from './serve.ts'
import type { Db } from '../db.ts'

export type Readiness = { migrations: boolean; worker: boolean; rehearsal: boolean }

/** /healthz: the process answers. /readyz: it can do its work (database, migrations, worker). */
export function registerHealth(app: App, db: Db, readiness: () => Readiness): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ ok: true }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const { migrations, worker, rehearsal } = readiness()
    const database = await sql`select 1`.execute(db).then(
      () => true,
      () => false,
    )
    const ready = database && migrations && worker
    return await reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, database, migrations, worker, rehearsal })
  })
}
