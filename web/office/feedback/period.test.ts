import { expect, test } from 'vitest'
import { chosenPeriod, periodOf } from './period.ts'

test('presets, on the last day of a leap February and in January', () => {
  expect(periodOf('thisMonth', '2028-02-29')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(periodOf('lastMonth', '2028-03-31')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(periodOf('lastMonth', '2027-01-15')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
  expect(periodOf('thisYear', '2026-11-21')).toEqual({ from: '2026-01-01', to: '2026-11-21' })
})

test('ninety days include today', () => {
  expect(periodOf('last90', '2026-11-21')).toEqual({ from: '2026-08-24', to: '2026-11-21' })
})

test('chosen days count once both are there and in order', () => {
  const today = '2026-11-21'
  expect(chosenPeriod('custom', { from: '2026-10-01', to: '' }, today)).toBeNull()
  expect(chosenPeriod('custom', { from: '2026-10-02', to: '2026-10-01' }, today)).toBeNull()
  expect(chosenPeriod('custom', { from: '2026-10-01', to: '2026-10-01' }, today)).not.toBeNull()
})

test('an unknown word in the address means this month', () => {
  expect(chosenPeriod('nonsense', { from: '', to: '' }, '2026-11-21')?.from).toBe('2026-11-01')
})
