/** Jasa or material: only services count for PPh 23 when the material is shown in rows of its own. */
export type LineKind = 'SERVICE' | 'MATERIAL'

/**
 * What the price of a row depends on. `quantity` is a plain number with at most two decimals (1.25), as on the wire
 * and in the stored lines; it is turned into whole hundredths before anything is multiplied, so no float reaches
 * the money. `unitPrice` and `discount` (of the whole row) are whole rupiah.
 */
export type PricedLine = {
  kind: LineKind
  quantity: number
  unitPrice: number
  discount?: number | undefined
}

/** One row of the dated tax settings. `vatRate` in percent, `withholdingRateBp` in hundredths of a percent (200 = 2 %). */
export type TaxRule = {
  /** may this company collect PPN at all; a non-PKP invoice has no PPN line (KUP art. 39A) */
  pkp: boolean
  vatRate: number
  /** DPP nilai lain = price x numerator / denominator (PMK 131/2024: 11/12) */
  baseNumerator: number
  baseDenominator: number
  withholdingRateBp: number
}
export type DatedTaxRule = TaxRule & { validFrom: string }

export type Withholding = { base: number; rateBp: number; amount: number }

export type InvoiceTotals = {
  /** quantity x price of each row, before its discount; these add up to `subtotal` */
  lineAmounts: number[]
  subtotal: number
  /** row discounts and the discount on the whole invoice together */
  discount: number
  /** DPP nilai lain and PPN; null for a non-PKP */
  taxBase: number | null
  vat: number | null
  vatRate: number | null
  total: number
  /** a note only: PPh 23 never lowers the total or the PPN; null when nothing is withheld */
  withholding: Withholding | null
}

/** Largest amount that an invoice may carry, in rupiah. */
export const LARGEST_AMOUNT = 999_999_999_999
/** Bea meterai falls due above this, not at it (UU 10/2020 art. 3(2)g), and only on a receipt. */
export const STAMP_DUTY_ABOVE = 5_000_000
export const STAMP_DUTY = 10_000

/** `amount x numerator / denominator` to whole rupiah, half up (PER-11/PJ/2025 art. 129); exact at any size. */
export function share(amount: number, numerator: number, denominator: number): number {
  const [a, n, d] = [BigInt(amount), BigInt(numerator), BigInt(denominator)]
  return Number((2n * a * n + d) / (2n * d))
}

const hundredths = (quantity: number) => Math.round(quantity * 100)
const isRupiah = (value: number) => Number.isSafeInteger(value) && value >= 0 && value <= LARGEST_AMOUNT

/** Quantity x unit price of a row, before its discount. */
export function lineAmount(line: PricedLine): number {
  return share(line.unitPrice, hundredths(line.quantity), 100)
}

export type PriceProblem = { path: string; message: string }

/** What is wrong with rows and discount, as field and message key; an empty list means that they can be priced. */
export function priceProblems(lines: readonly PricedLine[], discount = 0): PriceProblem[] {
  const problems = lines.flatMap((line, index) =>
    lineProblems(line).map(({ path, message }) => ({ path: `lines.${index}.${path}`, message })),
  )
  if (problems.length > 0) return problems
  if (!isRupiah(discount)) return [{ path: 'discount', message: 'wholeRupiah' }]
  const subtotal = lines.reduce((sum, line) => sum + lineAmount(line), 0)
  const lineDiscounts = lines.reduce((sum, line) => sum + (line.discount ?? 0), 0)
  if (subtotal > LARGEST_AMOUNT) return [{ path: 'lines', message: 'amountTooLarge' }]
  return lineDiscounts + discount > subtotal ? [{ path: 'discount', message: 'discountAboveAmount' }] : []
}

