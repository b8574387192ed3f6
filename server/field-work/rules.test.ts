import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  boardStatus,
  distanceBetween,
  endOfDay,
  gradePosition,
  isAtWork,
  isLate,
  minutesLate,
  missingForDone,
  plannedStart,
  type Reading,
  startOfDay,
  whyIncomplete,
} from './rules.ts'

const NOW = new Date('2026-11-21T03:00:00Z')
const MINUTE = 60_000
const site = { lat: -6.9175, lng: 107.6191 }
const METRES_PER_DEGREE = 111_195
/** A reading so many metres north of the site. */
const reading = (metres: number, accuracy: number, ageMinutes = 0): Reading => ({
  lat: site.lat + metres / METRES_PER_DEGREE,
  lng: site.lng,
  accuracy,
  at: new Date(NOW.getTime() - ageMinutes * MINUTE),
})

describe('distance', () => {
  it.each([
    ['the same place', site, site, 0],
    ['a degree of latitude', { lat: 0, lng: 107 }, { lat: 1, lng: 107 }, 111_195],
    ['Jakarta to Bandung', { lat: -6.2088, lng: 106.8456 }, { lat: -6.9175, lng: 107.6191 }, 116_200],
    ['across the date line', { lat: 0, lng: 179.999 }, { lat: 0, lng: -179.999 }, 222],
    ['the other side of the earth', { lat: 0, lng: 0 }, { lat: 0, lng: 180 }, 20_015_087],
  ])('%s', (_, a, b, metres) => {
    expect(distanceBetween(a, b)).toBeCloseTo(metres, metres > 100_000 ? -3 : 0)
  })

  it('is the same both ways and never negative', () => {
    const place = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
    })
    fc.assert(
      fc.property(place, place, (a, b) => {
        const [there, back] = [distanceBetween(a, b), distanceBetween(b, a)]
        expect(there).toBeGreaterThanOrEqual(0)
        expect(Math.abs(there - back)).toBeLessThan(0.01)
      }),
    )
  })
})

describe('evidence of a place', () => {
  // distance, accuracy (metres), age (minutes): grade and reason
  it.each([
    [0, 5, 0, 'ON_SITE', []],
    [150, 100, 10, 'ON_SITE', []],
    [150, 101, 0, 'LIKELY', ['roughAccuracy']],
    [0, 2000, 0, 'LIKELY', ['roughAccuracy']],
    [0, 2001, 0, 'NO_LOCATION', ['poorAccuracy']],
    [160, 20, 0, 'LIKELY', ['nearSite']],
    [170, 20, 0, 'LIKELY', ['nearSite']],
    [172, 20, 0, 'OFF_SITE', ['farAway']],
    [600, 500, 0, 'LIKELY', ['roughAccuracy']],
    [700, 500, 0, 'OFF_SITE', ['farAway']],
    [5000, 10, 0, 'OFF_SITE', ['farAway']],
    [5000, 5000, 0, 'NO_LOCATION', ['poorAccuracy']],
    [0, 5, 11, 'NO_LOCATION', ['oldReading']],
    [5000, 5, 60, 'NO_LOCATION', ['oldReading']],
  ])('%i m away, exact to %i m, %i min old: %s', (metres, accuracy, age, grade, reasons) => {
    const found = gradePosition(site, reading(metres, accuracy, age), NOW, null)
    expect(found).toMatchObject({ grade, reasons })
    expect(Math.abs((found.distance ?? -1) - metres)).toBeLessThanOrEqual(1)
  })

  it('without a reading says nothing about the place', () => {
    expect(gradePosition(site, null, NOW, null)).toEqual({
      grade: 'NO_LOCATION',
      reasons: ['noReading'],
      distance: null,
    })
  })

  it('without a place of the site says that somebody was somewhere', () => {
    expect(gradePosition(null, reading(0, 5), NOW, null)).toEqual({
      grade: 'LIKELY',
      reasons: ['siteUnknown'],
      distance: null,
    })
  })

  it.each([
    [0, []],
    [5, []],
    [6, ['clockSkew']],
    [-6, ['clockSkew']],
    [24 * 60, ['clockSkew']],
  ])(
    'a phone whose clock differs by %i minutes is noted, and its fresh reading is still fresh',
    (minutes, reasons) => {
      const deviceAt = new Date(NOW.getTime() - minutes * MINUTE)
      const fresh = { ...reading(0, 5), at: deviceAt }
      expect(gradePosition(site, fresh, NOW, deviceAt)).toMatchObject({ grade: 'ON_SITE', reasons })
      expect(gradePosition(site, null, NOW, deviceAt).reasons).toEqual(['noReading', ...reasons])
    },
  )

  it('never gets worse when somebody comes nearer', () => {
    const worth = { ON_SITE: 2, LIKELY: 1, OFF_SITE: 0, NO_LOCATION: -1 }
    const metres = fc.integer({ min: 0, max: 3000 })
    fc.assert(
      fc.property(metres, metres, fc.integer({ min: 1, max: 2000 }), (a, b, accuracy) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)].map(
          (distance) => worth[gradePosition(site, reading(distance, accuracy), NOW, null).grade],
        ) as [number, number]
        expect(near).toBeGreaterThanOrEqual(far)
      }),
    )
  })
})

