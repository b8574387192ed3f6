import { expect, test } from 'vitest'
import { fitted, takenAt } from './compress-photo.ts'

test('fits the longest side and keeps the shape; never enlarges', () => {
  expect(fitted(5120, 3840)).toEqual([2560, 1920])
  expect(fitted(3000, 4000)).toEqual([1920, 2560])
  expect(fitted(800, 600)).toEqual([800, 600])
  expect(fitted(10_000, 1)).toEqual([2560, 1])
})

test('the time of the picture is the file’s own when that can be true', () => {
  const now = Date.parse('2026-11-21T05:00:00Z')
  expect(takenAt({ lastModified: now - 60_000 }, now)).toBe('2026-11-21T04:59:00.000Z')
  expect(takenAt({ lastModified: 0 }, now)).toBe('2026-11-21T05:00:00.000Z')
  expect(takenAt({ lastModified: now + 1 }, now)).toBe('2026-11-21T05:00:00.000Z')
})
