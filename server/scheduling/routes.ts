import type pg from 'pg'
import type { Db } from '../platform/db.ts'
import { type Http, serve } from '../platform/http/serve.ts'
import { listBroadcast } from './broadcast/list-broadcast.ts'
import { listBroadcast as listBroadcastContract } from './broadcast/schema.ts'
import { absenceRoutes } from './absences/routes.ts'
import { assignTechnician } from './assign-technician.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { changeTicket } from './change-ticket.ts'
import { claimJob } from './claim-job.ts'
import { joinStandby } from './join-standby.ts'
import { listClaimAttempts } from './list-claims.ts'
import { listPoolJobs } from './list-pool.ts'
import { openTicket } from './open-ticket.ts'
import { leaveStandby } from './leave-standby.ts'
import { countTicketCards, listTicketCards } from './list/reads.ts'
import * as list from './list/schema.ts'
import { listOwnJobs } from './reads.ts'
import { releaseJob } from './release-job.ts'
import { rescheduleTicket } from './reschedule-ticket.ts'
import * as calendar from './calendar/schema.ts'
import { changePolicy, readPolicy } from './read-policy.ts'
import { callOffReplacement, requestReplacement } from './request-replacement.ts'
import * as offers from './offers/schema.ts'
import * as contract from './schema.ts'
import { showTicket } from './show-ticket.ts'

/** Tickets, Open Pool and the race over HTTP. */
export function schedulingRoutes(http: Http, deps: { db: Db; pool: pg.Pool; publicUrl: string }): void {
  const { db, pool, publicUrl } = deps
  absenceRoutes(http, db)
  calendarRoutes(http, db)
  serve(http, list.listTickets, ({ actor, query }) => listTicketCards(db, actor, query))
  serve(http, list.countTickets, ({ actor, query }) => countTicketCards(db, actor, query))
  serve(http, contract.getTicket, ({ actor, params }) => showTicket(db, actor, params.id, publicUrl))
  serve(http, contract.openTicket, async ({ actor, body }) =>
    showTicket(db, actor, await openTicket(db, actor, body), publicUrl),
  )
  serve(http, contract.changeTicket, async ({ actor, params, body }) => {
    await changeTicket(db, actor, params.id, body)
    return await showTicket(db, actor, params.id, publicUrl)
  })
  serve(http, calendar.rescheduleTicket, async ({ actor, params, body }) => {
    await rescheduleTicket(db, actor, params.id, body)
    return await showTicket(db, actor, params.id, publicUrl)
  })
  serve(http, contract.cancelTicket, async ({ actor, params, body }) => {
    await cancelTicket(db, actor, params.id, body.reason)
    return await showTicket(db, actor, params.id, publicUrl)
  })
  serve(http, contract.requestReplacement, async ({ actor, params, body }) => {
    await requestReplacement(db, actor, params.id, body)
    return await showTicket(db, actor, params.id, publicUrl)
  })

  serve(http, listBroadcastContract, ({ params, query }) => listBroadcast(db, params.id, query))
  serve(http, contract.listPool, ({ actor, query }) => listPoolJobs(db, actor, query))
  serve(http, contract.listMyJobs, ({ actor, query }) => listOwnJobs(db, actor, query))
  serve(http, contract.listClaims, ({ actor, params, query }) =>
    listClaimAttempts(db, actor, params.id, query),
  )
  serve(http, contract.claimJob, async ({ actor, params }) => {
    const result = await claimJob(pool, actor, params.id, 'web')
    if (!result.ok) throw result.refusal
    return result
  })
  serve(http, contract.releaseJob, async ({ actor, params, body }) => {
    await releaseJob(db, actor, params.id, body?.reason, body?.emergency)
    return { ok: true as const }
  })
  serve(http, calendar.assignTechnician, async ({ actor, params, body }) => {
    await assignTechnician(db, actor, params.id, body)
    return await showTicket(db, actor, params.id, publicUrl)
  })
  serve(http, offers.callOffReplacement, async ({ actor, params }) => {
    await callOffReplacement(db, actor, params.id, params.assignmentId)
    return await showTicket(db, actor, params.id, publicUrl)
  })
  serve(http, offers.leaveStandby, async ({ actor, params }) => {
    await leaveStandby(db, actor, params.id)
    return { ok: true as const }
  })
  serve(http, offers.getPolicy, () => readPolicy(db))
  serve(http, offers.changePolicy, async ({ actor, body }) => {
    await changePolicy(db, actor, body)
    return await readPolicy(db)
  })
  serve(http, contract.joinStandby, async ({ actor, params }) => ({
    ok: true as const,
    position: await joinStandby(db, actor, params.id),
  }))
}