function lineProblems(line: PricedLine): PriceProblem[] {
  const { quantity, unitPrice, discount = 0 } = line
  if (!(quantity > 0)) return [{ path: 'quantity', message: 'positive' }]
  if (Math.abs(quantity * 100 - hundredths(quantity)) > 1e-6) {
    return [{ path: 'quantity', message: 'twoDecimals' }]
  }
  if (!isRupiah(unitPrice)) return [{ path: 'unitPrice', message: 'wholeRupiah' }]
  if (!isRupiah(discount)) return [{ path: 'discount', message: 'wholeRupiah' }]
  if (!Number.isSafeInteger(hundredths(quantity)) || lineAmount(line) > LARGEST_AMOUNT) {
    return [{ path: 'unitPrice', message: 'amountTooLarge' }]
  }
  return discount > lineAmount(line) ? [{ path: 'discount', message: 'discountAboveAmount' }] : []
}

export type PricingOptions = {
  /** on the whole invoice, in rupiah, on top of the row discounts */
  discount?: number
  /** does this customer withhold PPh 23 (companies and government do, households do not) */
  withholds?: boolean
}

/**
 * The figures of an invoice, whole rupiah. PPN is worked out per invoice, not per row: `dpp = round(net x 11/12)`,
 * `ppn = round(dpp x 12/100)`. Throws RangeError for rows that `priceProblems` refuses.
 */
export function invoiceTotals(
  lines: readonly PricedLine[],
  tax: TaxRule,
  options: PricingOptions = {},
): InvoiceTotals {
  const { discount: invoiceDiscount = 0, withholds = false } = options
  const [problem] = priceProblems(lines, invoiceDiscount)
  if (problem) throw new RangeError(`${problem.path}: ${problem.message}`)

  const lineAmounts = lines.map(lineAmount)
  const subtotal = lineAmounts.reduce((sum, amount) => sum + amount, 0)
  const discount = lines.reduce((sum, line) => sum + (line.discount ?? 0), invoiceDiscount)
  const net = subtotal - discount
  const taxBase = tax.pkp ? share(net, tax.baseNumerator, tax.baseDenominator) : null
  const vat = taxBase === null ? null : share(taxBase, tax.vatRate, 100)
  return {
    lineAmounts,
    subtotal,
    discount,
    taxBase,
    vat,
    vatRate: tax.pkp ? tax.vatRate : null,
    total: net + (vat ?? 0),
    withholding: withholds ? withholdingOf(lines, net, invoiceDiscount, tax.withholdingRateBp) : null,
  }
}

/** PPh 23 on the services without PPN; a discount on the whole invoice is spread over services and material alike. */
function withholdingOf(
  lines: readonly PricedLine[],
  net: number,
  invoiceDiscount: number,
  rateBp: number,
): Withholding | null {
  const services = lines
    .filter((line) => line.kind === 'SERVICE')
    .reduce((sum, line) => sum + lineAmount(line) - (line.discount ?? 0), 0)
  if (services === 0 || rateBp === 0) return null
  const base = services - share(invoiceDiscount, services, net + invoiceDiscount)
  return base === 0 ? null : { base, rateBp, amount: share(base, rateBp, 10_000) }
}

/** The rule in force on a day: the newest one that has begun; null when none has. Days are `YYYY-MM-DD`. */
export function taxRuleOn(rules: readonly DatedTaxRule[], day: string): DatedTaxRule | null {
  return rules.reduce<DatedTaxRule | null>(
    (best, rule) =>
      rule.validFrom <= day && (best === null || rule.validFrom > best.validFrom) ? rule : best,
    null,
  )
}

/** Invoice date plus calendar days; a due date on a holiday is shown, not moved. */
export function dueDate(invoiceDate: string, days: number): string {
  const date = new Date(`${invoiceDate}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Derived, never stored: unpaid past its day by the office calendar. */
export function isOverdue(due: string | null, today: string, outstanding: number): boolean {
  return due !== null && outstanding > 0 && today > due
}

/** Does a receipt over this amount need a meterai of Rp10.000? Exactly Rp5.000.000 does not. */
export function needsStampDuty(amount: number): boolean {
  return amount > STAMP_DUTY_ABOVE
}

/** Nomor Seri Faktur Pajak as the tax office gave it: 17 digits, or 16 in the older series; separators are ignored. */
export function isTaxInvoiceNumber(text: string): boolean {
  return /^\d{16,17}$/.test(text.replaceAll(/[\s.-]/g, ''))
}
