import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type DatedTaxRule,
  dueDate,
  invoiceTotals,
  isOverdue,
  isTaxInvoiceNumber,
  LARGEST_AMOUNT,
  lineAmount,
  needsStampDuty,
  priceProblems,
  type PricedLine,
  share,
  taxRuleOn,
} from './rules.ts'

const rule: DatedTaxRule = {
  validFrom: '2025-01-01',
  pkp: true,
  vatRate: 12,
  baseNumerator: 11,
  baseDenominator: 12,
  withholdingRateBp: 200,
}
const service = (unitPrice: number, quantity = 1, discount?: number): PricedLine => ({
  kind: 'SERVICE',
  quantity,
  unitPrice,
  discount,
})
const material = (unitPrice: number, quantity = 1): PricedLine => ({ kind: 'MATERIAL', quantity, unitPrice })

describe('PPN by PER-11/PJ/2025', () => {
  it.each([
    [1_000_000, 916_667, 110_000],
    [1_250_000, 1_145_833, 137_500],
    [777_777, 712_962, 85_555],
    [3_453_454, 3_165_666, 379_880],
    [999_999, 916_666, 110_000],
    [5_500_000, 5_041_667, 605_000],
    [0, 0, 0],
  ])('%d: DPP %d, PPN %d', (price, taxBase, vat) => {
    expect(invoiceTotals([service(price)], rule)).toMatchObject({
      taxBase,
      vat,
      vatRate: 12,
      total: price + vat,
    })
  })

  it('has no PPN at all for a company that is not PKP', () => {
    expect(invoiceTotals([service(1_000_000)], { ...rule, pkp: false })).toMatchObject({
      taxBase: null,
      vat: null,
      vatRate: null,
      total: 1_000_000,
    })
  })

  it('follows the rule it is given, not a constant', () => {
    const plain = { ...rule, vatRate: 11, baseNumerator: 1, baseDenominator: 1 }
    expect(invoiceTotals([service(1_000_000)], plain)).toMatchObject({ taxBase: 1_000_000, vat: 110_000 })
  })

  it('rounds halves up', () => {
    expect(share(1, 1, 2)).toBe(1)
    expect(share(3, 1, 2)).toBe(2)
    expect(share(49, 1, 100)).toBe(0)
    expect(share(50, 1, 100)).toBe(1)
  })
})

describe('rows and discounts', () => {
  it('multiplies quantities with two decimals exactly', () => {
    expect(lineAmount(service(100_000, 1.5))).toBe(150_000)
    expect(lineAmount(service(333, 0.33))).toBe(110)
    // 1.005 * 100 and 8.2 * 100 are not whole in floating point
    expect(lineAmount(service(1000, 8.2))).toBe(8200)
    expect(lineAmount(material(45_050, 2.35))).toBe(105_868)
  })

  it('takes row discounts and the discount on the whole off before the tax', () => {
    const totals = invoiceTotals([service(1_000_000, 1, 100_000), material(500_000, 2)], rule, {
      discount: 150_000,
    })
    expect(totals).toMatchObject({
      lineAmounts: [1_000_000, 1_000_000],
      subtotal: 2_000_000,
      discount: 250_000,
      taxBase: 1_604_167,
      vat: 192_500,
      total: 1_942_500,
    })
  })

  it.each([
    [[service(1000, 0)], 0, 'lines.0.quantity', 'positive'],
    [[service(1000, Number.NaN)], 0, 'lines.0.quantity', 'positive'],
    [[service(1000, 1.005)], 0, 'lines.0.quantity', 'twoDecimals'],
    [[service(1000), service(-1)], 0, 'lines.1.unitPrice', 'wholeRupiah'],
    [[service(10.5)], 0, 'lines.0.unitPrice', 'wholeRupiah'],
    [[service(1000, 1, -5)], 0, 'lines.0.discount', 'wholeRupiah'],
    [[service(1000, 1, 1001)], 0, 'lines.0.discount', 'discountAboveAmount'],
    [[service(LARGEST_AMOUNT, 2)], 0, 'lines.0.unitPrice', 'amountTooLarge'],
    [[service(LARGEST_AMOUNT), service(1)], 0, 'lines', 'amountTooLarge'],
    [[service(1000, 1, 600)], 500, 'discount', 'discountAboveAmount'],
    [[service(1000)], 0.5, 'discount', 'wholeRupiah'],
  ])('refuses %j with discount %d', (lines, discount, path, message) => {
    expect(priceProblems(lines, discount)).toEqual([{ path, message }])
    expect(() => invoiceTotals(lines, rule, { discount })).toThrow(RangeError)
  })
})

