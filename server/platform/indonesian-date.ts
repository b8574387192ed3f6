import { toCardinal as cardinalEn, toOrdinal as ordinalEn } from 'n2words/en-US'
import { toCardinal as cardinalId } from 'n2words/id-ID'
import type { Language } from './texts.ts'

/** A calendar day without time or zone, `YYYY-MM-DD`. */
export type LocalDate = string

/** Where the office is; company reports and document numbers use its calendar. */
export const OFFICE_ZONE = 'Asia/Jakarta'

const DAYS: Record<Language, readonly string[]> = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}
const MONTHS: Record<Language, readonly string[]> = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}
const ROMAN_MONTHS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const

// Indonesia has three zones and no summer time; Pontianak keeps the time of Jakarta.
const SUFFIXES: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
}

// Making an Intl formatter costs about as much as laying out half a page, so one per zone is kept.
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(zone, clock)
  return clock
}

// A calendar asks for the clock of ten thousand visits at once; arithmetic is fifty times quicker than a formatter. Before
// 1988 the zones lay differently.
const HOURS_AHEAD: Record<string, number> = {
  'Asia/Jakarta': 7,
  'Asia/Pontianak': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
}
const [FIXED_SINCE, FIXED_UNTIL] = [Date.UTC(1989), Date.UTC(9999)]

type WallClock = { day: LocalDate; hour: string; minute: string }

function wallClock(instant: Date | string, zone: string): WallClock {
  const ahead = HOURS_AHEAD[zone]
  const at = new Date(instant).getTime()
  if (ahead === undefined || !(at > FIXED_SINCE && at < FIXED_UNTIL)) return wallClockAnywhere(instant, zone)
  const text = new Date(at + ahead * 3_600_000).toISOString()
  return { day: text.slice(0, 10), hour: text.slice(11, 13), minute: text.slice(14, 16) }
}

function wallClockAnywhere(instant: Date | string, zone: string): WallClock {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(new Date(instant))
      .map((part) => [part.type, part.value]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return {
    day: `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`,
    hour: of('hour'),
    minute: of('minute'),
  }
}

function split(day: LocalDate): { year: number; month: number; date: number; weekday: number } {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  const time = Date.parse(`${day}T00:00:00Z`)
  // Date.parse lets 31 February roll over into March
  if (!match || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) {
    throw new RangeError(`not a calendar day: ${day}`)
  }
  return {
    year: Number(match[1]),
    month: Number(match[2]),
    date: Number(match[3]),
    weekday: new Date(time).getUTCDay(),
  }
}

const monthName = (month: number, language: Language) => MONTHS[language][month - 1] ?? ''

/** The calendar day at a site when something happened there; quotas, attendance and numbers count by this day. */
export function workDate(instant: Date | string, zone: string = OFFICE_ZONE): LocalDate {
  return wallClock(instant, zone).day
}

/** WIB, WITA or WIT; for a zone outside Indonesia its IANA name, which is at least not wrong. */
export function zoneSuffix(zone: string): string {
  return SUFFIXES[zone] ?? zone
}

/** `20 November 2026`. Throws RangeError when it is not a calendar day. */
export function longDate(day: LocalDate, language: Language = 'id'): string {
  const { year, month, date } = split(day)
  return `${date} ${monthName(month, language)} ${year}`
}

/** `Jumat, 20 November 2026` */
export function longDateWithDay(day: LocalDate, language: Language = 'id'): string {
  return `${DAYS[language][split(day).weekday] ?? ''}, ${longDate(day, language)}`
}

/** `20/11/2026`: day first, in both languages, because the reader is in Indonesia. */
export function shortDate(day: LocalDate): string {
  split(day)
  return day.split('-').toReversed().join('/')
}

/** `20-22 November 2026` with an en dash; repeats month or year only where they differ. */
export function dateRange(from: LocalDate, to: LocalDate, language: Language = 'id'): string {
  const [start, end] = [split(from), split(to)]
  if (from === to) return longDate(from, language)
  if (start.year !== end.year) return `${longDate(from, language)} \u2013 ${longDate(to, language)}`
  if (start.month !== end.month)
    return `${start.date} ${monthName(start.month, language)} \u2013 ${longDate(to, language)}`
  return `${start.date}\u2013${longDate(to, language)}`
}

/** `00.30 WIB`; Indonesian writes the time with a dot, English with a colon. */
export function timeOfDay(
  instant: Date | string,
  zone: string = OFFICE_ZONE,
  language: Language = 'id',
): string {
  const { hour, minute } = wallClock(instant, zone)
  return `${hour}${language === 'id' ? '.' : ':'}${minute} ${zoneSuffix(zone)}`
}

/** `20 November 2026 pukul 00.30 WIB` */
export function longDateTime(
  instant: Date | string,
  zone: string = OFFICE_ZONE,
  language: Language = 'id',
): string {
  const time = timeOfDay(instant, zone, language)
  return `${longDate(workDate(instant, zone), language)}${language === 'id' ? ' pukul ' : ', '}${time}`
}

/** `20/11/2026 00.30 WIB`, for captions and tables. */
export function shortDateTime(
  instant: Date | string,
  zone: string = OFFICE_ZONE,
  language: Language = 'id',
): string {
  return `${shortDate(workDate(instant, zone))} ${timeOfDay(instant, zone, language)}`
}

/** I to XII, as used in document numbers. */
export function romanMonth(month: number): string {
  const roman = ROMAN_MONTHS[month - 1]
  if (!roman) throw new RangeError(`not a month: ${month}`)
  return roman
}

/** Opening of a BAST: `Jumat, tanggal dua puluh bulan November tahun dua ribu dua puluh enam (20-11-2026)`. */
export function dateInWords(day: LocalDate, language: Language = 'id'): string {
  const { year, month, date, weekday } = split(day)
  const [name, inFigures] = [DAYS[language][weekday] ?? '', day.split('-').toReversed().join('-')]
  const words =
    language === 'id'
      ? `tanggal ${cardinalId(date)} bulan ${monthName(month, 'id')} tahun ${cardinalId(year)}`
      : `the ${ordinalEn(date)} of ${monthName(month, 'en')} ${cardinalEn(year)}`
  return `${name}, ${words} (${inFigures})`
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(day: LocalDate, count: number): LocalDate {
  const { year, month, date } = split(day)
  return new Date(Date.UTC(year, month - 1, date + count)).toISOString().slice(0, 10)
}

/** Calendar days from first to last, both counted: the same day is 1. */
export function countDays(from: LocalDate, to: LocalDate): number {
  split(from)
  split(to)
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}
