import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  addDays,
  countDays,
  dateInWords,
  dateRange,
  longDate,
  longDateTime,
  longDateWithDay,
  romanMonth,
  shortDate,
  shortDateTime,
  timeOfDay,
  workDate,
  zoneSuffix,
} from './indonesian-date.ts'

describe('dates as an Indonesian reads them', () => {
  it('writes day and month in words of the language', () => {
    expect(longDate('2026-11-20')).toBe('20 November 2026')
    expect(longDate('2026-05-01')).toBe('1 Mei 2026')
    expect(longDate('2026-08-17', 'en')).toBe('17 August 2026')
    expect(longDateWithDay('2026-11-20')).toBe('Jumat, 20 November 2026')
    expect(longDateWithDay('2026-11-22', 'en')).toBe('Sunday, 22 November 2026')
    expect(shortDate('2026-11-02')).toBe('02/11/2026')
  })

  it.each([
    ['2026-11-20', '2026-11-20', '20 November 2026'],
    ['2026-11-20', '2026-11-22', '20–22 November 2026'],
    ['2026-11-30', '2026-12-02', '30 November – 2 Desember 2026'],
    ['2026-12-31', '2027-01-01', '31 Desember 2026 – 1 Januari 2027'],
  ])('range %s to %s is %s', (from, to, expected) => {
    expect(dateRange(from, to)).toBe(expected)
  })

  it.each(['2026-02-30', '2026-13-01', '26-01-01', '', '2026-1-1', 'kemarin'])(
    'refuses %j, which is no day',
    (day) => {
      expect(() => longDate(day)).toThrow(RangeError)
      expect(() => shortDate(day)).toThrow(RangeError)
    },
  )
})

describe('time of a site', () => {
  // half past midnight on the 21st in Jakarta is still the 20th in London
  const instant = '2026-11-20T17:30:05Z'

  it.each([
    ['Asia/Jakarta', '00.30 WIB', '2026-11-21'],
    ['Asia/Pontianak', '00.30 WIB', '2026-11-21'],
    ['Asia/Makassar', '01.30 WITA', '2026-11-21'],
    ['Asia/Jayapura', '02.30 WIT', '2026-11-21'],
  ])('%s', (zone, time, day) => {
    expect(timeOfDay(instant, zone)).toBe(time)
    expect(workDate(instant, zone)).toBe(day)
  })

  it('is that of the time zone database, at any moment', () => {
    const zones = fc.constantFrom('Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura')
    const moments = fc.date({ min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        // the Swedes write dates as computers do
        const text = moment.toLocaleString('sv-SE', { timeZone: zone })
        expect(`${workDate(moment, zone)} ${timeOfDay(moment, zone, 'en').slice(0, 5)}`).toBe(
          text.slice(0, 16),
        )
      }),
    )
  })

  it('uses the office zone unless told otherwise', () => {
    expect(longDateTime(instant)).toBe('21 November 2026 pukul 00.30 WIB')
    expect(longDateTime(instant, 'Asia/Jakarta', 'en')).toBe('21 November 2026, 00:30 WIB')
    expect(shortDateTime(new Date(instant), 'Asia/Makassar')).toBe('21/11/2026 01.30 WITA')
    expect(workDate('2026-12-31T23:30:00Z')).toBe('2027-01-01')
    expect(workDate('2026-12-31T16:59:59Z')).toBe('2026-12-31')
  })

  it('names a zone outside Indonesia in full', () => {
    expect(zoneSuffix('Asia/Singapore')).toBe('Asia/Singapore')
  })
})

test('the opening of a BAST says the date in words and figures', () => {
  expect(dateInWords('2026-11-20')).toBe(
    'Jumat, tanggal dua puluh bulan November tahun dua ribu dua puluh enam (20-11-2026)',
  )
  expect(dateInWords('2026-12-31')).toBe(
    'Kamis, tanggal tiga puluh satu bulan Desember tahun dua ribu dua puluh enam (31-12-2026)',
  )
  expect(dateInWords('2030-01-11')).toBe(
    'Jumat, tanggal sebelas bulan Januari tahun dua ribu tiga puluh (11-01-2030)',
  )
  expect(dateInWords('2026-11-20', 'en')).toMatch(/^Friday, the twentieth of November two thousand/)
})

test('months in Roman figures', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(romanMonth).join(' ')).toBe(
    'I II III IV V VI VII VIII IX X XI XII',
  )
  expect(() => romanMonth(0)).toThrow(RangeError)
  expect(() => romanMonth(13)).toThrow(RangeError)
})

test('adding days crosses months, leap days and years, and counting them is the way back', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-12-31', 14)).toBe('2027-01-14')
  expect(countDays('2026-11-20', '2026-11-20')).toBe(1)
  expect(countDays('2026-11-20', '2026-11-22')).toBe(3)
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 4000 }),
      (date, count) => {
        const day = date.toISOString().slice(0, 10)
        expect(countDays(day, addDays(day, count))).toBe(count + 1)
        expect(addDays(addDays(day, count), -count)).toBe(day)
      },
    ),
  )
})
