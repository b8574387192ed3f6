import { expect, it } from 'vitest'
import { editDistance, searchWords } from './rules.ts'

it.each([
  ['budi', 'budi', 0],
  ['bdui', 'budi', 1],
  ['sutrsno', 'sutrisno', 1],
  ['santsoo', 'santoso', 1],
  ['abc', '', 3],
  ['kursi', 'meja', 5],
])('%s and %s are %d slips apart', (a, b, slips) => {
  expect(editDistance(a, b)).toBe(slips)
  expect(editDistance(b, a)).toBe(slips)
})

it('takes the words of a search without the signs around them', () => {
  expect(searchWords('  PT. "Maju"  Jl. 7/9 a b c d')).toEqual(['pt', 'maju', 'jl', '7/9', 'a', 'b'])
})