const visit = (start: string, end: string, timeZone = 'Asia/Jakarta') => ({
  scheduledStart: new Date(start),
  scheduledEnd: new Date(end),
  timeZone,
})

describe('when somebody is expected', () => {
  const oneMorning = visit('2026-11-20T02:00:00Z', '2026-11-20T05:00:00Z')
  const threeDays = visit('2026-11-20T02:00:00Z', '2026-11-22T10:00:00Z')
  const night = visit('2026-11-20T15:00:00Z', '2026-11-20T19:00:00Z')
  it.each([
    ['the day itself', oneMorning, '2026-11-20', '2026-11-20', '2026-11-20T02:00:00Z'],
    ['a day too early', oneMorning, '2026-11-19', '2026-11-20', '2026-11-20T02:00:00Z'],
    ['a day after the last', oneMorning, '2026-11-23', '2026-11-20', '2026-11-20T02:00:00Z'],
    ['the second of three days', threeDays, '2026-11-21', '2026-11-21', '2026-11-21T02:00:00Z'],
    ['the last of three days', threeDays, '2026-11-22', '2026-11-22', '2026-11-22T02:00:00Z'],
    ['the day after three days', threeDays, '2026-11-23', '2026-11-22', '2026-11-22T02:00:00Z'],
    ['22.00 WIB to 02.00, the evening', night, '2026-11-20', '2026-11-20', '2026-11-20T15:00:00Z'],
    ['22.00 WIB to 02.00, past midnight', night, '2026-11-21', '2026-11-20', '2026-11-20T15:00:00Z'],
    [
      'until midnight sharp',
      visit('2026-11-20T02:00:00Z', '2026-11-20T17:00:00Z'),
      '2026-11-21',
      '2026-11-20',
      '2026-11-20T02:00:00Z',
    ],
  ])('%s', (_, planned, day, expectedDay, at) => {
    expect(plannedStart(planned, day)).toEqual({ day: expectedDay, at: new Date(at) })
  })

  it.each([
    ['Asia/Jakarta', '2026-11-20', '2026-11-20'],
    ['Asia/Pontianak', '2026-11-20', '2026-11-20'],
    ['Asia/Makassar', '2026-11-20', '2026-11-20'],
    ['Asia/Jayapura', '2026-11-20', '2026-11-21'],
  ])('a start at 15.30 UTC is on the day of the site: %s', (zone, day, expectedDay) => {
    const late = visit('2026-11-20T15:30:00Z', '2026-11-20T18:30:00Z', zone)
    expect(plannedStart(late, day).day).toBe(expectedDay)
  })
})

describe('a day at the site', () => {
  it.each([
    ['Asia/Jakarta', '2026-11-19T17:00:00.000Z', '2026-11-20T16:59:59.000Z'],
    ['Asia/Makassar', '2026-11-19T16:00:00.000Z', '2026-11-20T15:59:59.000Z'],
    ['Asia/Jayapura', '2026-11-19T15:00:00.000Z', '2026-11-20T14:59:59.000Z'],
    ['Europe/Berlin', '2026-11-19T17:00:00.000Z', '2026-11-20T16:59:59.000Z'],
  ])('%s begins and ends', (zone, start, end) => {
    expect(startOfDay('2026-11-20', zone).toISOString()).toBe(start)
    expect(endOfDay('2026-11-20', zone).toISOString()).toBe(end)
  })
})

