import { beforeAll, expect, test } from 'vitest'
import field from '../../../locales/id/field.json' with { type: 'json' }
import { startTexts } from '../texts/catalogue.ts'
import { visitWords } from './when.ts'

const NOW = Date.parse('2026-11-21T10:00:00Z')

beforeAll(() => startTexts({ id: async () => ({ field }), en: async () => ({ field }) }))

test('a visit within a day, by the calendar of the site', () => {
  const visit = (start: string, end: string, zone: string) => visitWords(start, end, zone, NOW)
  expect(visit('2026-11-22T02:00:00Z', '2026-11-22T05:00:00Z', 'Asia/Jakarta')).toBe('Besok, 09.00–12.00 WIB')
  expect(visit('2026-11-21T11:00:00Z', '2026-11-21T12:00:00Z', 'Asia/Makassar')).toBe(
    'Hari ini, 19.00–20.00 WITA',
  )
  // 23.30 UTC of the 21st is the 22nd in Papua
  expect(visit('2026-11-21T23:30:00Z', '2026-11-22T01:00:00Z', 'Asia/Jayapura')).toBe(
    'Besok, 08.30–10.00 WIT',
  )
  expect(visit('2026-11-25T02:00:00Z', '2026-11-25T03:00:00Z', 'Asia/Jakarta')).toBe(
    'Rab, 25 Nov 2026, 09.00–10.00 WIB',
  )
})

test('a visit over several days names both', () => {
  expect(visitWords('2026-11-22T02:00:00Z', '2026-11-23T10:00:00Z', 'Asia/Jakarta', NOW)).toBe(
    'Besok 09.00 – Lusa 17.00 WIB',
  )
})
