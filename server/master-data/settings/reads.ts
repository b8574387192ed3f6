import type { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'
import { readSetting } from '../../platform/settings.ts'
import type { Holiday } from './rules.ts'
import type { getCalendar } from './schema.ts'

export type Calendar = z.output<typeof getCalendar.response>

const WORKDAY = { from: '08:00', to: '17:00' }
/** Monday to Friday, half a Saturday; cuti bersama is worked until the company decides otherwise. */
const STANDARD: Calendar = {
  workingHours: [null, WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, { from: '08:00', to: '13:00' }],
  jointLeaveIsWorkingDay: true,
}

/** Working hours of the week, Sunday first, and whether cuti bersama is worked. */
export const readCalendar = (db: Db | Tx): Promise<Calendar> => readSetting(db, 'calendar', STANDARD)

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
