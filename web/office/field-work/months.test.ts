import { expect, it } from 'vitest'
import { monthName, nextMonth } from './months.ts'

it.each([
  ['2026-11', 1, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
])('%s and %i', (month, months, expected) => {
  expect(nextMonth(month, months)).toBe(expected)
})

it('names a month', () => {
  expect(monthName('2026-05', 'id')).toBe('Mei 2026')
  expect(monthName('2026-05', 'en')).toBe('May 2026')
})
