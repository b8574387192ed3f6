import { afterAll, expect, it } from 'vitest'
import { openStage } from '../stage.ts'
import { holdRaces } from './hold-races.ts'

const stage = openStage('race-test')
afterAll(() => stage.close())

// The short form of `npm run race`: two real nodes, one of which dies.
it('has exactly as many winners as seats, on two nodes of which one dies', { timeout: 300_000 }, async () => {
  const plan = { races: 8, racers: 60, nodes: 2, kills: 1, releases: 0.4, twins: 0.4 }
  const verdict = await holdRaces(stage, plan, () => undefined)
  expect(verdict.problems).toEqual([])
  expect(verdict).toMatchObject({ races: 8, fair: 8, killed: 1, doubleBookings: 0 })
})
