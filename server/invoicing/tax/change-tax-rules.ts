import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import type { Answer, BodyOf } from '../../platform/http/endpoint.ts'
import { workDate } from '../../platform/indonesian-date.ts'
import { recordEvent } from '../../ticket/index.ts'
import { type DatedTaxRule, invoiceTotals, taxRuleOn } from '../rules.ts'
import type { addTaxRule as addContract, listTaxRules, tryTaxRule } from './schema.ts'

/** Whether an invoice with a number was computed by the rule. */
const usedRule = sql<boolean>`exists (
  select 1 from invoices i where i.number is not null and i.tax_rule ->> 'validFrom' = tax_rules.valid_from::text)`

/** All rules, newest first, and which one holds today. */
export async function readTaxRules(db: Db | Tx, today: string): Promise<Answer<typeof listTaxRules>> {
  const rows = await db
    .selectFrom('taxRules')
    .selectAll()
    .select(usedRule.as('used'))
    .orderBy('validFrom', 'desc')
    .execute()
  const current = taxRuleOn(rows, today)?.validFrom
  return {
    items: rows.map((row) => ({
      ...row,
      state: row.validFrom === current ? 'CURRENT' : row.validFrom > today ? 'FUTURE' : 'PAST',
    })),
  }
}

/**
 * Adds a rule. What was issued stays as it was computed, so a rule may not begin before an invoice that is out already;
 * a day has one rule. @throws InvalidInput
 */
export async function addTaxRule(db: Db, actor: Staff, rule: BodyOf<typeof addContract>): Promise<void> {
  if (rule.baseNumerator > rule.baseDenominator)
    throw new InvalidInput([{ path: 'baseNumerator', message: 'taxBaseAbovePrice' }])
  await db.transaction().execute(async (tx) => {
    // sending reads the rule in its own transaction: this waits for those under way, and later ones wait for this
    await sql`lock table tax_rules in access exclusive mode`.execute(tx)
    const issued = await sql<{ day: string | null }>`
      select max((sent_at at time zone 'Asia/Jakarta')::date)::text as day from invoices where number is not null`.execute(
      tx,
    )
    const last = issued.rows[0]?.day
    if (last && rule.validFrom <= last && rule.validFrom <= workDate(new Date()))
      throw new InvalidInput([{ path: 'validFrom', message: 'taxRuleAfterInvoices' }])
    const added = await tx
      .insertInto('taxRules')
      .values(rule)
      .onConflict((on) => on.doNothing())
      .returning('validFrom')
      .executeTakeFirst()
    if (!added) throw new InvalidInput([{ path: 'validFrom', message: 'taxRuleExists' }])
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: ['taxRules'] } })
  })
}

/** @throws NotFound, Refused TAX_RULE_USED, TAX_RULE_LAST for the only one that has begun */
export async function removeTaxRule(db: Db, actor: Staff, validFrom: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const today = workDate(new Date())
    const { items } = await readTaxRules(tx, today)
    const rule = items.find((one) => one.validFrom === validFrom)
    if (!rule) throw new NotFound()
    if (rule.used) throw new Refused('TAX_RULE_USED')
    if (!items.some((one) => one !== rule && one.validFrom <= today)) throw new Refused('TAX_RULE_LAST')
    await tx.deleteFrom('taxRules').where('validFrom', '=', validFrom).execute()
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: ['taxRules'] } })
  })
}

/** What an amount of services comes to, for a customer who withholds PPh 23. */
export function calculateExample(example: BodyOf<typeof tryTaxRule>): Answer<typeof tryTaxRule> {
  const { amount, ...terms } = example
  const rule: DatedTaxRule = { ...terms, validFrom: '' }
  const totals = invoiceTotals([{ kind: 'SERVICE', quantity: 1, unitPrice: amount }], rule, {
    withholds: true,
  })
  const withholding = totals.withholding?.amount ?? 0
  return {
    subtotal: totals.subtotal,
    taxBase: totals.taxBase,
    vat: totals.vat,
    total: totals.total,
    withholding,
    transfer: totals.total - withholding,
  }
}
