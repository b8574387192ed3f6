import { addDays } from '../../shared/zoned.ts'

export const PRESETS = ['thisMonth', 'lastMonth', 'last90', 'thisYear', 'custom'] as const
export type Preset = (typeof PRESETS)[number]
/** Both days included, YYYY-MM-DD by the calendar of the office. */
export type Period = { from: string; to: string }

/** The days of a preset, seen from `today`; `custom` has none of its own. */
export function periodOf(preset: Exclude<Preset, 'custom'>, today: string): Period {
  const monthStart = `${today.slice(0, 7)}-01`
  switch (preset) {
    case 'thisMonth':
      return { from: monthStart, to: today }
    case 'lastMonth': {
      const to = addDays(monthStart, -1)
      return { from: `${to.slice(0, 7)}-01`, to }
    }
    case 'last90':
      return { from: addDays(today, -89), to: today }
    case 'thisYear':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The period that the address asks for; null while chosen days are incomplete or the wrong way round. */
export function chosenPeriod(preset: string, chosen: Period, today: string): Period | null {
  if (preset !== 'custom') {
    const known = PRESETS.find((name) => name === preset)
    return periodOf(known === undefined || known === 'custom' ? 'thisMonth' : known, today)
  }
  if (!DAY.test(chosen.from) || !DAY.test(chosen.to)) return null
  return chosen.from <= chosen.to ? chosen : null
}
