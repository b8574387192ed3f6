import { describe, expect, it } from 'vitest'
import { fitWarnings, visitWarnings } from './rules.ts'

const WORKDAY = { from: '08:00', to: '17:00' }
const calendar = {
  workingHours: [null, WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, { from: '08:00', to: '13:00' }],
  holidays: [
    { date: '2026-12-24', name: 'Cuti bersama Natal', working: true },
    { date: '2026-12-25', name: 'Natal', working: false },
  ],
}
// 30 November 2026 is a Monday
const visit = (first: string, from: string, to: string, last = first) => ({ first, last, from, to })

describe('what is unusual about the time of a visit', () => {
  it.each([
    ['an ordinary morning', visit('2026-11-30', '09:00', '12:00'), []],
    ['exactly the working day', visit('2026-11-30', '08:00', '17:00'), []],
    ['before anybody is there', visit('2026-11-30', '07:59', '09:00'), ['OUTSIDE_HOURS 08:00-17:00']],
    ['into the evening', visit('2026-11-30', '15:00', '17:01'), ['OUTSIDE_HOURS 08:00-17:00']],
    ['when everybody has gone', visit('2026-11-30', '17:00', '18:00'), ['OUTSIDE_HOURS 08:00-17:00']],
    ['until midnight', visit('2026-11-30', '15:00', '24:00'), ['OUTSIDE_HOURS 08:00-17:00']],
    ['a Saturday afternoon', visit('2026-12-05', '12:00', '14:00'), ['OUTSIDE_HOURS 08:00-13:00']],
    ['a Sunday', visit('2026-12-06', '09:00', '12:00'), ['OUTSIDE_HOURS null-null']],
    ['over a Sunday', visit('2026-12-04', '09:00', '12:00', '2026-12-07'), []],
    ['until a Sunday', visit('2026-12-04', '09:00', '12:00', '2026-12-06'), ['OUTSIDE_HOURS null-null']],
    ['cuti bersama that is worked', visit('2026-12-24', '09:00', '12:00'), []],
    ['a holiday', visit('2026-12-25', '09:00', '12:00'), ['HOLIDAY Natal']],
    ['over a holiday', visit('2026-12-23', '09:00', '12:00', '2026-12-26'), ['HOLIDAY Natal']],
  ])('%s', (_name, days, expected) => {
    const found = visitWarnings(days, calendar).map((one) =>
      one.warning === 'HOLIDAY' ? `HOLIDAY ${one.name}` : `${one.warning} ${one.from}-${one.to}`,
    )
    expect(found).toEqual(expected)
  })
})

describe('what speaks against a technician', () => {
  it.each([
    [{ skills: [], area: null }, { skills: [], area: null }, []],
    [{ skills: ['AC'], area: 'Bandung' }, { skills: ['AC', 'Listrik'], area: 'bandung' }, []],
    [{ skills: ['AC'], area: 'Bandung' }, { skills: ['AC'], area: null }, []],
    [{ skills: ['AC', 'Chiller'], area: null }, { skills: ['AC'], area: 'Bogor' }, ['MISSING_SKILL']],
    [{ skills: [], area: 'Bandung' }, { skills: [], area: 'Bogor' }, ['OTHER_AREA']],
  ])('%o for %o: %o', (job, technician, expected) => {
    expect(fitWarnings(job, technician).map((one) => one.warning)).toEqual(expected)
  })
})
