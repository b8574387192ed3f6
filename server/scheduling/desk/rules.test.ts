import { expect, it } from 'vitest'
import { suggestTime } from './rules.ts'

const workday = { from: '08:00', to: '17:00' }
const week = (saturday: { from: string; to: string } | null) => [
  null,
  workday,
  workday,
  workday,
  workday,
  workday,
  saturday,
]
// 24 December 2026 is a Thursday
const DAYS = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28']
const holidays = [
  { date: '2026-12-24', name: 'Cuti bersama Natal', working: true },
  { date: '2026-12-25', name: 'Natal', working: false },
]

it.each([
  [
    'a working day in the usual hours',
    DAYS,
    week(null),
    { date: DAYS[0], from: '09:00', to: '12:00', skipped: [] },
  ],
  [
    'after a holiday and a weekend',
    DAYS.slice(1),
    week(null),
    { date: DAYS[4], from: '09:00', to: '12:00', skipped: ['Natal'] },
  ],
  [
    'within a short Saturday',
    DAYS.slice(2),
    week({ from: '10:00', to: '12:30' }),
    { date: DAYS[2], from: '10:00', to: '12:30', skipped: [] },
  ],
])('suggests %s', (_, days, workingHours, expected) => {
  expect(suggestTime(days, { workingHours, holidays })).toEqual(expected)
})

it('suggests nothing when nobody works', () => {
  expect(suggestTime(DAYS.slice(3, 4), { workingHours: week(null), holidays: [] })).toBeNull()
})
