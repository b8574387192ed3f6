import { type Language, storedLanguage } from './language.ts'

/** Zone of the office; a ticket carries the zone of its site. */
export const OFFICE_ZONE = 'Asia/Jakarta'

const SUFFIX: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
}
const LOCALE: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }
type Moment = string | number | Date
type Options = { zone?: string; language?: Language }

const formats = new Map<string, Intl.DateTimeFormat>()
function dateFormat(parts: Intl.DateTimeFormatOptions, { zone, language }: Options): Intl.DateTimeFormat {
  const locale = LOCALE[language ?? storedLanguage()]
  const all = { ...parts, timeZone: zone ?? OFFICE_ZONE }
  const key = locale + JSON.stringify(all)
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, all)))
  return format
}

/** WIB, WITA or WIT; the offset for other zones. */
export function zoneSuffix(zone: string = OFFICE_ZONE): string {
  return (
    SUFFIX[zone] ??
    dateFormat({ timeZoneName: 'shortOffset' }, { zone })
      .formatToParts(new Date())
      .find((part) => part.type === 'timeZoneName')?.value ??
    zone
  )
}

/** 09.00 (Indonesian) or 09:00. */
export function clock(at: Moment, options: Options = {}): string {
  return dateFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, options).format(new Date(at))
}

/** 09.00.01,234: for the order of a race, where milliseconds count. */
export function exactClock(at: Moment, options: Options = {}): string {
  return dateFormat(
    { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' },
    options,
  ).format(new Date(at))
}

/** 09.00 WIB */
export function clockWithZone(at: Moment, options: Options = {}): string {
  return `${clock(at, options)} ${zoneSuffix(options.zone)}`
}

/** Sab, 21 Nov 2026 */
export function date(at: Moment, options: Options = {}): string {
  return dateFormat({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }, options).format(
    new Date(at),
  )
}

/** 21 Nov 2026, for narrow columns */
export function shortDate(at: Moment, options: Options = {}): string {
  return dateFormat({ day: 'numeric', month: 'short', year: 'numeric' }, options).format(new Date(at))
}

/** Sabtu, 21 November 2026 */
export function longDate(at: Moment, options: Options = {}): string {
  return dateFormat({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, options).format(
    new Date(at),
  )
}

/** 21 Nov 2026, 09.00 WIB */
export function dateTime(at: Moment, options: Options = {}): string {
  return `${shortDate(at, options)}, ${clockWithZone(at, options)}`
}

/** "November 2026" for 2026-11. */
export function monthWords(month: string, options: Options = {}): string {
  return dateFormat({ month: 'long', year: 'numeric' }, { ...options, zone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
}

/** Sab, 21 Nov 2026, 09.00–12.00 WIB; both dates when they differ. */
export function visit(start: Moment, end: Moment, options: Options = {}): string {
  const first = date(start, options)
  const last = date(end, options)
  if (first === last) return `${first}, ${clock(start, options)}–${clockWithZone(end, options)}`
  return `${first}, ${clock(start, options)} – ${last}, ${clockWithZone(end, options)}`
}

/** The calendar day in a zone as YYYY-MM-DD. */
export function dayIn(at: Moment, zone: string = OFFICE_ZONE): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at))
}

/** -1 yesterday, 0 today, 1 tomorrow ... by the calendar of the zone. */
export function daysFromToday(at: Moment, zone: string = OFFICE_ZONE, now: Moment = Date.now()): number {
  return Math.round((Date.parse(dayIn(at, zone)) - Date.parse(dayIn(now, zone))) / 86_400_000)
}

/** Hari ini 09.00 / Besok 09.00 / Kemarin 09.00 / Sen, 23 Nov 2026 09.00 */
export function dayAndClock(at: Moment, options: Options = {}, now: Moment = Date.now()): string {
  const days = daysFromToday(at, options.zone, now)
  if (Math.abs(days) > 1) return `${date(at, options)} ${clock(at, options)}`
  return `${capital(relative('day', days, options))} ${clock(at, options)}`
}

/** 5 menit yang lalu, kemarin, 2 jam lagi ... */
export function ago(at: Moment, options: Options = {}, now: Moment = Date.now()): string {
  const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000
  const size = Math.abs(seconds)
  if (size < 60) return relative('second', 0, options)
  if (size < 3600) return relative('minute', Math.round(seconds / 60), options)
  if (size < 86_400) return relative('hour', Math.round(seconds / 3600), options)
  if (size < 7 * 86_400) return relative('day', Math.round(seconds / 86_400), options)
  return shortDate(at, options)
}

function relative(unit: Intl.RelativeTimeFormatUnit, amount: number, options: Options): string {
  const locale = LOCALE[options.language ?? storedLanguage()]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(amount, unit)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** 1 jam 20 menit; below a minute in seconds, below ten seconds with a tenth. */
export function duration(milliseconds: number, options: Options = {}): string {
  const locale = LOCALE[options.language ?? storedLanguage()]
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'long',
      maximumFractionDigits: digits,
    }).format(value)
  const size = Math.max(0, milliseconds)
  if (size < 1000) return unit(size, 'millisecond')
  if (size < 60_000) return unit(size / 1000, 'second', size < 10_000 ? 1 : 0)
  const minutes = Math.round(size / 60_000)
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ]
  const shown = parts.filter(([value]) => value > 0).slice(0, 2)
  return shown.map(([value, name]) => unit(value, name)).join(' ')
}

/** Rp1.500.000: always written the Indonesian way. */
export function rupiah(amount: number): string {
  const digits = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 }).format(Math.abs(amount))
  return `${amount < 0 ? '-' : ''}Rp${digits}`
}

/** "Rp 1.500.000", "1500000,-" or "1.500" as whole rupiah; null when it is no amount. */
export function parseRupiah(text: string): number | null {
  const bare = text
    .replace(/rp\.?/i, '')
    .replace(/,(?:-|\d{1,2})?\s*$/, '')
    .replace(/[\s.\u00a0]/g, '')
  return /^\d{1,12}$/.test(bare) ? Number(bare) : null
}

/** 1.234,5 */
export function number(value: number, digits = 0, options: Options = {}): string {
  return new Intl.NumberFormat(LOCALE[options.language ?? storedLanguage()], {
    maximumFractionDigits: digits,
  }).format(value)
}

/** 0812-3456-7890 for Indonesian mobiles, 021-5551234 for landlines, other countries as they came. */
export function phone(e164: string): string {
  if (!e164.startsWith('+62')) return e164
  const national = `0${e164.slice(3)}`
  if (!national.startsWith('08')) {
    // the big cities have area codes of two digits after the zero, the others of three
    const area = /^0(?:21|22|24|31|61)/.test(national) ? 3 : 4
    return `${national.slice(0, area)}-${national.slice(area)}`
  }
  return [national.slice(0, 4), national.slice(4, 8), national.slice(8)].filter(Boolean).join('-')
}

/** 1,4 MB */
export function bytes(size: number, options: Options = {}): string {
  if (size < 1024 * 1024) return `${number(Math.max(1, size / 1024), 0, options)} KB`
  return `${number(size / 1024 / 1024, 1, options)} MB`
}

/** The first letters of a name for an avatar: "Andi Saputra" > AS. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase()
}
