import type { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'
import { readSetting } from '../../platform/settings.ts'
import type { WorkCalendar } from './count-hours.ts'
import type { Holiday } from './rules.ts'
import type { getCalendar } from './schema.ts'

export type Calendar = z.output<typeof getCalendar.response>

const WORKDAY = { from: '08:00', to: '17:00' }
/** Monday to Friday, half a Saturday; cuti bersama is worked until the company decides otherwise. */
const STANDARD: Calendar = {
  workingHours: [null, WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, { from: '08:00', to: '13:00' }],
  jointLeaveIsWorkingDay: true,
  // every message costs: the company decides
  tellsWhenClosed: false,
}

/** Working hours of the week, Sunday first, and whether cuti bersama is worked. */
export const readCalendar = async (db: Db | Tx): Promise<Calendar> => ({
  ...STANDARD,
  ...(await readSetting<Partial<Calendar>>(db, 'calendar', {})),
})

/** The calendar with its days off, for counting working time. */
export async function readWorkCalendar(db: Db | Tx): Promise<Calendar & WorkCalendar> {
  const calendar = await readCalendar(db)
  const rows = await db.selectFrom('holidays').select(['date', 'kind']).execute()
  return { ...calendar, holidays: new Map(rows.map((row) => [row.date, row.kind as Holiday['kind']])) }
}

/** The holidays of a year in their order. */
export async function holidaysOf(db: Db | Tx, year: number): Promise<Holiday[]> {
  const rows = await db
    .selectFrom('holidays')
    .selectAll()
    .where('date', '>=', `${year}-01-01`)
    .where('date', '<=', `${year}-12-31`)
    .orderBy('date')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as Holiday['kind'] }))
}
