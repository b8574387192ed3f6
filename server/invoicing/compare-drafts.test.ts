import { describe, expect, it } from 'vitest'
import type { Seen } from './approve-invoice.ts'
import { compareDrafts } from './compare-drafts.ts'
import type { Line } from './price-lines.ts'

const line = (fields: Partial<Line> = {}): Line => ({
  description: 'Cuci AC',
  kind: 'SERVICE',
  quantity: 2,
  unit: 'unit',
  unitPrice: 75_000,
  discount: 0,
  ...fields,
})
const draft = (fields: Partial<Seen> = {}): Seen => ({
  lines: [line()],
  discount: 0,
  note: null,
  dueDays: 14,
  total: 150_000,
  ...fields,
})

describe('what changed since Sales looked', () => {
  it('is nothing in the first round, and nothing when all is as before', () => {
    expect(compareDrafts(null, draft())).toEqual([])
    expect(compareDrafts(draft(), draft())).toEqual([])
  })

  it.each([
    [
      'another price',
      { lines: [line({ unitPrice: 80_000 })] },
      'line',
      'Cuci AC: 2 unit x Rp75.000',
      'Cuci AC: 2 unit x Rp80.000',
    ],
    [
      'a discount on a row',
      { lines: [line({ discount: 5000 })] },
      'line',
      'Cuci AC: 2 unit x Rp75.000',
      'Cuci AC: 2 unit x Rp75.000 - Rp5.000',
    ],
    [
      'half a unit',
      { lines: [line({ quantity: 2.5 })] },
      'line',
      'Cuci AC: 2 unit x Rp75.000',
      'Cuci AC: 2,5 unit x Rp75.000',
    ],
    [
      'a new row',
      { lines: [line(), line({ description: 'Freon', unit: 'kg' })] },
      'line',
      null,
      'Freon: 2 kg x Rp75.000',
    ],
    ['no rows', { lines: [] }, 'line', 'Cuci AC: 2 unit x Rp75.000', null],
    ['a discount', { discount: 10_000 }, 'discount', 'Rp0', 'Rp10.000'],
    ['other terms', { dueDays: 30 }, 'dueDays', '14', '30'],
    ['a note', { note: 'PO 12' }, 'note', null, 'PO 12'],
    ['another total', { total: 160_000 }, 'total', 'Rp150.000', 'Rp160.000'],
  ])('%s', (_, change, what, before, after) => {
    expect(compareDrafts(draft(), draft(change))).toEqual([{ what, before, after }])
  })
})
