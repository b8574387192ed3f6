import { expect, test } from 'vitest'
import { quietUntil } from './quiet-hours.ts'

const night = { enabled: true, from: '21:00', to: '06:00' }
const until = (at: string, zone = 'Asia/Jakarta', hours = night) =>
  quietUntil(new Date(at), zone, hours)?.toISOString() ?? null

test.each([
  ['before it begins', '2026-11-28T13:59:59Z', 'Asia/Jakarta', null],
  ['as it begins', '2026-11-28T14:00:00Z', 'Asia/Jakarta', '2026-11-28T23:00:00.000Z'],
  ['after midnight', '2026-11-28T19:30:20Z', 'Asia/Jakarta', '2026-11-28T23:00:00.000Z'],
  ['its last minute', '2026-11-28T22:59:59Z', 'Asia/Jakarta', '2026-11-28T23:00:00.000Z'],
  ['its end', '2026-11-28T23:00:00Z', 'Asia/Jakarta', null],
  ['an hour earlier in the middle', '2026-11-28T13:30:00Z', 'Asia/Makassar', '2026-11-28T22:00:00.000Z'],
  ['two hours earlier in the east', '2026-11-28T12:30:00Z', 'Asia/Jayapura', '2026-11-28T21:00:00.000Z'],
])('%s', (_what, at, zone, expected) => {
  expect(until(at, zone)).toBe(expected)
})

test('within one day, switched off, and of no length', () => {
  const noon = { enabled: true, from: '12:00', to: '13:00' }
  expect(until('2026-11-28T05:30:00Z', 'Asia/Jakarta', noon)).toBe('2026-11-28T06:00:00.000Z')
  expect(until('2026-11-28T06:00:00Z', 'Asia/Jakarta', noon)).toBeNull()
  expect(until('2026-11-28T15:00:00Z', 'Asia/Jakarta', { ...night, enabled: false })).toBeNull()
  expect(
    until('2026-11-28T15:00:00Z', 'Asia/Jakarta', { enabled: true, from: '22:00', to: '22:00' }),
  ).toBeNull()
})
