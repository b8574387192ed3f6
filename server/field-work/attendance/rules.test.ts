import { describe, expect, it } from 'vitest'
import { gradePosition } from '../rules.ts'
import {
  alertsDue,
  correctionProblems,
  STANDARD_POLICY,
  whyCannotCheckIn,
  photoSupports,
  withPhoto,
  workedMinutes,
} from './rules.ts'

const at = (text: string) => new Date(`2026-11-20T${text}:00+08:00`)
const SITE = { lat: -8.65, lng: 115.22 }
const away = (metres: number) => ({ lat: SITE.lat + metres / 111_195, lng: SITE.lng })

// Every cell looked at by a person: S on site, L likely, O off site, - no location.
describe('the grade of a reading, by distance and accuracy and age', () => {
  const DISTANCES = [0, 100, 150, 160, 300, 1000, 5000]
  const ACCURACIES = [5, 100, 101, 500, 2000, 2001]
  const GRID: Record<string, string[]> = {
    // distance:   0    100  150  160  300  1000 5000
    'fresh 5': ['S', 'S', 'S', 'O', 'O', 'O', 'O'],
    'fresh 100': ['S', 'S', 'S', 'L', 'O', 'O', 'O'],
    'fresh 101': ['L', 'L', 'L', 'L', 'O', 'O', 'O'],
    'fresh 500': ['L', 'L', 'L', 'L', 'L', 'O', 'O'],
    'fresh 2000': ['L', 'L', 'L', 'L', 'L', 'L', 'O'],
    'fresh 2001': ['-', '-', '-', '-', '-', '-', '-'],
    'old 5': ['-', '-', '-', '-', '-', '-', '-'],
  }
  const LETTER = { ON_SITE: 'S', LIKELY: 'L', OFF_SITE: 'O', NO_LOCATION: '-' }
  const now = at('09:00')
  const row = (age: number, accuracy: number) =>
    DISTANCES.map((metres) => {
      const reading = { ...away(metres), accuracy, at: new Date(now.getTime() - age * 60_000) }
      return LETTER[gradePosition(SITE, reading, now, now).grade]
    })

  it.each(ACCURACIES)('a fresh reading of ± %i m', (accuracy) => {
    expect(row(1, accuracy)).toEqual(GRID[`fresh ${accuracy}`])
  })
  it('an old reading says nothing, however exact', () => {
    expect(row(11, 5)).toEqual(GRID['old 5'])
    expect(row(10, 5)).toEqual(GRID['fresh 5'])
  })
  it('the radius is the company’s', () => {
    const reading = { ...away(400), accuracy: 10, at: now }
    expect(gradePosition(SITE, reading, now, now, 500).grade).toBe('ON_SITE')
    expect(gradePosition(SITE, reading, now, now, 150).grade).toBe('OFF_SITE')
  })
})

describe('what a check-in elsewhere means', () => {
  const off = { grade: 'OFF_SITE' as const, reasons: ['farAway'], distance: 900 }
  it.each([
    ['NONE', off, null],
    ['SOFT', off, null],
    ['HARD', off, 'CHECK_IN_OFF_SITE'],
    // never for a weak signal, an unknown site or no permission
    ['HARD', { ...off, grade: 'LIKELY' as const }, null],
    ['HARD', { ...off, grade: 'NO_LOCATION' as const }, null],
  ] as const)('%s: %j -> %s', (offSite, evidence, expected) => {
    expect(whyCannotCheckIn({ offSite }, { ...evidence, reasons: [...evidence.reasons] })).toBe(expected)
  })
})

it.each([
  ['NO_LOCATION', ['noReading'], { grade: 'LIKELY', reasons: ['noReading', 'photoTaken'] }],
  ['OFF_SITE', ['farAway'], { grade: 'OFF_SITE', reasons: ['farAway', 'photoTaken'] }],
  ['ON_SITE', [], null],
  ['LIKELY', ['noReading', 'photoTaken'], null],
])('a photo of the work beside %s %j', (grade, reasons, expected) => {
  expect(withPhoto(grade, reasons)).toEqual(expected)
})

it.each([
  ['at the site', { lat: -6.9, lng: 107.6 }, { lat: -6.9005, lng: 107.6 }, true],
  ['in the next street, read roughly', { lat: -6.9, lng: 107.6 }, { lat: -6.905, lng: 107.6 }, true],
  ['in another part of town', { lat: -6.9, lng: 107.6 }, { lat: -6.93, lng: 107.6 }, false],
  ['nobody knows where', { lat: -6.9, lng: 107.6 }, null, true],
  ['at a site that nobody knows', null, { lat: -6.93, lng: 107.6 }, true],
])('a photo %s speaks for the check-in or not', (_, site, photo, expected) => {
  expect(photoSupports(site, photo, 150)).toBe(expected)
})

describe('what CS is told', () => {
  const visit = {
    day: '2026-11-20',
    planned: at('09:00'),
    scheduledEnd: at('12:00'),
    timeZone: 'Asia/Makassar',
    live: true,
    attendance: null,
  }
  const came = (checkInAt: Date, checkOutAt: Date | null = null) => ({
    attendance: { checkInAt, checkOutAt },
  })
  const due = (now: Date, change: object = {}) => alertsDue({ ...visit, ...change }, STANDARD_POLICY, now)
  it.each([
    ['before it begins', '08:50', {}, []],
    ['within the tolerance', '09:15', {}, []],
    ['late', '09:16', {}, ['LATE']],
    ['still only late', '09:45', {}, ['LATE']],
    ['missing', '09:46', {}, ['MISSING']],
    ['missing until the day is over', '23:50', {}, ['MISSING']],
    ['the seat was given back', '09:46', { live: false }, []],
    ['at work', '10:00', came(at('09:05')), []],
    ['at work a little longer', '12:30', came(at('09:05')), []],
    ['running over', '12:31', came(at('09:05')), ['OVERRUN']],
    ['finished', '12:31', came(at('09:05'), at('12:00')), []],
    ['Selesai without check-out', '12:31', { ...came(at('09:05')), live: false }, []],
  ])('%s (%s)', (_, time, change, expected) => {
    expect(due(at(time), change)).toEqual(expected)
  })
  it('says on the next day that somebody never checked out', () => {
    const next = new Date('2026-11-21T02:00:00+08:00')
    expect(due(next, came(at('09:05')))).toEqual(['NOT_OUT'])
    // somebody who works through the night has not forgotten anything
    expect(due(new Date('2026-11-21T00:30:00+08:00'), came(at('20:00')))).toEqual(['OVERRUN'])
    expect(due(next)).toEqual([])
  })
})

it('counts worked minutes by pairs', () => {
  expect(workedMinutes({ checkInAt: at('09:00'), checkOutAt: at('10:31') })).toBe(91)
  expect(workedMinutes({ checkInAt: at('09:00'), checkOutAt: null })).toBe(0)
})

it.each([
  [at('09:00'), null, []],
  [at('09:00'), at('17:00'), []],
  [at('19:00'), null, ['checkInAt timeToCome']],
  [at('09:00'), at('08:00'), ['checkOutAt endBeforeStart']],
  [at('09:00'), at('18:30'), ['checkOutAt timeToCome']],
  [new Date('2026-11-18T08:00:00+08:00'), at('17:00'), ['checkOutAt dayTooLong']],
])('a correction to %s - %s', (checkInAt, checkOutAt, expected) => {
  const problems = correctionProblems({ checkInAt, checkOutAt }, at('18:00'))
  expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual(expected)
})