describe('PPh 23', () => {
  const lines = [service(4_000_000), material(1_500_000)]

  it('is a note on the services only and leaves total and PPN alone', () => {
    const totals = invoiceTotals(lines, rule, { withholds: true })
    expect(totals).toMatchObject({ taxBase: 5_041_667, vat: 605_000, total: 6_105_000 })
    expect(totals.withholding).toEqual({ base: 4_000_000, rateBp: 200, amount: 80_000 })
    expect(totals.total - (totals.withholding?.amount ?? 0)).toBe(6_025_000)
    expect(totals.total).toBe(invoiceTotals(lines, rule).total)
  })

  it('spreads a discount on the whole over services and material', () => {
    const { withholding } = invoiceTotals(lines, rule, { withholds: true, discount: 550_000 })
    expect(withholding).toEqual({ base: 3_600_000, rateBp: 200, amount: 72_000 })
  })

  it('has other rates: no NPWP 4 %, small sellers 0,5 %', () => {
    const at = (withholdingRateBp: number) =>
      invoiceTotals(lines, { ...rule, withholdingRateBp }, { withholds: true }).withholding?.amount
    expect([at(400), at(50), at(0)]).toEqual([160_000, 20_000, undefined])
  })

  it('does not exist for households or for material alone', () => {
    expect(invoiceTotals(lines, rule).withholding).toBeNull()
    expect(invoiceTotals([material(1000)], rule, { withholds: true }).withholding).toBeNull()
  })
})