describe('late', () => {
  const planned = new Date('2026-11-20T02:00:00Z')
  const after = (seconds: number) => new Date(planned.getTime() + seconds * 1000)
  it.each([
    [-3600, 0, false],
    [0, 0, false],
    [59, 0, false],
    [15 * 60, 15, false],
    [15 * 60 + 59, 15, false],
    [16 * 60, 16, true],
    [90 * 60, 90, true],
  ])('%i s after the planned start: %i min, late %s', (seconds, minutes, late) => {
    expect(minutesLate(planned, after(seconds))).toBe(minutes)
    expect(isLate(planned, after(seconds))).toBe(late)
  })

  it.each([
    ['before the start', after(-60), null, 'EXPECTED'],
    ['within the tolerance', after(15 * 60), null, 'EXPECTED'],
    ['beyond it', after(16 * 60), null, 'MISSING'],
    ['checked in', after(3600), { checkInAt: after(0), checkOutAt: null }, 'WORKING'],
    ['checked in late', after(3600), { checkInAt: after(3000), checkOutAt: null }, 'WORKING'],
    ['checked out', after(7200), { checkInAt: after(0), checkOutAt: after(3600) }, 'LEFT'],
    ['forgot to check out', after(17 * 3600), { checkInAt: after(0), checkOutAt: null }, 'LEFT'],
  ])('on the board, %s: %s', (_, now, attendance, status) => {
    expect(boardStatus(planned, now, attendance)).toBe(status)
  })

  it('a check-in open for sixteen hours is a forgotten check-out', () => {
    const entry = { checkInAt: planned, checkOutAt: null }
    expect(isAtWork(entry, after(16 * 3600 - 1))).toBe(true)
    expect(isAtWork(entry, after(16 * 3600))).toBe(false)
    expect(isAtWork({ ...entry, checkOutAt: after(60) }, after(120))).toBe(false)
  })
})

describe('what Selesai lacks', () => {
  const nothing = { checkedIn: false, before: 0, after: 0, handedOver: false, proven: false }
  const all = { checkedIn: true, before: 2, after: 1, handedOver: true, proven: true }
  const little = { photosBefore: 0, photosAfter: 0, secondProofNeeded: false }
  const much = { photosBefore: 2, photosAfter: 1, secondProofNeeded: true }
  test.each([
    [nothing, little, ['CHECK_IN', 'BAST']],
    [{ ...all, handedOver: false }, little, ['BAST']],
    [{ ...all, checkedIn: false }, little, ['CHECK_IN']],
    [{ ...all, before: 0, after: 0, proven: false }, little, []],
    [all, much, []],
    [nothing, much, ['CHECK_IN', 'PHOTO_BEFORE', 'PHOTO_AFTER', 'BAST']],
    [{ ...all, before: 1 }, much, ['PHOTO_BEFORE']],
    [{ ...all, after: 0 }, much, ['PHOTO_AFTER']],
    [{ ...all, proven: false }, much, ['SECOND_PROOF']],
    [{ ...all, handedOver: false, proven: false }, much, ['BAST']],
  ])('%j, asked for %j: %j', (facts, demands, missing) => {
    expect(missingForDone(facts, demands)).toEqual(missing)
  })
})

describe('a BAST', () => {
  const empty = { signature: false, paper: false, signerName: null, noSignatureReason: null }
  it.each([
    ['nothing at all', {}, 'signature'],
    ['a name without a signature', { signerName: 'Ratna' }, 'signature'],
    ['a signature of nobody', { signature: true }, 'signerName'],
    ['a signature and a paper, of nobody', { signature: true, paper: true }, 'signerName'],
    ['a signature with its name', { signature: true, signerName: 'Ratna' }, null],
    ['a photo of the paper', { paper: true }, null],
    ['a reason why nobody signed', { noSignatureReason: 'Pelanggan di luar kota' }, null],
  ])('with %s', (_, given, path) => {
    expect(whyIncomplete({ ...empty, ...given })?.path ?? null).toBe(path)
  })
})
