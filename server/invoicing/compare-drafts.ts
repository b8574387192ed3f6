import { formatQuantity, formatRupiah } from '../platform/rupiah.ts'
import type { Seen } from './approve-invoice.ts'
import type { Line } from './price-lines.ts'

export type Difference = { what: string; before: string | null; after: string | null }

const lineText = (line: Line) =>
  `${line.description}: ${formatQuantity(line.quantity)} ${line.unit} x ${formatRupiah(line.unitPrice)}${line.discount ? ` - ${formatRupiah(line.discount)}` : ''}`

/**
 * What changed since Sales looked last: rows by their place, discount, terms, total. Texts of rows are data; the words
 * in `what` are keys (line, discount, dueDays, note, total) for the screens.
 */
export function compareDrafts(before: Seen | null, after: Seen): Difference[] {
  if (!before) return []
  const old = before.lines as Line[]
  const now = after.lines as Line[]
  const differences: Difference[] = []
  for (let index = 0; index < Math.max(old.length, now.length); index += 1) {
    const [was, is] = [old[index], now[index]]
    const [wasText, isText] = [was ? lineText(was) : null, is ? lineText(is) : null]
    if (wasText !== isText) differences.push({ what: 'line', before: wasText, after: isText })
  }
  if (before.discount !== after.discount)
    differences.push({
      what: 'discount',
      before: formatRupiah(before.discount),
      after: formatRupiah(after.discount),
    })
  if (before.dueDays !== after.dueDays)
    differences.push({ what: 'dueDays', before: String(before.dueDays), after: String(after.dueDays) })
  if (before.note !== after.note) differences.push({ what: 'note', before: before.note, after: after.note })
  if (before.total !== after.total)
    differences.push({ what: 'total', before: formatRupiah(before.total), after: formatRupiah(after.total) })
  return differences
}