describe('for any invoice', () => {
  const rupiah = fc.integer({ min: 0, max: 200_000_000 })
  const anyLine = fc
    .record({
      kind: fc.constantFrom('SERVICE' as const, 'MATERIAL' as const),
      quantity: fc.integer({ min: 1, max: 10_000 }).map((n) => n / 100),
      unitPrice: rupiah,
      part: fc.integer({ min: 0, max: 100 }),
    })
    .map(({ part, ...line }) => ({ ...line, discount: Math.floor((lineAmount(line) * part) / 100) }))
  const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 30 })
  const anyRule = fc.record({
    pkp: fc.boolean(),
    vatRate: fc.integer({ min: 0, max: 100 }),
    baseNumerator: fc.integer({ min: 1, max: 12 }),
    baseDenominator: fc.constant(12),
    withholdingRateBp: fc.integer({ min: 0, max: 10_000 }),
  })
  const netOf = (lines: PricedLine[]) =>
    lines.reduce((sum, line) => sum + lineAmount(line) - (line.discount ?? 0), 0)

  it('total = subtotal - discount + PPN, all safe, none negative', () => {
    fc.assert(
      fc.property(anyLines, anyRule, fc.nat({ max: 100 }), fc.boolean(), (lines, tax, part, withholds) => {
        const discount = Math.floor((netOf(lines) * part) / 100)
        const totals = invoiceTotals(lines, tax, { discount, withholds })
        expect(totals.total).toBe(totals.subtotal - totals.discount + (totals.vat ?? 0))
        expect(totals.discount).toBeLessThanOrEqual(totals.subtotal)
        expect(totals.lineAmounts.reduce((sum, amount) => sum + amount, 0)).toBe(totals.subtotal)
        const { withholding } = totals
        const figures = [totals.subtotal, totals.discount, totals.taxBase ?? 0, totals.vat ?? 0, totals.total]
        for (const figure of [...figures, withholding?.base ?? 0, withholding?.amount ?? 0]) {
          expect(Number.isSafeInteger(figure) && figure >= 0).toBe(true)
        }
        expect(withholding?.base ?? 0).toBeLessThanOrEqual(totals.subtotal - totals.discount)
      }),
    )
  })

  it('DPP and PPN are within half a rupiah of the exact value', () => {
    fc.assert(
      fc.property(anyLines, anyRule, (lines, tax) => {
        const { subtotal, discount, taxBase, vat } = invoiceTotals(lines, { ...tax, pkp: true })
        const net = BigInt(subtotal - discount)
        const twelfths = 12n * BigInt(taxBase ?? 0) - net * BigInt(tax.baseNumerator)
        expect(twelfths > -6n && twelfths <= 6n).toBe(true)
        const hundredths = 100n * BigInt(vat ?? 0) - BigInt(taxBase ?? 0) * BigInt(tax.vatRate)
        expect(hundredths > -50n && hundredths <= 50n).toBe(true)
      }),
    )
  })

  it('the order of the rows does not matter', () => {
    const shuffled = anyLines.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    )
    fc.assert(
      fc.property(shuffled, anyRule, ([lines, other], tax) => {
        const { lineAmounts: _, ...one } = invoiceTotals(lines, tax, { withholds: true })
        const { lineAmounts: __, ...two } = invoiceTotals(other, tax, { withholds: true })
        expect(two).toEqual(one)
      }),
    )
  })

  it('never lets a discount go above the subtotal', () => {
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 1, max: 1_000_000 }), (lines, above) => {
        expect(priceProblems(lines, netOf(lines) + above)).toEqual([
          { path: 'discount', message: 'discountAboveAmount' },
        ])
      }),
    )
  })
})

test('the newest tax rule that has begun is in force', () => {
  const older = { ...rule, validFrom: '2022-04-01', vatRate: 11 }
  const next = { ...rule, validFrom: '2027-01-01', vatRate: 13 }
  const rules = [next, older, rule]
  expect(taxRuleOn(rules, '2026-11-20')).toBe(rule)
  expect(taxRuleOn(rules, '2025-01-01')).toBe(rule)
  expect(taxRuleOn(rules, '2024-12-31')).toBe(older)
  expect(taxRuleOn(rules, '2030-01-01')).toBe(next)
  expect(taxRuleOn(rules, '2020-01-01')).toBeNull()
})

test('due dates count calendar days, and overdue begins the day after', () => {
  expect(dueDate('2026-11-20', 14)).toBe('2026-12-04')
  expect(dueDate('2026-12-20', 30)).toBe('2027-01-19')
  expect(dueDate('2026-11-20', 0)).toBe('2026-11-20')
  expect(isOverdue('2026-12-04', '2026-12-04', 1)).toBe(false)
  expect(isOverdue('2026-12-04', '2026-12-05', 1)).toBe(true)
  expect(isOverdue('2026-12-04', '2026-12-05', 0)).toBe(false)
  expect(isOverdue(null, '2026-12-05', 1)).toBe(false)
})

test('meterai is due above five million, not at it', () => {
  expect([4_999_999, 5_000_000, 5_000_001].map(needsStampDuty)).toEqual([false, false, true])
})

test('a faktur pajak number has 17 digits, an old one 16', () => {
  expect(isTaxInvoiceNumber('04002500123456789')).toBe(true)
  expect(isTaxInvoiceNumber('010.000-25.12345678')).toBe(true)
  expect(isTaxInvoiceNumber('0400250012345678')).toBe(true)
  expect(isTaxInvoiceNumber('INV-2026-0001')).toBe(false)
  expect(isTaxInvoiceNumber('040025001234567890')).toBe(false)
})
