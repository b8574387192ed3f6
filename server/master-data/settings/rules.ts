export type Holiday = { date: string; name: string; kind: 'national' | 'joint_leave' }
export type HolidayProblem = { line: number; text: string; problem: 'date' | 'name' | 'kind' }

const KINDS: Record<string, Holiday['kind']> = {
  national: 'national',
  nasional: 'national',
  'libur nasional': 'national',
  libur: 'national',
  'joint leave': 'joint_leave',
  'cuti bersama': 'joint_leave',
  cuti: 'joint_leave',
}

/**
 * Holidays out of a CSV (date, name, kind; comma, semicolon or tab; a heading is fine). Dates as 2026-01-31 or
 * 31/01/2026, kinds in words of either language; without a kind the name decides ("Cuti bersama ..."). Never throws.
 */
export function readHolidays(csv: string): { holidays: Holiday[]; problems: HolidayProblem[] } {
  const holidays = new Map<string, Holiday>()
  const problems: HolidayProblem[] = []
  const lines = csv.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  lines.forEach((text, index) => {
    if (text.trim() === '') return
    const [first = '', name = '', kindWord = ''] = cells(text)
    const date = readDay(first)
    if (!date && index === 0 && !/\d/.test(first)) return
    const kind = readKind(kindWord, name)
    const problem = !date ? 'date' : name === '' || name.length > 100 ? 'name' : !kind ? 'kind' : null
    if (problem) problems.push({ line: index + 1, text: text.slice(0, 120), problem })
    else if (date && kind) holidays.set(date, { date, name, kind })
  })
  return { holidays: [...holidays.values()], problems }
}

function readKind(word: string, name: string): Holiday['kind'] | null {
  const plain = word.toLowerCase().replaceAll('_', ' ')
  if (plain === '') return /^cuti bersama/i.test(name) ? 'joint_leave' : 'national'
  return KINDS[plain] ?? null
}

/** Cells of one line; quotes protect a separator, two of them are one. */
function cells(line: string): string[] {
  const separator = line.includes(';') ? ';' : line.includes('\t') ? '\t' : ','
  const found: string[] = ['']
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? ''
    if (sign === '"' && quoted && line[at + 1] === '"') {
      found[found.length - 1] += '"'
      at++
    } else if (sign === '"') quoted = !quoted
    else if (sign === separator && !quoted) found.push('')
    else found[found.length - 1] += sign
  }
  return found.map((cell) => cell.trim())
}

/** A calendar day as YYYY-MM-DD, or null when there is no such day. */
function readDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const [year, month, day] = iso ? iso.slice(1) : local ? local.slice(1).toReversed() : []
  if (!year || !month || !day) return null
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const moment = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date) ? date : null
}

/** The names between double braces, each once, in their order. */
export const placeholdersOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].map(([, name]) => name ?? '')),
]

/** A text with its placeholders filled in. */
export const fillText = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) => values[name] ?? whole)

/**
 * What is wrong with somebody's own words for a text, as a message key: a placeholder lost or invented, too long once
 * filled in, or signs that the catalogue would read as an instruction.
 */
export function textProblem(
  own: string,
  text: { standard: string; limit: number; samples: Record<string, string> },
): string | null {
  if (own.trim() === '') return 'required'
  if (own.includes('$t(')) return 'textNesting'
  const wanted = placeholdersOf(text.standard)
  const given = placeholdersOf(own)
  if (wanted.some((name) => !given.includes(name))) return 'placeholderMissing'
  const rest = own.replaceAll(/\{\{\s*[\w.]+\s*\}\}/g, '')
  if (given.some((name) => !wanted.includes(name)) || /\{\{|\}\}/.test(rest)) return 'placeholderUnknown'
  return fillText(own, text.samples).length > text.limit ? 'tooLong' : null
}
