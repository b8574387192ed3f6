import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Answer } from '../../platform/http/endpoint.ts'
import { attendanceRows, attendanceShape } from '../reads.ts'
import type { ownMonth } from './schema.ts'

/** Somebody's own attendance of a month (YYYY-MM), by the day at each site; newest first. */
export async function readOwnMonth(db: Db, actor: Staff, month: string): Promise<Answer<typeof ownMonth>> {
  const first = new Date(`${month}-01T00:00:00Z`)
  const next = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1))
  const rows = await attendanceRows(db)
    .where('attendance.technicianId', '=', actor.id)
    .where('attendance.workDate', '>=', `${month}-01`)
    .where('attendance.workDate', '<', next.toISOString().slice(0, 10))
    .orderBy('attendance.checkInAt', 'desc')
    .execute()
  const minutes = rows.map((row) =>
    row.checkOutAt ? Math.round((row.checkOutAt.getTime() - row.checkInAt.getTime()) / 60_000) : 0,
  )
  return {
    month,
    days: new Set(rows.map((row) => row.workDate)).size,
    late: rows.filter((row) => row.late).length,
    minutes: minutes.reduce((sum, one) => sum + one, 0),
    items: rows.map(attendanceShape),
  }
}
