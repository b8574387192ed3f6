import type { Db } from '../../platform/db.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { workDate } from '../../platform/indonesian-date.ts'
import { addTaxRule, calculateExample, readTaxRules, removeTaxRule } from './change-tax-rules.ts'
import * as contract from './schema.ts'

/** Dated tax rules over HTTP. */
export function taxRoutes(http: Http, db: Db): void {
  const rules = () => readTaxRules(db, workDate(new Date()))
  serve(http, contract.listTaxRules, rules)
  serve(http, contract.addTaxRule, async ({ actor, body }) => {
    await addTaxRule(db, actor, body)
    return await rules()
  })
  serve(http, contract.removeTaxRule, async ({ actor, params }) => {
    await removeTaxRule(db, actor, params.validFrom)
    return { ok: true as const }
  })
  serve(http, contract.tryTaxRule, async ({ body }) => calculateExample(body))
}
