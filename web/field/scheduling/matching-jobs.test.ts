import { expect, test } from 'vitest'
import { areasOf, matching, skillsOf } from './matching-jobs.ts'

const job = (area: string | null, ...requiredSkills: string[]) => ({ area, requiredSkills })
const JOBS = [job('Bandung', 'AC', 'Listrik'), job('Cimahi', 'AC'), job(null, 'Genset'), job('Bandung')]

test('offers what the pool has, once and in order', () => {
  expect(skillsOf(JOBS)).toEqual(['AC', 'Genset', 'Listrik'])
  expect(areasOf(JOBS)).toEqual(['Bandung', 'Cimahi'])
})

test('shows what fits both; a job without an area is not hidden by one', () => {
  expect(matching(JOBS, { skill: '', area: '' })).toEqual(JOBS)
  expect(matching(JOBS, { skill: 'AC', area: 'Bandung' })).toEqual([JOBS[0]])
  expect(matching(JOBS, { skill: '', area: 'Cimahi' })).toEqual([JOBS[1], JOBS[2]])
})
