import { type LocalDate, romanMonth } from '../platform/indonesian-date.ts'

/** Codes of the papers: Surat Tugas, Surat Jalan, BAST, invoice, kwitansi, nota kredit. */
export const DOCUMENT_TYPES = ['ST', 'SJ', 'BAST', 'INV', 'KW', 'NK'] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

/** House order of the parts; there is no law about it and organisations differ. */
export const NUMBER_TEMPLATE = '{seq:3}/{type}/{org}/{month_roman}/{year}'

export type NumberParts = {
  /** from 1 within the series of the type */
  seq: number
  type: DocumentType
  /** company code, e.g. GSS */
  org: string
  /** day of issue by the office calendar (31 December 23.30 UTC is already January in WIB) */
  day: LocalDate
}

const TOKEN = /\{([a-z_]+)(?::(\d))?\}/g
const KNOWN = ['seq', 'type', 'org', 'month_roman', 'month', 'year', 'year_short']

/** Why a template cannot be used, as a key for the settings page, or null. */
export function whyBadTemplate(template: string): 'noSeq' | 'noType' | 'noYear' | 'unknownPart' | null {
  const names = [...template.matchAll(TOKEN)].map((match) => match[1] ?? '')
  if (names.some((name) => !KNOWN.includes(name)) || /[{}]/.test(template.replaceAll(TOKEN, ''))) {
    return 'unknownPart'
  }
  if (!names.includes('seq')) return 'noSeq'
  // the series restarts per type and year, so both must show or two papers would bear the same number
  if (!names.includes('type')) return 'noType'
  if (!names.includes('year') && !names.includes('year_short')) return 'noYear'
  return null
}

/**
 * The printed number, e.g. `001/ST/GSS/XI/2026`. The width of `{seq:3}` is a minimum: number 1000 stays whole.
 * Throws RangeError for a template that `whyBadTemplate` refuses or a sequence below 1.
 */
export function formatDocumentNumber(parts: NumberParts, template: string = NUMBER_TEMPLATE): string {
  const problem = whyBadTemplate(template)
  if (problem) throw new RangeError(`number template ${template}: ${problem}`)
  if (!Number.isSafeInteger(parts.seq) || parts.seq < 1) throw new RangeError(`sequence ${parts.seq}`)
  const [year = '', month = ''] = parts.day.split('-')
  const values: Record<string, string> = {
    seq: String(parts.seq),
    type: parts.type,
    org: parts.org,
    month_roman: romanMonth(Number(month)),
    month,
    year,
    year_short: year.slice(-2),
  }
  return template.replaceAll(TOKEN, (_, name: string, width?: string) =>
    (values[name] ?? '').padStart(Number(width ?? 0), '0'),
  )
}

/** A file name that every system accepts: `001-ST-GSS-XI-2026.pdf`. */
export function documentFileName(number: string): string {
  return `${number.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[-.]+|-+$/g, '')}.pdf`
}
