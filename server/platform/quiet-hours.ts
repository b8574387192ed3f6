import type { Db, Tx } from './db.ts'
import { timeOfDay } from './indonesian-date.ts'
import { readSetting } from './settings.ts'

/** Local wall clock, `HH:MM`; may reach over midnight. */
export type QuietHours = { enabled: boolean; from: string; to: string }
export type QuietSettings = { customer: QuietHours; staff: QuietHours }

const STANDARD: QuietSettings = {
  customer: { enabled: true, from: '20:00', to: '07:00' },
  staff: { enabled: true, from: '21:00', to: '06:00' },
}
const DAY = 24 * 60
const SETTING = 'quietHours'

/** When customers and staff are left alone, each by the clock where they are. */
export const readQuietHours = (db: Db | Tx): Promise<QuietSettings> => readSetting(db, SETTING, STANDARD)
export const QUIET_HOURS = SETTING

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** The moment at which it is no longer quiet in that zone; null when it is not quiet now. */
export function quietUntil(at: Date, zone: string, hours: QuietHours): Date | null {
  if (!hours.enabled) return null
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)]
  const now = minutesOf(timeOfDay(at, zone, 'en').slice(0, 5))
  const quiet = from <= to ? now >= from && now < to : now >= from || now < to
  if (!quiet) return null
  const minute = Math.floor(at.getTime() / 60_000) * 60_000
  return new Date(minute + ((to - now + DAY) % DAY) * 60_000)
}
