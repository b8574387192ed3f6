import { expect, it } from 'vitest'
import { byRound } from './by-round.ts'

it('shows the latest race first and keeps the order inside each', () => {
  const attempts = [
    { round: 1, order: 1 },
    { round: 1, order: 2 },
    { round: 2, order: 1 },
  ]
  expect(byRound(attempts)).toEqual([
    { round: 2, attempts: [{ round: 2, order: 1 }] },
    {
      round: 1,
      attempts: [
        { round: 1, order: 1 },
        { round: 1, order: 2 },
      ],
    },
  ])
})
