import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { NotFound, Refused } from '../platform/errors.ts'
import { workDate } from '../platform/indonesian-date.ts'
import { moveTicket, recordEvent } from '../ticket/index.ts'
import { type Dated, dateAct, doneAtOf, type PhoneTime } from './date-act.ts'
import { type CrewMember, lockTicket, mustSeeTicket, mySeat } from './find-crew.ts'
import { readPolicy } from './attendance/change-policy.ts'
import { type Policy, whyCannotCheckIn } from './attendance/rules.ts'
import {
  type Evidence,
  gradePosition,
  isAtWork,
  isLate,
  minutesLate,
  plannedStart,
  type PositionSource,
  type Reading,
} from './rules.ts'

export type Attend = PhoneTime & {
  /** made by the device, so that a repeated call is the same check-in */
  clientId: string
  location?:
    | { lat: number; lng: number; accuracy: number | null; at: string; source?: PositionSource }
    | null
    | undefined
  via?: 'web' | 'telegram'
}

const readingOf = (attend: Attend): Reading | null =>
  attend.location ? { ...attend.location, at: new Date(attend.location.at) } : null

/**
 * Check-in: the technician has arrived. Never refused for a bad position; it is graded and CS sees the flag. Only where
 * the company wants it so, a position that is clearly elsewhere is refused. One that waited for a signal counts from
 * when it was done.
 * @returns id of the attendance. @throws NotFound (no seat here), Refused WRONG_STATE, ALREADY_CHECKED_IN, CHECK_IN_OFF_SITE
 */
export async function checkIn(
  db: Db,
  actor: Staff,
  ticketId: string,
  attend: Attend,
  received = new Date(),
): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    await lockTicket(tx, ticketId)
    const again = await sameCall(tx, actor, 'checkInClientId', attend.clientId)
    if (again) return again
    const seat = await mySeat(tx, actor, ticketId)
    const first = !(await isUnderWay(tx, ticketId))
    const ticket = await moveTicket(tx, { ticketId, move: 'checkIn', actor, event: null })
    const dated = dateAct(attend, received, seat.claimedAt)
    const day = workDate(dated.at, ticket.timeZone)
    const earlier = await ownDays(tx, seat.assignmentId)
    if (earlier.includes(day)) throw new Refused('ALREADY_CHECKED_IN')
    const reading = readingOf(attend)
    const policy = await readPolicy(tx)
    const evidence = judge(policy, ticket, reading, dated)
    const planned = plannedStart(ticket, day)
    // who came when he was expected, and comes again without a plan, is not late
    const late = isLate(planned.at, dated.at, policy.lateAfter) && !earlier.some((one) => one >= planned.day)
    const made = await tx
      .insertInto('attendance')
      .values({
        ticketId,
        assignmentId: seat.assignmentId,
        technicianId: actor.id,
        workDate: day,
        checkInClientId: attend.clientId,
        checkInAt: dated.at,
        checkInReceivedAt: received,
        checkInDeviceAt: dated.deviceAt,
        checkInSkewSeconds: dated.skewSeconds,
        checkInLat: reading?.lat ?? null,
        checkInLng: reading?.lng ?? null,
        checkInAccuracy: reading?.accuracy ?? null,
        checkInDistance: evidence.distance,
        grade: evidence.grade,
        gradeReasons: [...evidence.reasons, ...dated.doubts],
        late,
        lateMinutes: late ? minutesLate(planned.at, dated.at) : 0,
        via: attend.via ?? 'web',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await beginWork(tx, seat, dated.at)
    await recordEvent(tx, {
      name: 'checkedIn',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: {
        attendanceId: made.id,
        technicianId: actor.id,
        grade: evidence.grade,
        late,
        first,
        ...doneAtOf(dated),
      },
    })
    return made.id
  })
}

/** How sure the position makes us, by the rules of the company. @throws Refused CHECK_IN_OFF_SITE */
function judge(
  policy: Policy,
  ticket: Parameters<typeof siteOf>[0],
  reading: Reading | null,
  dated: Dated,
): Evidence {
  const evidence = gradePosition(siteOf(ticket), reading, dated.at, dated.deviceAt, policy.radius)
  const refusal = whyCannotCheckIn(policy, evidence)
  if (refusal) throw new Refused(refusal, { distance: evidence.distance ?? 0, radius: policy.radius })
  return evidence
}

