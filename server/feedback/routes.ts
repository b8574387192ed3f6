import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { type Http, serve } from '../platform/http/serve.ts'
import { periodOf, readCsKpi, readOverview, readTechnicianKpi } from './read-kpi.ts'
import { listRatingRows, readTicketRating } from './reads.ts'
import * as contract from './schema.ts'

/** Ratings and Monev over HTTP. */
export function feedbackRoutes(http: Http, db: Db): void {
  serve(http, contract.listRatings, ({ query }) => listRatingRows(db, query))
  serve(http, contract.getTicketRating, async ({ params }) => ({
    rating: await readTicketRating(db, params.id),
  }))
  serve(http, contract.getTechnicianKpi, async ({ query }) => {
    const period = periodOf(query)
    return { from: period.from, to: period.to, items: await readTechnicianKpi(db, period) }
  })
  serve(http, contract.getCsKpi, async ({ query }) => {
    const period = periodOf(query)
    return { from: period.from, to: period.to, items: await readCsKpi(db, period) }
  })
  serve(http, contract.getOverview, ({ query }) => readOverview(db, periodOf(query)))
  serve(http, contract.getMyKpi, async ({ actor, query }) => {
    const [own] = await readTechnicianKpi(db, periodOf(query), actor.id)
    if (!own) throw new NotFound()
    return own
  })
}
