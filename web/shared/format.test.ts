import { describe, expect, it } from 'vitest'
import {
  ago,
  bytes,
  clockWithZone,
  dateTime,
  dayAndClock,
  daysFromToday,
  duration,
  exactClock,
  initials,
  parseRupiah,
  phone,
  rupiah,
  visit,
  zoneSuffix,
} from './format.ts'

const AT = '2026-11-21T02:05:09.123Z'
const english = { language: 'en' } as const

describe('times', () => {
  it('are shown in the zone with its Indonesian name', () => {
    expect(dateTime(AT)).toBe('21 Nov 2026, 09.05 WIB')
    expect(clockWithZone(AT, { zone: 'Asia/Makassar' })).toBe('10.05 WITA')
    expect(clockWithZone(AT, { zone: 'Asia/Jayapura' })).toBe('11.05 WIT')
    expect(clockWithZone(AT, english)).toBe('09:05 WIB')
  })

  it('name other zones by their offset', () => {
    expect(zoneSuffix('Asia/Tokyo')).toBe('GMT+9')
  })

  it('keep milliseconds where a race is decided', () => {
    expect(exactClock(AT)).toBe('09.05.09,123')
  })

  it('write a visit once per day', () => {
    expect(visit('2026-11-21T02:00:00Z', '2026-11-21T05:00:00Z')).toBe('Sab, 21 Nov 2026, 09.00–12.00 WIB')
    expect(visit('2026-11-21T02:00:00Z', '2026-11-22T05:00:00Z')).toBe(
      'Sab, 21 Nov 2026, 09.00 – Min, 22 Nov 2026, 12.00 WIB',
    )
  })
})

describe('days', () => {
  // 00.30 WIB on the 22nd, still the 21st in UTC
  const now = '2026-11-21T17:30:00Z'

  it('are counted by the calendar of the zone', () => {
    expect(daysFromToday('2026-11-21T16:00:00Z', 'Asia/Jakarta', now)).toBe(-1)
    expect(daysFromToday('2026-11-22T16:59:00Z', 'Asia/Jakarta', now)).toBe(0)
  })

  it('near today have names', () => {
    expect(dayAndClock('2026-11-22T02:00:00Z', {}, now)).toBe('Hari ini 09.00')
    expect(dayAndClock('2026-11-23T02:00:00Z', {}, now)).toBe('Besok 09.00')
    expect(dayAndClock('2026-11-24T02:00:00Z', {}, now)).toBe('Sel, 24 Nov 2026 09.00')
  })

  it('lie back in words', () => {
    expect(ago('2026-11-21T17:25:00Z', {}, now)).toBe('5 menit yang lalu')
    expect(ago('2026-11-21T17:29:30Z', {}, now)).toBe('sekarang')
    expect(ago('2026-11-21T17:25:00Z', english, now)).toBe('5 minutes ago')
    expect(ago('2026-11-01T17:25:00Z', {}, now)).toBe('2 Nov 2026')
  })
})

it.each([
  [3, '3 milidetik'],
  [2_340, '2,3 detik'],
  [20 * 60_000, '20 menit'],
  [80 * 60_000, '1 jam 20 menit'],
  [26 * 3_600_000, '1 hari 2 jam'],
])('%i ms lasts %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words)
})

describe('money', () => {
  it('is written the Indonesian way in every language', () => {
    expect(rupiah(1_500_000)).toBe('Rp1.500.000')
    expect(rupiah(-250)).toBe('-Rp250')
  })

  it.each([
    ['Rp 1.500.000', 1_500_000],
    ['1.500', 1500],
    ['1500000,-', 1_500_000],
    ['2.000,00', 2000],
    ['0', 0],
  ])('%s is read as %i', (text, amount) => {
    expect(parseRupiah(text)).toBe(amount)
  })

  it.each(['', 'abc', '-5', '1,5 jt', '12 3a'])('%j is no amount', (text) => {
    expect(parseRupiah(text)).toBeNull()
  })
})

it.each([
  ['+6281234567890', '0812-3456-7890'],
  ['+62811123456', '0811-1234-56'],
  ['+62215551234', '021-5551234'],
  ['+62274512345', '0274-512345'],
  ['+6591234567', '+6591234567'],
])('%s is shown as %s', (e164, shown) => {
  expect(phone(e164)).toBe(shown)
})

it('names sizes and people shortly', () => {
  expect(bytes(1_500_000)).toBe('1,4 MB')
  expect(bytes(20)).toBe('1 KB')
  expect(initials('Andi Saputra')).toBe('AS')
  expect(initials('Hasan')).toBe('H')
})
