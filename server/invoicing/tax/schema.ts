import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { day, done, rupiah } from '../../platform/http/shapes.ts'

const terms = {
  pkp: z.boolean(),
  vatRate: z.int().min(0, 'tooSmall').max(100, 'tooLarge'),
  baseNumerator: z.int().min(1, 'tooSmall').max(1000, 'tooLarge'),
  baseDenominator: z.int().min(1, 'tooSmall').max(1000, 'tooLarge'),
  /** hundredths of a percent: 200 = 2 % */
  withholdingRateBp: z.int().min(0, 'tooSmall').max(10_000, 'tooLarge'),
}
const rule = z.object({
  validFrom: day,
  ...terms,
  state: z.enum(['PAST', 'CURRENT', 'FUTURE']),
  /** an invoice was issued by it: kept for ever */
  used: z.boolean(),
})
const rules = z.object({ items: z.array(rule) })

export const listTaxRules = endpoint({
  method: 'GET',
  url: '/api/v1/settings/tax-rules',
  roles: ['admin'],
  tag: 'settings',
  summary: 'Tax rules by the day from which they hold, newest first',
  response: rules,
})
export const addTaxRule = endpoint({
  method: 'POST',
  url: '/api/v1/settings/tax-rules',
  roles: ['admin'],
  tag: 'settings',
  status: 201,
  summary: 'Add a rule from a day on; in the past only while no invoice was issued since',
  body: z.object({ validFrom: day, ...terms }),
  response: rules,
})
export const removeTaxRule = endpoint({
  method: 'DELETE',
  url: '/api/v1/settings/tax-rules/:validFrom',
  roles: ['admin'],
  tag: 'settings',
  params: z.object({ validFrom: day }),
  summary: 'Remove a rule that no invoice was issued by',
  response: done,
})
export const tryTaxRule = endpoint({
  method: 'POST',
  url: '/api/v1/settings/tax-rules/example',
  roles: ['admin'],
  tag: 'settings',
  summary: 'What an amount of services would come to under a rule; nothing is stored',
  body: z.object({ ...terms, amount: rupiah }),
  response: z.object({
    subtotal: rupiah,
    taxBase: rupiah.nullable(),
    vat: rupiah.nullable(),
    total: rupiah,
    withholding: rupiah,
    transfer: rupiah,
  }),
})
