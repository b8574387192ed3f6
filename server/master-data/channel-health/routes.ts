import type { Db } from '../../platform/db.ts'
import { languageOf } from '../../platform/http/problems.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { changePrices } from './note-price.ts'
import { closeTrouble } from './raise-trouble.ts'
import { listDeadUpdateRows, listOpenTroubles, readWhatsAppUsage } from './reads.ts'
import * as contract from './schema.ts'
import { dismissUpdate, readAgain } from './settle-dead.ts'

const ok = { ok: true as const }

type Deps = { db: Db; phoneNumberId: string }

/** What admin must know about the channels, over HTTP. */
export function channelHealthRoutes(http: Http, { db, phoneNumberId }: Deps): void {
  serve(http, contract.listTroubles, ({ request }) => listOpenTroubles(db, languageOf(request)))
  serve(http, contract.closeTrouble, async ({ actor, params }) => {
    await db.transaction().execute((tx) => closeTrouble(tx, actor, params.id))
    return ok
  })
  serve(http, contract.listDeadUpdates, ({ query }) => listDeadUpdateRows(db, query))
  serve(http, contract.readUpdateAgain, async ({ params }) => {
    await db.transaction().execute((tx) => readAgain(tx, params.id))
    return ok
  })
  serve(http, contract.dismissUpdate, async ({ actor, params }) => {
    await db.transaction().execute((tx) => dismissUpdate(tx, actor, params.id))
    return ok
  })
  serve(http, contract.readUsage, () => readWhatsAppUsage(db, phoneNumberId))
  serve(http, contract.changePrices, async ({ actor, body }) => {
    await changePrices(db, actor, body.prices)
    return ok
  })
}
