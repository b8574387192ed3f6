import { clock, clockWithZone, date, dayIn, daysFromToday } from '../../shared/format.ts'
import { say } from '../texts/catalogue.ts'

const WORDS: Record<string, string> = { '-1': 'yesterday', 0: 'today', 1: 'tomorrow', 2: 'dayAfterTomorrow' }

/** "Hari ini", "Besok", "Lusa", "Kemarin", else "Sen, 23 Nov 2026"; by the calendar of the zone. */
export function dayWords(at: string | number, zone: string, now: number = Date.now()): string {
  const word = WORDS[String(daysFromToday(at, zone, now))]
  return word ? say(`when.${word}`) : date(at, { zone })
}

/** A visit in words: "Besok, 09.00-12.00 WIB"; "Besok 09.00 - Lusa 17.00 WIB" over several days. */
export function visitWords(start: string, end: string, zone: string, now: number = Date.now()): string {
  if (dayIn(start, zone) === dayIn(end, zone))
    return `${dayWords(start, zone, now)}, ${clock(start, { zone })}–${clockWithZone(end, { zone })}`
  const first = `${dayWords(start, zone, now)} ${clock(start, { zone })}`
  return `${first} – ${dayWords(end, zone, now)} ${clockWithZone(end, { zone })}`
}
