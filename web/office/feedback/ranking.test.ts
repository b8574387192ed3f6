import { expect, test } from 'vitest'
import { percent, ranking } from './ranking.ts'

const person = (name: string, mean: number | null, ranked: number | null, ratings: number) => ({
  name,
  rating: { mean, ranked, ratings, unranked: ratings < 5 },
})

test('the shrunk score ranks, not the plain mean; too few ratings rank nowhere', () => {
  const rows = ranking([
    person('lucky', 5, 4.45, 1),
    person('steady', 4.7, 4.65, 50),
    person('good', 4.8, 4.6, 10),
    person('new', null, null, 0),
  ])
  expect(rows.map(({ name, rank }) => [name, rank])).toEqual([
    ['steady', 1],
    ['good', 2],
    ['lucky', null],
    ['new', null],
  ])
})

test('equals share a rank and the next one counts on', () => {
  const rows = ranking([person('a', 4, 4.2, 10), person('b', 4, 4.2, 20), person('c', 4, 4.1, 30)])
  expect(rows.map(({ name, rank }) => [name, rank])).toEqual([
    ['b', 1],
    ['a', 1],
    ['c', 3],
  ])
})

test('shares', () => {
  expect(percent(1, 3)).toBe(33)
  expect(percent(4, 112)).toBe(3.6)
  expect(percent(1, 0)).toBeNull()
})
