import { type InvoiceSnapshot, printInvoice } from '../../server/invoicing/print-invoice.ts'
import { invoiceTotals } from '../../server/invoicing/rules.ts'
import { atMost, type Figure, percentile, told } from '../figure.ts'

export const about = 'an invoice of ten lines as PDF, printed again and again'

const PRINTS = 60
const GOAL_MS = 30

export async function measure(): Promise<Figure[]> {
  const started = performance.now()
  await printInvoice(INVOICE)
  const first = performance.now() - started
  const times: number[] = []
  for (let n = 0; n < PRINTS; n++) {
    const start = performance.now()
    await printInvoice(INVOICE)
    times.push(performance.now() - start)
  }
  return [
    told('invoice PDF, first of a process', first, 'ms'),
    told('invoice PDF, p50', percentile(times, 0.5), 'ms'),
    atMost('invoice PDF, p95', percentile(times, 0.95), 'ms', GOAL_MS),
  ]
}

const TAX = { pkp: true, vatRate: 12, baseNumerator: 11, baseDenominator: 12, withholdingRateBp: 200 }
const LINES = Array.from({ length: 10 }, (_, n) => ({
  description: n % 2 ? `Kapasitor ${n} uF` : `Jasa perbaikan AC unit ${n}`,
  kind: n % 2 ? ('MATERIAL' as const) : ('SERVICE' as const),
  quantity: 1 + n,
  unit: 'buah',
  unitPrice: 125_000 * (n + 1),
}))

const INVOICE: InvoiceSnapshot = {
  language: 'id',
  number: '001/INV/GSS/XI/2026',
  issuedAt: '2026-11-20T08:15:00.000Z',
  verifyUrl: 'https://gss.example/verify/abc',
  date: '2026-11-20',
  dueDate: '2026-12-04',
  company: {
    legalName: 'PT Global Servis Solusi',
    code: 'GSS',
    address: 'Jl. Contoh No. 1, Jakarta',
    phone: '(021) 555-1234',
    email: 'halo@gss.example',
    npwp: '0012345678012000',
    city: 'Jakarta',
  },
  customer: { name: 'Rina Marlina', company: 'PT Maju Jaya', address: 'Jl. Gatot Subroto' },
  title: 'Perbaikan AC',
  references: { ticketCode: 'GSS-2611-0042', letters: ['001/ST/GSS/XI/2026'] },
  lines: LINES,
  totals: invoiceTotals(LINES, TAX, { withholds: true }),
  tax: TAX,
  bankAccounts: [{ bank: 'BCA', number: '123-456-7890', holder: 'PT Global Servis Solusi' }],
  signer: { name: 'Sari Wulandari', position: 'Sales' },
}
