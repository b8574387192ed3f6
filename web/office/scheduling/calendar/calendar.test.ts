import { describe, expect, it } from 'vitest'
import { placeBars, rowsInSight, shiftOf } from './lanes.ts'
import { columnsOf, daysOf, stepped } from './range.ts'

describe('the days of a view', () => {
  it.each([
    ['day', '2026-11-30', '2026-11-30', 1],
    ['week', '2026-11-30', '2026-11-30', 7],
    ['week', '2026-12-06', '2026-11-30', 7],
    ['month', '2026-11-30', '2026-11-01', 30],
    ['month', '2028-02-10', '2028-02-01', 29],
  ] as const)('%s around %s begins on %s', (view, day, first, count) => {
    const days = daysOf(view, day)
    expect([days[0], days.length]).toEqual([first, count])
  })

  it.each([
    ['day', '2026-12-31', 1, '2027-01-01'],
    ['week', '2026-12-31', -1, '2026-12-24'],
    ['month', '2027-01-31', 1, '2027-02-01'],
    ['month', '2027-01-31', -1, '2026-12-01'],
  ] as const)('one %s from %s', (view, day, by, expected) => {
    expect(stepped(view, day, by)).toBe(expected)
  })
})

const bar = (name: string, start: string, end: string) => ({
  name,
  start: `${start}:00+07:00`,
  end: `${end}:00+07:00`,
})
const spots = (view: 'day' | 'week', day: string, ...bars: ReturnType<typeof bar>[]) => {
  const columns = columnsOf(view, daysOf(view, day))
  const { placed, lanes } = placeBars(bars, columns, view)
  const count = view === 'day' ? 24 : 7
  return [placed.map(({ item, left, width, lane }) => [item.name, left * count, width * count, lane]), lanes]
}

describe('bars', () => {
  it('fill their hours on a day, side by side in one lane', () => {
    expect(
      spots(
        'day',
        '2026-11-30',
        bar('b', '2026-11-30T12:00', '2026-11-30T13:30'),
        bar('a', '2026-11-30T09:00', '2026-11-30T12:00'),
      ),
    ).toEqual([
      [
        ['a', 9, 3, 0],
        ['b', 12, 1.5, 0],
      ],
      1,
    ])
  })

  it('fill whole days in a week, below each other on the same day; what is outside is cut or left out', () => {
    expect(
      spots(
        'week',
        '2026-11-30',
        bar('long', '2026-11-28T09:00', '2026-12-01T12:00'),
        bar('tue', '2026-12-01T13:00', '2026-12-01T14:00'),
        bar('wed', '2026-12-02T13:00', '2026-12-02T14:00'),
        bar('next', '2026-12-07T00:00', '2026-12-07T14:00'),
      ),
    ).toEqual([
      [
        ['long', 0, 2, 0],
        ['tue', 1, 1, 1],
        ['wed', 2, 1, 0],
      ],
      2,
    ])
  })
})

it('draws only the rows in sight', () => {
  const heights = Array.from({ length: 200 }, () => 40)
  expect(rowsInSight(heights, 0, 400)).toMatchObject({ from: 0, to: 18, total: 8000 })
  expect(rowsInSight(heights, 4000, 400)).toMatchObject({ from: 92, to: 118 })
  expect(rowsInSight(heights, 7600, 400)).toMatchObject({ to: 200 })
  expect(rowsInSight([], 0, 400)).toMatchObject({ from: 0, to: 0, total: 0 })
})

it('moves by half hours on a day and by days in a week', () => {
  expect(shiftOf(100, 2400, columnsOf('day', ['2026-11-30']), 'day')).toBe(3_600_000)
  expect(shiftOf(60, 2400, columnsOf('day', ['2026-11-30']), 'day')).toBe(1_800_000)
  const week = columnsOf('week', daysOf('week', '2026-11-30'))
  expect(shiftOf(-160, 700, week, 'week')).toBe(-2 * 24 * 3_600_000)
  expect(shiftOf(40, 700, week, 'week')).toBe(0)
})
