import type { Staff } from '../../platform/actor.ts'
import { databaseError, type Db, type Tx } from '../../platform/db.ts'
import { InvalidInput, NotAllowed, NotFound, Refused } from '../../platform/errors.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { recordEvent } from '../../ticket/index.ts'
import { absenceProblems } from './rules.ts'
import type { changeAbsence as changeContract, recordAbsence as contract } from './schema.ts'

type Row = { id: string; technicianId: string; kind: string; startsAt: Date; endsAt: Date }

/**
 * CS notes that a technician is not there. Visits that he holds in that time stay his until CS finds a replacement;
 * they are shown as conflicts.
 * @throws Refused ABSENCE_OVERLAPS; InvalidInput for technician and time; NotAllowed
 */
export async function recordAbsence(db: Db, actor: Staff, wish: BodyOf<typeof contract>): Promise<string> {
  const [startsAt, endsAt] = timesOf(actor, wish.start, wish.end)
  return await db.transaction().execute(async (tx) => {
    const technician = await tx
      .selectFrom('staff')
      .select('id')
      .where('id', '=', wish.technicianId)
      .where('role', '=', 'technician')
      .where('banned', '=', false)
      .executeTakeFirst()
    if (!technician) throw new InvalidInput([{ path: 'technicianId', message: 'technicianUnknown' }])
    const { technicianId, kind, wholeDays, note } = wish
    const row = await unlessOverlapping(() =>
      tx
        .insertInto('absences')
        .values({ technicianId, kind, startsAt, endsAt, wholeDays, note, createdBy: actor.id })
        .returning(['id', 'technicianId', 'kind', 'startsAt', 'endsAt'])
        .executeTakeFirstOrThrow(),
    )
    await absenceHappened(tx, actor, 'absenceRecorded', row)
    return row.id
  })
}

/** @throws Refused ABSENCE_OVERLAPS; InvalidInput; NotFound, NotAllowed */
export async function changeAbsence(
  db: Db,
  actor: Staff,
  id: string,
  wish: BodyOf<typeof changeContract>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('absences')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new NotFound()
    const [startsAt, endsAt] = timesOf(actor, wish.start ?? before.startsAt, wish.end ?? before.endsAt)
    const row = await unlessOverlapping(() =>
      tx
        .updateTable('absences')
        .set({
          startsAt,
          endsAt,
          updatedAt: new Date(),
          ...(wish.kind && { kind: wish.kind }),
          ...(wish.wholeDays !== undefined && { wholeDays: wish.wholeDays }),
          ...(wish.note !== undefined && { note: wish.note }),
        })
        .where('id', '=', id)
        .returning(['id', 'technicianId', 'kind', 'startsAt', 'endsAt'])
        .executeTakeFirstOrThrow(),
    )
    await absenceHappened(tx, actor, 'absenceChanged', row)
  })
}

/** The technician is there after all; what was recorded stays in the events. @throws NotFound, NotAllowed */
export async function removeAbsence(db: Db, actor: Staff, id: string): Promise<void> {
  mayWrite(actor)
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .deleteFrom('absences')
      .where('id', '=', id)
      .returning(['id', 'technicianId', 'kind', 'startsAt', 'endsAt'])
      .executeTakeFirst()
    if (!row) throw new NotFound()
    await absenceHappened(tx, actor, 'absenceRemoved', row)
  })
}

function mayWrite(actor: Staff): void {
  if (actor.role !== 'admin' && actor.role !== 'cs') throw new NotAllowed()
}

function timesOf(actor: Staff, start: string | Date, end: string | Date): [Date, Date] {
  mayWrite(actor)
  const times: [Date, Date] = [new Date(start), new Date(end)]
  const problems = absenceProblems(...times)
  if (problems.length > 0) throw new InvalidInput(problems)
  return times
}

/** @throws Refused ABSENCE_OVERLAPS when somebody would be absent twice at once */
export async function unlessOverlapping<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (databaseError(error)?.constraint === 'absences_apart') throw new Refused('ABSENCE_OVERLAPS')
    throw error
  }
}

/** Writes down what happened to an absence, as it is now or was last. */
export async function absenceHappened(
  tx: Tx,
  actor: Staff,
  name: 'absenceRecorded' | 'absenceChanged' | 'absenceRemoved',
  row: Row,
): Promise<void> {
  await recordEvent(tx, {
    name,
    actor,
    data: {
      absenceId: row.id,
      technicianId: row.technicianId,
      kind: row.kind,
      start: row.startsAt.toISOString(),
      end: row.endsAt.toISOString(),
    },
  })
}
