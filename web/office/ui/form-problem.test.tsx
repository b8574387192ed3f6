import { expect, it, vi } from 'vitest'
import { Problem } from '../../shared/api/problem.ts'
import { showFieldProblems } from './form-problem.tsx'

it('puts each message beside its field, under the name of the form', () => {
  const setErrors = vi.fn()
  const problem = new Problem(422, {
    errors: [
      { path: 'scheduledEnd', message: 'Terlalu awal' },
      { path: 'lines.0.unitPrice', message: 'Wajib diisi' },
      { path: 'scheduledEnd', message: 'Kedua' },
    ],
  })
  showFieldProblems({ setErrors }, problem, { scheduledEnd: 'end' })
  expect(setErrors).toHaveBeenCalledWith({ end: 'Terlalu awal', 'lines.0.unitPrice': 'Wajib diisi' })
})
