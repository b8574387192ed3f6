import type { Db } from '../../platform/db.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { findDuplicates } from './find-duplicates.ts'
import { mergeCustomers } from './merge-customers.ts'
import { listMergesOf, readMerge } from './reads.ts'
import * as contract from './schema.ts'
import { undoMerge } from './undo-merge.ts'

/** Duplicates of a customer, merging them, and taking that back. */
export function mergeRoutes(http: Http, { db }: { db: Db }): void {
  serve(http, contract.listDuplicates, ({ params }) => findDuplicates(db, params.id))
  serve(http, contract.listMerges, ({ params }) => listMergesOf(db, params.id))
  serve(http, contract.mergeCustomers, ({ actor, params, body }) =>
    db
      .transaction()
      .execute(async (tx) => readMerge(tx, await mergeCustomers(tx, actor, params.id, body.otherId))),
  )
  serve(http, contract.undoMerge, ({ actor, params }) =>
    db.transaction().execute(async (tx) => {
      await undoMerge(tx, actor, params.id)
      return await readMerge(tx, params.id)
    }),
  )
}
