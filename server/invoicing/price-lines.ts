import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, Refused } from '../platform/errors.ts'
import { workDate } from '../platform/indonesian-date.ts'
import { amountInWords } from '../platform/rupiah.ts'
import {
  type DatedTaxRule,
  invoiceTotals,
  type InvoiceTotals,
  type LineKind,
  priceProblems,
  taxRuleOn,
} from './rules.ts'

export type Line = {
  description: string
  kind: LineKind
  quantity: number
  unit: string
  unitPrice: number
  discount: number
}
export type Priced = { totals: InvoiceTotals; tax: DatedTaxRule }

/** The tax rule in force today. @throws Refused NO_TAX_RULE when none has begun */
export async function taxRuleNow(db: Db | Tx, at: Date): Promise<DatedTaxRule> {
  const rules = await db.selectFrom('taxRules').selectAll().execute()
  const rule = taxRuleOn(rules, workDate(at))
  if (!rule) throw new Refused('NO_TAX_RULE')
  return rule
}

/** The figures of these rows by today's tax rule. @throws InvalidInput at the row that cannot be priced */
export async function priceLines(
  db: Db | Tx,
  lines: readonly Line[],
  discount: number,
  withholds: boolean,
): Promise<Priced> {
  const tax = await taxRuleNow(db, new Date())
  const problems = priceProblems(lines, discount)
  if (problems.length > 0) throw new InvalidInput(problems)
  return { totals: invoiceTotals(lines, tax, { discount, withholds }), tax }
}

/** The totals as the HTTP contract has them. */
export const totalsShape = (totals: InvoiceTotals) => ({
  subtotal: totals.subtotal,
  discount: totals.discount,
  taxBase: totals.taxBase,
  vat: totals.vat,
  vatRate: totals.vatRate,
  total: totals.total,
  amountInWords: amountInWords(totals.total),
  withholdingNote: totals.withholding?.amount ?? null,
})