/** Whoever was replaced and forgot to check out: his work ends at the latest when the replacement begins. */
async function beginWork(tx: Tx, seat: CrewMember, at: Date): Promise<void> {
  if (seat.startedAt) return
  await tx.updateTable('assignments').set({ startedAt: at }).where('id', '=', seat.assignmentId).execute()
  await tx
    .updateTable('attendance')
    .set({ checkOutAt: at })
    .where('checkOutAt', 'is', null)
    .where('checkInAt', '<=', at)
    .where('assignmentId', '=', (a) =>
      a.selectFrom('assignments').select('replacesId').where('id', '=', seat.assignmentId),
    )
    .execute()
}

/** Check-out: leaving the site; also by somebody whose seat was taken meanwhile. @throws NotFound, Refused NOT_CHECKED_IN */
export async function checkOut(
  db: Db,
  actor: Staff,
  ticketId: string,
  attend: Attend,
  received = new Date(),
): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    await lockTicket(tx, ticketId)
    const again = await sameCall(tx, actor, 'checkOutClientId', attend.clientId)
    if (again) return again
    const ticket = await tx
      .selectFrom('tickets')
      .select(['lat', 'lng', 'customerId'])
      .where('id', '=', ticketId)
      .executeTakeFirst()
    if (!ticket) throw new NotFound()
    await mustSeeTicket(tx, actor, ticketId)
    const reading = readingOf(attend)
    const open = await tx
      .selectFrom('attendance')
      .select(['id', 'checkInAt'])
      .where('ticketId', '=', ticketId)
      .where('technicianId', '=', actor.id)
      .where('checkOutAt', 'is', null)
      .orderBy('checkInAt', 'desc')
      .forUpdate()
      .executeTakeFirst()
    if (!open) throw new Refused('NOT_CHECKED_IN')
    const dated = dateAct(attend, received, open.checkInAt)
    await tx
      .updateTable('attendance')
      .set({
        checkOutClientId: attend.clientId,
        checkOutAt: dated.at,
        checkOutReceivedAt: received,
        checkOutDeviceAt: dated.deviceAt,
        checkOutSkewSeconds: dated.skewSeconds,
        checkOutLat: reading?.lat ?? null,
        checkOutLng: reading?.lng ?? null,
        checkOutAccuracy: reading?.accuracy ?? null,
        checkOutDistance: gradePosition(siteOf(ticket), reading, dated.at, dated.deviceAt).distance,
      })
      .where('id', '=', open.id)
      .execute()
    await recordEvent(tx, {
      name: 'checkedOut',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { attendanceId: open.id, technicianId: actor.id, ...doneAtOf(dated) },
    })
    return open.id
  })
}

/** The phone did not hear our answer and asks again: the same answer. */
async function sameCall(
  tx: Tx,
  actor: Staff,
  column: 'checkInClientId' | 'checkOutClientId',
  clientId: string,
): Promise<string | null> {
  const row = await tx
    .selectFrom('attendance')
    .select(['id', 'technicianId'])
    .where(column, '=', clientId)
    .executeTakeFirst()
  if (row && row.technicianId !== actor.id) throw new NotFound()
  return row?.id ?? null
}

/** Whoever is still checked in when the work is done has left with it; what somebody forgot days ago stays open. */
export async function checkOutAll(
  tx: Tx,
  actor: Staff,
  ticketId: string,
  customerId: string,
  now = new Date(),
): Promise<void> {
  const open = await tx
    .selectFrom('attendance')
    .select(['id', 'technicianId', 'checkInAt', 'checkOutAt'])
    .where('ticketId', '=', ticketId)
    .where('checkOutAt', 'is', null)
    .orderBy('checkInAt')
    .execute()
  for (const row of open.filter((entry) => isAtWork(entry, now))) {
    // who came after Selesai was pressed on a phone without a signal leaves in the same moment
    const checkOutAt = new Date(Math.max(now.getTime(), row.checkInAt.getTime()))
    await tx.updateTable('attendance').set({ checkOutAt }).where('id', '=', row.id).execute()
    await recordEvent(tx, {
      name: 'checkedOut',
      actor,
      ticketId,
      customerId,
      data: { attendanceId: row.id, technicianId: row.technicianId },
    })
  }
}

const siteOf = (ticket: { lat: number | null; lng: number | null }) =>
  ticket.lat === null || ticket.lng === null ? null : { lat: ticket.lat, lng: ticket.lng }

/** Days on which somebody has checked in with this seat. */
async function ownDays(tx: Tx, assignmentId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('attendance')
    .select('workDate')
    .where('assignmentId', '=', assignmentId)
    .execute()
  return rows.map((row) => row.workDate)
}

async function isUnderWay(tx: Tx, ticketId: string): Promise<boolean> {
  const row = await tx.selectFrom('tickets').select('state').where('id', '=', ticketId).executeTakeFirst()
  return row?.state === 'IN_PROGRESS'
}
