import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound } from '../../platform/errors.ts'
import type { Answer, BodyOf } from '../../platform/http/endpoint.ts'
import { writeSetting } from '../../platform/settings.ts'
import { recordEvent } from '../../ticket/index.ts'
import { type Calendar, readCalendar } from './reads.ts'
import { type Holiday, readHolidays } from './rules.ts'
import type { changeCalendar as calendarContract, importHolidays as importContract } from './schema.ts'

const noted = (tx: Tx, actor: Staff, field: string) =>
  recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: [field] } })

/** @throws InvalidInput for a day that ends before it begins */
export async function changeCalendar(
  db: Db,
  actor: Staff,
  change: BodyOf<typeof calendarContract>,
): Promise<Calendar> {
  const wrong = (change.workingHours ?? []).flatMap((hours, index) =>
    hours && hours.to <= hours.from ? [{ path: `workingHours.${index}.to`, message: 'endBeforeStart' }] : [],
  )
  if (wrong.length > 0) throw new InvalidInput(wrong)
  return await db.transaction().execute(async (tx) => {
    const before = await readCalendar(tx)
    const next: Calendar = {
      workingHours: change.workingHours ?? before.workingHours,
      jointLeaveIsWorkingDay: change.jointLeaveIsWorkingDay ?? before.jointLeaveIsWorkingDay,
      tellsWhenClosed: change.tellsWhenClosed ?? before.tellsWhenClosed,
    }
    await writeSetting(tx, 'calendar', next)
    await noted(tx, actor, 'calendar')
    return next
  })
}

/** @throws InvalidInput when the day is one already */
export async function addHoliday(db: Db, actor: Staff, holiday: Holiday): Promise<Holiday> {
  return await db.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('holidays')
      .values(holiday)
      .onConflict((on) => on.doNothing())
      .returning('date')
      .executeTakeFirst()
    if (!added) throw new InvalidInput([{ path: 'date', message: 'holidayExists' }])
    await noted(tx, actor, 'holidays')
    return holiday
  })
}

/** @throws NotFound */
export async function removeHoliday(db: Db, actor: Staff, date: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const gone = await tx.deleteFrom('holidays').where('date', '=', date).returning('date').executeTakeFirst()
    if (!gone) throw new NotFound()
    await noted(tx, actor, 'holidays')
  })
}

/** Takes the good lines of a list; a date that is known gets its new name and kind. Bad lines are named. */
export async function importHolidays(
  db: Db,
  actor: Staff,
  csv: string,
): Promise<Answer<typeof importContract>> {
  const { holidays, problems } = readHolidays(csv)
  if (holidays.length > 0)
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto('holidays')
        .values(holidays)
        .onConflict((on) =>
          on.column('date').doUpdateSet({ name: sql`excluded.name`, kind: sql`excluded.kind` }),
        )
        .execute()
      await noted(tx, actor, 'holidays')
    })
  return { taken: holidays.length, problems }
}
