import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { addDays, OFFICE_ZONE, workDate } from '../../platform/indonesian-date.ts'
import { startOfOfficeDay } from '../calendar/rules.ts'
import { absenceHappened, unlessOverlapping } from './record-absence.ts'
import { absenceProblems } from './rules.ts'
import type { registerOwnAbsence as contract } from './schema.ts'

/**
 * A technician says himself that he is not there, from today on, in whole days of the office. He gets no offers for
 * that time; what he holds stays his until he gives it back or CS finds somebody. CS is told.
 * @returns id of the absence. @throws InvalidInput for the days; Refused ABSENCE_OVERLAPS
 */
export async function registerOwnAbsence(
  db: Db,
  actor: Staff,
  wish: BodyOf<typeof contract>,
  now = new Date(),
): Promise<string> {
  if (wish.from < workDate(now, OFFICE_ZONE))
    throw new InvalidInput([{ path: 'from', message: 'absenceInPast' }])
  const [startsAt, endsAt] = [startOfOfficeDay(wish.from), startOfOfficeDay(addDays(wish.to, 1))]
  const problems = absenceProblems(startsAt, endsAt)
  if (problems.length > 0) throw new InvalidInput(problems.map(({ message }) => ({ path: 'to', message })))
  const { kind, note } = wish
  return await db.transaction().execute(async (tx) => {
    const row = await unlessOverlapping(() =>
      tx
        .insertInto('absences')
        .values({
          technicianId: actor.id,
          kind,
          startsAt,
          endsAt,
          wholeDays: true,
          note,
          createdBy: actor.id,
        })
        .returning(['id', 'technicianId', 'kind', 'startsAt', 'endsAt'])
        .executeTakeFirstOrThrow(),
    )
    await absenceHappened(tx, actor, 'absenceRecorded', row)
    return row.id
  })
}

/**
 * He is there after all. Only what he said himself, and only while it is not over: the rest is CS's to change.
 * @throws NotFound; Refused ABSENCE_NOT_OWN, ABSENCE_OVER
 */
export async function withdrawOwnAbsence(db: Db, actor: Staff, id: string, now = new Date()): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('absences')
      .select(['id', 'technicianId', 'kind', 'startsAt', 'endsAt', 'createdBy'])
      .where('id', '=', id)
      .where('technicianId', '=', actor.id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new NotFound()
    if (row.createdBy !== actor.id) throw new Refused('ABSENCE_NOT_OWN')
    if (row.endsAt <= now) throw new Refused('ABSENCE_OVER')
    await tx.deleteFrom('absences').where('id', '=', id).execute()
    await absenceHappened(tx, actor, 'absenceRemoved', row)
  })
}
