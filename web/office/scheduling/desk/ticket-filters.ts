import { addDays } from '../../../shared/zoned.ts'

/** What the address of the list may hold; empty is no filter. */
export const NO_FILTERS = {
  q: '',
  state: 'ACTIVE',
  priority: '',
  skill: '',
  area: '',
  technician: '',
  /** a range that moves with the calendar; `from` and `to` count only without it */
  when: '',
  from: '',
  to: '',
  late: '',
  emergency: '',
  sort: '',
  view: '',
}
export type TicketFilters = typeof NO_FILTERS
export const RANGES = ['today', 'tomorrow', 'week', 'past'] as const

/** The days that a word of the filter means. */
export function rangeOf(
  { when, from, to }: Pick<TicketFilters, 'when' | 'from' | 'to'>,
  today: string,
): { from?: string; to?: string } {
  if (when === 'today') return { from: today, to: today }
  if (when === 'tomorrow') return { from: addDays(today, 1), to: addDays(today, 1) }
  if (when === 'week') return { from: today, to: addDays(today, 6) }
  if (when === 'past') return { from: addDays(today, -7), to: addDays(today, -1) }
  return { ...(from && { from }), ...(to && { to }) }
}

/** As the server takes them; states and order are the matter of list and board. */
export function queryOf(filters: TicketFilters, today: string) {
  const { q, priority, skill, area, technician } = filters
  return {
    ...(q && { q }),
    ...(priority && { priority }),
    ...(skill && { skill }),
    ...(area && { area }),
    ...(technician && { technicianId: technician }),
    ...(filters.late && { late: 'true' as const }),
    ...(filters.emergency && { emergency: 'true' as const }),
    ...rangeOf(filters, today),
  }
}

/** Those that are not as they are at first: what a saved view keeps. */
export function givenOf(filters: TicketFilters): Record<string, string> {
  const first: Record<string, string> = NO_FILTERS
  return Object.fromEntries(Object.entries(filters).filter(([name, value]) => value !== first[name]))
}

const BEHIND_BUTTON = [
  'priority',
  'skill',
  'area',
  'technician',
  'when',
  'from',
  'to',
  'late',
  'emergency',
] as const

/** How many filters narrow the list beyond what is always on screen. */
export const countNarrowing = (filters: TicketFilters): number =>
  BEHIND_BUTTON.filter((name) => filters[name] !== '').length

/** Whether the list shows exactly what was saved. */
export function showsView(filters: TicketFilters, saved: Record<string, string>): boolean {
  const given = givenOf(filters)
  const names = Object.keys(saved)
  return names.length === Object.keys(given).length && names.every((name) => given[name] === saved[name])
}
