import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'
import type { AlertKind } from './rules.ts'

/** Somebody of CS has seen to it; the alert stays in the history with his name. Said twice it is one. @throws NotFound */
export async function dismissAlert(db: Db, actor: Staff, alertId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const known = await tx
      .selectFrom('attendanceAlerts')
      .innerJoin('tickets', 'tickets.id', 'attendanceAlerts.ticketId')
      .select([
        'attendanceAlerts.ticketId',
        'attendanceAlerts.kind',
        'attendanceAlerts.technicianId',
        'tickets.customerId',
      ])
      .where('attendanceAlerts.id', '=', alertId)
      .executeTakeFirst()
    if (!known) throw new NotFound()
    const dismissed = await tx
      .updateTable('attendanceAlerts')
      .set({ dismissedAt: new Date(), dismissedBy: actor.id })
      .where('id', '=', alertId)
      .where('dismissedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!dismissed) return
    await recordEvent(tx, {
      name: 'attendanceAlertDismissed',
      actor,
      ticketId: known.ticketId,
      customerId: known.customerId,
      data: { alertId, kind: known.kind, technicianId: known.technicianId },
    })
  })
}

export type OpenAlert = { id: string; assignmentId: string; workDate: string; kind: AlertKind; at: Date }

/** Alerts of these seats that nobody has dismissed and that are still true. */
export async function openAlerts(db: Db, assignmentIds: readonly string[]): Promise<OpenAlert[]> {
  if (assignmentIds.length === 0) return []
  const rows = await db
    .selectFrom('attendanceAlerts as alert')
    .innerJoin('assignments', 'assignments.id', 'alert.assignmentId')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.assignmentId', '=', 'alert.assignmentId')
        .onRef('attendance.workDate', '=', 'alert.workDate'),
    )
    .select(['alert.id', 'alert.assignmentId', 'alert.workDate', 'alert.kind', 'alert.at'])
    .where('alert.assignmentId', 'in', [...assignmentIds])
    .where('alert.dismissedAt', 'is', null)
    .where(
      sql<boolean>`case when alert.kind in ('LATE', 'MISSING') then attendance.id is null and assignments.ended_at is null
        else attendance.check_out_at is null end`,
    )
    .orderBy('alert.at')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as AlertKind }))
}
