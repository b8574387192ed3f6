import { expect, it } from 'vitest'
import { addDays, fromLocal, toLocal } from './zoned.ts'

it('a local date and time is one moment, and back', () => {
  const iso = fromLocal({ date: '2026-11-22', time: '09:00' }, 'Asia/Makassar')
  expect(iso).toBe('2026-11-22T01:00:00.000Z')
  expect(toLocal(iso ?? 0, 'Asia/Makassar')).toEqual({ date: '2026-11-22', time: '09:00' })
})

it('midnight belongs to the day that begins', () => {
  expect(toLocal('2026-11-21T17:00:00Z')).toEqual({ date: '2026-11-22', time: '00:00' })
  expect(fromLocal({ date: '2027-01-01', time: '00:00' })).toBe('2026-12-31T17:00:00.000Z')
})

it('what is no date has no moment', () => {
  expect(fromLocal({ date: '', time: '09:00' })).toBeNull()
  expect(fromLocal({ date: '2026-13-01', time: '09:00' })).toBeNull()
})

it('days go over the end of a month', () => {
  expect(addDays('2026-11-30', 1)).toBe('2026-12-01')
})
