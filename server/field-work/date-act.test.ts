import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { dateAct, doneAtOf } from './date-act.ts'

const RECEIVED = new Date('2026-11-21T05:00:00Z')
const MINUTE = 60_000
const iso = (ms: number) => new Date(ms).toISOString()
/** An act that waited on a phone whose clock is wrong by so much (positive: ahead of ours). */
const phone = (waitedMinutes: number, aheadMinutes = 0) => ({
  at: iso(RECEIVED.getTime() + (aheadMinutes - waitedMinutes) * MINUTE),
  sentAt: iso(RECEIVED.getTime() + aheadMinutes * MINUTE),
})
const before = (minutes: number) => new Date(RECEIVED.getTime() - minutes * MINUTE)

describe('an act counts from when it was done', () => {
  // waited, clock ahead (minutes): doubts
  it.each([
    [0, 0, []],
    [5, 0, []],
    [6, 0, ['sentLater']],
    [120, 0, ['sentLater']],
    [120, 60 * 24 * 365, ['sentLater']],
    [120, -60 * 24 * 365 * 50, ['sentLater']],
    [14 * 24 * 60, 3, ['sentLater']],
  ])('waited %i min, clock %i min ahead', (waited, ahead, doubts) => {
    const dated = dateAct(phone(waited, ahead), RECEIVED)
    expect(dated.at).toEqual(before(waited))
    expect(dated).toMatchObject({ doubts, skewSeconds: 0 - ahead * 60 })
  })

  test('whatever the clock of the phone says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: -600_000, max: 600_000 }),
        (waited, ahead) => {
          expect(dateAct(phone(waited, ahead), RECEIVED).at).toEqual(before(waited))
        },
      ),
    )
  })
})

describe('what cannot be is noted, and the arrival counts', () => {
  it('sent before it was done: the clock was turned back in between', () => {
    expect(dateAct(phone(-10), RECEIVED)).toMatchObject({ at: RECEIVED, doubts: ['timeUnlikely'] })
  })
  it('a second of that is rounding', () => {
    expect(dateAct(phone(-1 / 60), RECEIVED)).toMatchObject({ at: RECEIVED, doubts: [] })
  })
  it('a wait longer than two weeks', () => {
    expect(dateAct(phone(14 * 24 * 60 + 1), RECEIVED)).toMatchObject({
      at: RECEIVED,
      doubts: ['timeUnlikely'],
    })
  })
  it('before it was possible: then from when it was', () => {
    const taken = before(30)
    expect(dateAct(phone(60), RECEIVED, taken)).toMatchObject({
      at: taken,
      doubts: ['sentLater', 'timeUnlikely'],
    })
    expect(dateAct(phone(20), RECEIVED, taken)).toMatchObject({ at: before(20), doubts: ['sentLater'] })
  })
  it('a skew that no column can hold is cut off', () => {
    const dated = dateAct({ at: '0001-01-01T00:00:00Z', sentAt: '0001-01-01T00:00:00Z' }, RECEIVED)
    expect(dated).toMatchObject({ at: RECEIVED, skewSeconds: 2_000_000_000 })
  })
})

test('a phone that does not say when it sent is timed by the server', () => {
  expect(dateAct({ at: iso(0) }, RECEIVED)).toEqual({
    at: RECEIVED,
    deviceAt: new Date(0),
    skewSeconds: null,
    doubts: [],
  })
  expect(dateAct({}, RECEIVED)).toMatchObject({ at: RECEIVED, deviceAt: null })
})

test('the timeline is told the time of the act only when it differs', () => {
  expect(doneAtOf(dateAct(phone(120), RECEIVED))).toEqual({ doneAt: before(120).toISOString() })
  expect(doneAtOf(dateAct(phone(1), RECEIVED))).toEqual({})
})
