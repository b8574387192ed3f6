import type { Column, View } from './range.ts'

export type Span = { start: string; end: string }
/** Where a bar stands: fractions of the width of the track, and its lane from above. */
export type Placed<T> = { item: T; left: number; width: number; lane: number }

/**
 * Bars side by side as far as they fit, in lanes below each other where they overlap. On a day they are as long as the
 * visit; in a week or month they fill whole days, or nobody could read them. What lies outside is left out.
 */
export function placeBars<T extends Span>(
  items: readonly T[],
  columns: readonly Column[],
  view: View,
): { placed: Placed<T>[]; lanes: number } {
  const taken: number[] = []
  const placed = items
    .flatMap((item) => {
      const span = view === 'day' ? exactly(item, columns) : wholeDays(item, columns)
      return span ? [{ item, ...span }] : []
    })
    .toSorted((one, other) => one.left - other.left || other.width - one.width)
    .map((bar) => {
      const free = taken.findIndex((end) => end <= bar.left + 1e-9)
      const lane = free === -1 ? taken.length : free
      taken[lane] = bar.left + bar.width
      return { ...bar, lane }
    })
  return { placed, lanes: Math.max(1, taken.length) }
}

type Place = { left: number; width: number } | null

function exactly(item: Span, columns: readonly Column[]): Place {
  const [from, until] = [columns[0]?.start ?? 0, columns.at(-1)?.end ?? 0]
  const start = Math.max(Date.parse(item.start), from)
  const end = Math.min(Date.parse(item.end), until)
  return end > start ? { left: (start - from) / (until - from), width: (end - start) / (until - from) } : null
}

function wholeDays(item: Span, columns: readonly Column[]): Place {
  const [start, end] = [Date.parse(item.start), Date.parse(item.end)]
  const first = columns.findIndex((column) => column.end > start)
  const last = columns.findLastIndex((column) => column.start < end)
  if (first === -1 || last < first) return null
  return { left: first / columns.length, width: (last - first + 1) / columns.length }
}

/** Which rows of these heights can be seen, with some more above and below. */
export function rowsInSight(
  heights: readonly number[],
  top: number,
  height: number,
  spare = 300,
): { from: number; to: number; offsets: number[]; total: number } {
  const offsets: number[] = []
  let total = 0
  for (const row of heights) {
    offsets.push(total)
    total += row
  }
  const from = offsets.findLastIndex((offset) => offset <= Math.max(0, top - spare))
  const below = offsets.findIndex((offset) => offset > top + height + spare)
  return { from: Math.max(0, from), to: below === -1 ? heights.length : below, offsets, total }
}

/** A drag of so many pixels as milliseconds, in steps of half an hour on a day and of days elsewhere. */
export function shiftOf(pixels: number, trackWidth: number, columns: readonly Column[], view: View): number {
  const length = (columns.at(-1)?.end ?? 0) - (columns[0]?.start ?? 0)
  const step = view === 'day' ? 30 * 60_000 : 24 * 3_600_000
  return trackWidth > 0 ? Math.round((pixels / trackWidth) * (length / step)) * step : 0
}
