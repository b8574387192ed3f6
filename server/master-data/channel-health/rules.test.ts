import { expect, it, test } from 'vitest'
import { channelWords } from './reads.ts'
import { costOf, peoplePerDay, TROUBLES, troubleOfCode } from './rules.ts'

test.each([
  ['TIER_250', 250],
  ['TIER_2K', 2000],
  ['TIER_100K', 100_000],
  ['TIER_UNLIMITED', null],
  ['TIER_NOT_SET', null],
  [null, null],
])('%s people a day: %s', (tier, expected) => expect(peoplePerDay(tier)).toBe(expected))

test.each([
  [190, 'token'],
  [0, 'token'],
  [200, 'rights'],
  [299, 'rights'],
  [131042, 'payment'],
  [131031, 'locked'],
  [131047, null],
  [131026, null],
  [131057, null],
])('code %s is %s', (code, expected) => expect(troubleOfCode(code)).toBe(expected))

it('costs nothing known without a price, and nothing without messages', () => {
  expect(costOf({ utility: 350 }, 'utility', 4)).toBe(1400)
  expect(costOf({ utility: 350 }, 'utility', 0)).toBe(0)
  expect(costOf({ utility: 350 }, 'marketing', 4)).toBeNull()
})

it('every trouble has words in both languages', () => {
  for (const language of ['id', 'en'] as const)
    for (const kind of TROUBLES) {
      const { title, advice } = channelWords('whatsapp', kind, 'X', language)
      expect(title, kind).not.toContain('trouble.')
      expect(advice, kind).not.toContain('trouble.')
    }
})
