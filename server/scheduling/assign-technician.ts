import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../platform/errors.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import { type AssignedSeat, assignSeat } from '../ticket/index.ts'
import { absenceDuring } from './absences/reads.ts'
import { readWorkDays, visitDays } from './calendar/read-work-days.ts'
import { type AssignmentWarning, fitWarnings, visitWarnings } from './calendar/rules.ts'
import type { assignTechnician as contract } from './calendar/schema.ts'

export type Assignment = BodyOf<typeof contract>

/**
 * The exception to "first come, first served": CS puts a technician on a free seat. What speaks against it is said
 * first (missing skill, other area, absent, holiday, outside working hours); CS may go on with a reason. Another job at that time cannot be
 * overridden.
 * @throws Refused ASSIGNMENT_WARNINGS with one detail per warning, SCHEDULE_CONFLICT, POOL_FULL, ALREADY_CLAIMED,
 *   NOT_IN_POOL; InvalidInput for the technician and a missing reason; NotFound, NotAllowed
 */
export async function assignTechnician(
  db: Db,
  actor: Staff,
  ticketId: string,
  wish: Assignment,
): Promise<AssignedSeat> {
  return await db.transaction().execute(async (tx) => {
    const technician = await tx
      .selectFrom('staff')
      .select(['id', 'name', 'homeArea'])
      .where('id', '=', wish.technicianId)
      .where('role', '=', 'technician')
      .where('banned', '=', false)
      .executeTakeFirst()
    if (!technician) throw new InvalidInput([{ path: 'technicianId', message: 'technicianUnknown' }])
    const warnings = await warningsOf(tx, ticketId, technician)
    if (warnings.length > 0 && !wish.override)
      throw new Refused('ASSIGNMENT_WARNINGS', { name: technician.name }, 409, warnings)
    if (warnings.length > 0 && !wish.reason)
      throw new InvalidInput([{ path: 'reason', message: 'reasonForOverride' }])
    return await assignSeat(tx, {
      ticketId,
      technicianId: wish.technicianId,
      actor,
      reason: wish.reason,
      warnings: warnings.map((one) => one.warning),
    })
  })
}

async function warningsOf(
  tx: Tx,
  ticketId: string,
  technician: { id: string; homeArea: string | null },
): Promise<AssignmentWarning[]> {
  const visit = await tx
    .selectFrom('tickets')
    .select(['scheduledStart', 'scheduledEnd', 'timeZone', 'requiredSkills', 'area'])
    .where('id', '=', ticketId)
    .executeTakeFirst()
  if (!visit) throw new NotFound()
  const skills = await tx
    .selectFrom('staffSkills')
    .select('skill')
    .where('staffId', '=', technician.id)
    .execute()
  const absence = await absenceDuring(tx, technician.id, visit.scheduledStart, visit.scheduledEnd)
  const days = visitDays(visit.scheduledStart, visit.scheduledEnd, visit.timeZone)
  const calendar = await readWorkDays(tx, days.first, days.last)
  return [
    ...fitWarnings(
      { skills: visit.requiredSkills, area: visit.area },
      { skills: skills.map((row) => row.skill), area: technician.homeArea },
    ),
    ...(absence ? [{ warning: 'ABSENT' as const, kind: absence }] : []),
    ...visitWarnings(days, calendar),
  ]
}
