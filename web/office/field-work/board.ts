import type { BoardRow } from '../../shared/api/shapes.ts'
import { fromLocal, toLocal } from '../../shared/zoned.ts'

/** What the numbers above the board count and filter by. */
export const BOARD_FILTERS = ['all', 'MISSING', 'WORKING', 'EXPECTED', 'LEFT', 'late', 'doubtful'] as const
export type BoardFilter = (typeof BOARD_FILTERS)[number]

/** Groups of the board, most urgent first. */
export const BOARD_GROUPS = ['MISSING', 'WORKING', 'EXPECTED', 'LEFT'] as const

const MINUTE = 60_000

/** Minutes late at `now`: the server's count, which goes on while somebody is missing. */
export function lateMinutesAt(row: BoardRow, readAt: number, now: number): number {
  if (row.status !== 'MISSING') return row.lateMinutes
  return row.lateMinutes + Math.max(0, Math.floor((now - readAt) / MINUTE))
}

/** When somebody is due on a day of a visit: a visit of several days begins every day at the hour of the first. */
export function dueAt(row: Pick<BoardRow, 'scheduledStart' | 'timeZone'>, day: string): number {
  const first = toLocal(row.scheduledStart, row.timeZone)
  const onDay = day > first.date ? fromLocal({ date: day, time: first.time }, row.timeZone) : null
  return Date.parse(onDay ?? row.scheduledStart)
}

/** Minutes that somebody is still at work after the planned end; 0 when not. */
export function overrunMinutes(row: BoardRow, now: number): number {
  if (row.status !== 'WORKING') return 0
  return Math.max(0, Math.floor((now - Date.parse(row.scheduledEnd)) / MINUTE))
}

/** The position does not prove that the technician was there; somebody should look. */
export function isDoubtful(row: BoardRow): boolean {
  return row.attendance?.grade === 'OFF_SITE' || row.attendance?.grade === 'NO_LOCATION'
}

export function matches(row: BoardRow, filter: BoardFilter): boolean {
  if (filter === 'all') return true
  if (filter === 'late') return row.attendance?.late === true
  if (filter === 'doubtful') return isDoubtful(row)
  return row.status === filter
}

export function countsOf(rows: readonly BoardRow[]): Record<BoardFilter, number> {
  const count = (filter: BoardFilter) => rows.filter((row) => matches(row, filter)).length
  return Object.fromEntries(BOARD_FILTERS.map((filter) => [filter, count(filter)])) as Record<
    BoardFilter,
    number
  >
}

/** Within a group: the latest first among the missing, doubtful positions first among those at work, else by plan. */
export function inOrder(rows: readonly BoardRow[]): BoardRow[] {
  return rows.toSorted(
    (a, b) =>
      (a.status === 'MISSING' ? b.lateMinutes - a.lateMinutes : 0) ||
      (a.status === 'WORKING' ? Number(isDoubtful(b)) - Number(isDoubtful(a)) : 0) ||
      a.scheduledStart.localeCompare(b.scheduledStart) ||
      a.technician.name.localeCompare(b.technician.name, 'id'),
  )
}

const REPLACEABLE = ['OPEN', 'ASSIGNED', 'IN_PROGRESS']

/** Whether a seat of this row can be given to somebody else; the server has the last word. */
export function canReplace(row: BoardRow): boolean {
  return row.status !== 'LEFT' && REPLACEABLE.includes(row.ticketState)
}

/** A wa.me link with a first sentence; null without a number. */
export function whatsappLink(phone: string | null, text: string): string | null {
  const digits = phone?.replaceAll(/\D/g, '')
  return digits ? `https://wa.me/${digits}?text=${encodeURIComponent(text)}` : null
}
