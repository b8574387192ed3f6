import { describe, expect, test } from 'vitest'
import { byRank, scoreOf, whyCannotRate } from './rules.ts'

const tally = (ratings: number, mean: number) => ({ ratings, sum: ratings * mean, fiveStars: 0 })

describe('the score to rank by', () => {
  // vectors of the KPI definitions, company mean 4,40
  test.each([
    [1, 5, 4.45],
    [10, 4.8, 4.6],
    [50, 4.7, 4.65],
    [1, 1, 4.09],
  ])('%i ratings of mean %f rank as %f', (ratings, mean, ranked) => {
    expect(scoreOf(tally(ratings, mean), 4.4).ranked).toBe(ranked)
  })

  test('without ratings there is neither mean nor rank', () => {
    expect(scoreOf(tally(0, 0), 4.4)).toMatchObject({ mean: null, ranked: null, unranked: true, few: true })
  })

  test('somebody with four ratings stands below everybody ranked, whatever the mean', () => {
    const people = [
      { name: 'Few', rating: scoreOf(tally(4, 5), 4.4) },
      { name: 'Low', rating: scoreOf(tally(30, 3), 4.4) },
      { name: 'High', rating: scoreOf(tally(30, 4.9), 4.4) },
    ]
    expect(people.toSorted(byRank).map((one) => one.name)).toEqual(['High', 'Low', 'Few'])
  })
})

describe('may a customer rate', () => {
  const now = new Date('2026-11-21T03:00:00Z')
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  test.each([
    ['IN_PROGRESS', null, false, 'NOT_YET'],
    ['CANCELLED', null, false, 'NOT_YET'],
    ['DONE', null, false, null],
    ['DONE', null, true, 'ALREADY_RATED'],
    ['CLOSED', daysAgo(29), false, null],
    ['CLOSED', daysAgo(31), false, 'TOO_LATE'],
  ] as const)('%s closed %s rated %s: %s', (state, closedAt, rated, expected) => {
    expect(whyCannotRate({ state, closedAt }, rated, now)).toBe(expected)
  })
})
