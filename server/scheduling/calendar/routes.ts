import type { Db } from '../../platform/db.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { dispatchBoard } from './reads.ts'
import * as contract from './schema.ts'

/** The dispatch board over HTTP. */
export function calendarRoutes(http: Http, db: Db): void {
  serve(http, contract.getDispatchBoard, ({ actor, query }) => dispatchBoard(db, actor, query))
}
