import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import { databaseError, type Db, type Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import { workDate } from '../../platform/indonesian-date.ts'
import { recordEvent } from '../../ticket/index.ts'
import { minutesLate, plannedStart } from '../rules.ts'
import { readPolicy } from './change-policy.ts'
import { correctionProblems } from './rules.ts'

export type Correction = {
  checkInAt?: string | undefined
  checkOutAt?: string | null | undefined
  grade?: string | undefined
  reason: string
}
type Kept = { checkInAt: string; checkOutAt: string | null; grade: string; late: boolean }

/**
 * CS puts times or grade right. The entry then says what is true, and every correction keeps what stood there before,
 * who changed it and why; the technician is told.
 * @throws NotFound; InvalidInput for impossible times; Refused NOTHING_TO_CORRECT
 */
export async function correctAttendance(
  db: Db,
  actor: Staff,
  attendanceId: string,
  wish: Correction,
  now = new Date(),
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const entry = await lockedEntry(tx, attendanceId)
    const checkInAt = wish.checkInAt ? new Date(wish.checkInAt) : entry.checkInAt
    const checkOutAt =
      wish.checkOutAt === undefined ? entry.checkOutAt : wish.checkOutAt && new Date(wish.checkOutAt)
    const problems = correctionProblems({ checkInAt, checkOutAt: checkOutAt || null }, now)
    // the day is part of the entry's identity: another day is another entry
    if (workDate(checkInAt, entry.timeZone) !== entry.workDate)
      problems.push({ path: 'checkInAt', message: 'otherDay' })
    if (problems.length > 0) throw new InvalidInput(problems)
    const lateMinutes = minutesLate(plannedStart(entry, entry.workDate).at, checkInAt)
    const late = lateMinutes > (await readPolicy(tx)).lateAfter
    const before = kept(entry)
    const after = kept({ checkInAt, checkOutAt: checkOutAt || null, grade: wish.grade ?? entry.grade, late })
    if (JSON.stringify(before) === JSON.stringify(after)) throw new Refused('NOTHING_TO_CORRECT')
    await tx
      .updateTable('attendance')
      .set({
        checkInAt,
        checkOutAt: checkOutAt || null,
        grade: after.grade,
        late,
        lateMinutes: late ? lateMinutes : 0,
        gradeReasons: sql`case when ${after.grade} = grade then grade_reasons else array_append(array_remove(grade_reasons, 'corrected'), 'corrected') end`,
      })
      .where('id', '=', attendanceId)
      .execute()
    await noted(tx, actor, entry, { before, after, reason: wish.reason })
  })
}

/**
 * A day that the technician could not check in himself (phone broken, no signal all day), written down by CS.
 * @returns id of the entry. @throws NotFound, InvalidInput, Refused ALREADY_CHECKED_IN
 */
export async function enterAttendance(
  db: Db,
  actor: Staff,
  assignmentId: string,
  wish: { checkInAt: string; checkOutAt?: string | null | undefined; reason: string },
  now = new Date(),
): Promise<string> {
  const checkInAt = new Date(wish.checkInAt)
  const checkOutAt = wish.checkOutAt ? new Date(wish.checkOutAt) : null
  const problems = correctionProblems({ checkInAt, checkOutAt }, now)
  if (problems.length > 0) throw new InvalidInput(problems)
  return await db.transaction().execute(async (tx) => {
    const seat = await seatOf(tx, assignmentId)
    if (checkInAt < seat.claimedAt) throw new InvalidInput([{ path: 'checkInAt', message: 'beforeClaim' }])
    const day = workDate(checkInAt, seat.timeZone)
    const lateMinutes = minutesLate(plannedStart(seat, day).at, checkInAt)
    const late = lateMinutes > (await readPolicy(tx)).lateAfter
    try {
      const made = await tx
        .insertInto('attendance')
        .values({
          ticketId: seat.ticketId,
          assignmentId,
          technicianId: seat.technicianId,
          workDate: day,
          checkInClientId: `cs-${assignmentId}-${day}`,
          checkInAt,
          checkInReceivedAt: now,
          checkOutAt,
          grade: 'NO_LOCATION',
          gradeReasons: ['enteredByCs'],
          late,
          lateMinutes: late ? lateMinutes : 0,
          enteredBy: actor.id,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const after = kept({ checkInAt, checkOutAt, grade: 'NO_LOCATION', late })
      await noted(tx, actor, { ...seat, id: made.id }, { before: null, after, reason: wish.reason })
      return made.id
    } catch (error) {
      if (databaseError(error)?.code === '23505') throw new Refused('ALREADY_CHECKED_IN')
      throw error
    }
  })
}

type Noted = { id: string; ticketId: string; customerId: string; technicianId: string }

async function noted(
  tx: Tx,
  actor: Staff,
  entry: Noted,
  change: { before: Kept | null; after: Kept; reason: string },
): Promise<void> {
  await tx
    .insertInto('attendanceCorrections')
    .values({
      attendanceId: entry.id,
      by: actor.id,
      reason: change.reason,
      before: sql<string>`${JSON.stringify(change.before)}::jsonb`,
      after: sql<string>`${JSON.stringify(change.after)}::jsonb`,
    })
    .execute()
  await recordEvent(tx, {
    name: 'attendanceCorrected',
    actor,
    ticketId: entry.ticketId,
    customerId: entry.customerId,
    data: {
      attendanceId: entry.id,
      technicianId: entry.technicianId,
      reason: change.reason,
      ...change.after,
    },
  })
}

const kept = (entry: { checkInAt: Date; checkOutAt: Date | null; grade: string; late: boolean }): Kept => ({
  checkInAt: entry.checkInAt.toISOString(),
  checkOutAt: entry.checkOutAt?.toISOString() ?? null,
  grade: entry.grade,
  late: entry.late,
})

const TICKET = [
  'tickets.timeZone',
  'tickets.scheduledStart',
  'tickets.scheduledEnd',
  'tickets.customerId',
] as const

async function lockedEntry(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('attendance')
    .innerJoin('tickets', 'tickets.id', 'attendance.ticketId')
    .select([
      'attendance.id',
      'attendance.ticketId',
      'attendance.technicianId',
      'attendance.workDate',
      'attendance.checkInAt',
      'attendance.checkOutAt',
      'attendance.grade',
      'attendance.late',
      ...TICKET,
    ])
    .where('attendance.id', '=', id)
    .forUpdate('attendance')
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

async function seatOf(tx: Tx, assignmentId: string) {
  const row = await tx
    .selectFrom('assignments')
    .innerJoin('tickets', 'tickets.id', 'assignments.ticketId')
    .select(['assignments.ticketId', 'assignments.technicianId', 'assignments.claimedAt', ...TICKET])
    .where('assignments.id', '=', assignmentId)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}
