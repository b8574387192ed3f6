import { expect, test } from 'vitest'
import type { Invoice } from '../../../shared/api/shapes.ts'
import { bodyOf, type Draft, draftOf, lineAmount, newDraft, pricedPart, problemsOf } from './draft.ts'

const line = {
  key: 'a',
  description: 'Jasa',
  kind: 'SERVICE' as const,
  quantity: 1.5,
  unit: 'jam',
  unitPrice: 333_333,
  discount: '' as const,
}
const draft = (change: Partial<Draft> = {}): Draft => ({
  lines: [line],
  discount: '',
  note: '',
  dueDays: 14,
  ...change,
})

test('an amount is rounded to whole rupiah, half up, without floats', () => {
  expect(lineAmount({ quantity: 1.5, unitPrice: 333_333 })).toBe(500_000)
  expect(lineAmount({ quantity: 0.1, unitPrice: 15 })).toBe(2)
  expect(lineAmount({ quantity: 100_000, unitPrice: 9_999_999 })).toBe(999_999_900_000)
  expect(lineAmount({ quantity: 1, unitPrice: '' })).toBeNull()
})

test('a new draft lacks words and a price, nothing else', () => {
  expect(problemsOf(newDraft())).toEqual({ 'lines.0.description': 'required', 'lines.0.unitPrice': 'price' })
})

test('a new draft begins with the parts of the BAST, whose price must be filled in', () => {
  const part = { ...line, kind: 'MATERIAL' as const, quantity: 2.5, unitPrice: 0, discount: 0 }
  const form = newDraft([part])
  expect(form.lines[1]).toMatchObject({ kind: 'MATERIAL', quantity: 2.5, unitPrice: '' })
  expect(problemsOf(form)).toMatchObject({ 'lines.1.unitPrice': 'price' })
})

test('every wrong field is named by its path', () => {
  const bad = draft({
    lines: [
      { ...line, quantity: 0 },
      { ...line, quantity: 1.234, unit: ' ' },
      { ...line, discount: 600_000 },
    ],
    dueDays: 181,
  })
  expect(problemsOf(bad)).toEqual({
    'lines.0.quantity': 'quantity',
    'lines.1.quantity': 'decimals',
    'lines.1.unit': 'required',
    'lines.2.discount': 'discountAbove',
    dueDays: 'dueDays',
  })
  expect(problemsOf(draft({ lines: [] }))).toEqual({ lines: 'noLines' })
})

test('the discount on the whole invoice is what the row discounts leave of the total discount', () => {
  const invoice = {
    lines: [{ ...line, discount: 50_000, amount: 500_000 }],
    totals: { discount: 80_000 },
    note: null,
    dueDays: 30,
  } as unknown as Invoice
  const form = draftOf(invoice)
  expect(form.discount).toBe(30_000)
  expect(form.lines[0]?.discount).toBe(50_000)
  expect(bodyOf(form)).toMatchObject({ discount: 30_000, note: null, dueDays: 30 })
})

test('empty fields become zero and null on the wire', () => {
  expect(bodyOf(draft({ note: '  ' }))).toEqual({
    lines: [
      { description: 'Jasa', kind: 'SERVICE', quantity: 1.5, unit: 'jam', unitPrice: 333_333, discount: 0 },
    ],
    discount: 0,
    note: null,
    dueDays: 14,
  })
})

test('the running total waits for numbers, not for words', () => {
  expect(pricedPart(newDraft())).toBeNull()
  const part = pricedPart(
    draft({
      lines: [
        { ...line, description: '' },
        { ...line, unitPrice: '' },
      ],
    }),
  )
  expect(part?.lines).toHaveLength(1)
})
