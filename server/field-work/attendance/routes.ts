import type { FastifyRequest } from 'fastify'
import type { Db } from '../../platform/db.ts'
import { languageOf } from '../../platform/http/problems.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { sendSheet } from '../../platform/http/sheet.ts'
import { say } from '../../platform/texts.ts'
import { attendanceRows, attendanceShape, readAttendance } from '../reads.ts'
import { changePolicy, readPolicy } from './change-policy.ts'
import { confirmSite } from './confirm-site.ts'
import { correctAttendance, enterAttendance } from './correct-attendance.ts'
import { dismissAlert } from './dismiss-alert.ts'
import { detailRows, summaryRows } from './export-report.ts'
import { daysOfMonth, readReport } from './read-report.ts'
import { remindTechnician } from './remind-technician.ts'
import * as contract from './schema.ts'

/** Rules, alerts, corrections and the monthly report of attendance over HTTP. */
export function attendanceRoutes(http: Http, db: Db): void {
  serve(http, contract.getPolicy, () => readPolicy(db))
  serve(http, contract.changePolicy, ({ actor, body }) => changePolicy(db, actor, body))
  serve(http, contract.dismissAlert, async ({ actor, params }) => {
    await dismissAlert(db, actor, params.id)
    return { ok: true as const }
  })
  serve(http, contract.remindTechnician, async ({ actor, params }) => {
    await remindTechnician(db, actor, params.id)
    return { ok: true as const }
  })
  serve(http, contract.correctAttendance, async ({ actor, params, body }) => {
    await correctAttendance(db, actor, params.id, body)
    return await readAttendance(db, params.id)
  })
  serve(http, contract.enterAttendance, async ({ actor, params, body }) =>
    readAttendance(db, await enterAttendance(db, actor, params.id, body)),
  )
  serve(http, contract.confirmSite, async ({ actor, params }) => {
    await confirmSite(db, actor, params.id)
    return { ok: true as const }
  })
  serve(http, contract.getReport, async ({ actor, query }) => ({
    month: query.month,
    items: await readReport(db, actor, query),
  }))
  serve(http, contract.listDays, async ({ actor, query }) => {
    const { from, to } = daysOfMonth(query.month)
    let rows = attendanceRows(db)
      .where('attendance.workDate', '>=', from)
      .where('attendance.workDate', '<=', to)
    const only = actor.role === 'technician' ? actor.id : query.technicianId
    if (only) rows = rows.where('attendance.technicianId', '=', only)
    const found = await rows.orderBy('attendance.checkInAt', 'desc').limit(1000).execute()
    return { month: query.month, from, items: found.map(attendanceShape) }
  })
  serve(http, contract.exportReport, async ({ actor, query, request, reply }) => {
    const word = words(request)
    const rows = query.details ? detailRows(db, query, word) : summaryRows(db, actor, query, word)
    return sendSheet(reply, query.format, `${word('file')}-${query.month}`, rows)
  })
}

const words = (request: FastifyRequest) => (key: string) =>
  say(`office-attendance:sheet.${key}`, {}, languageOf(request))
