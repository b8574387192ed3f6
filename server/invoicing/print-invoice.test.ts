import { describe, expect, it } from 'vitest'
import { documentText, nodesWith, pageCount } from '../testing/document-text.ts'
import { defineInvoice, type InvoiceLine, type InvoiceSnapshot, printInvoice } from './print-invoice.ts'
import { invoiceTotals } from './rules.ts'

const tax = { pkp: true, vatRate: 12, baseNumerator: 11, baseDenominator: 12, withholdingRateBp: 200 }
const lines: InvoiceLine[] = [
  { description: 'Jasa perbaikan AC', kind: 'SERVICE', quantity: 1, unit: 'paket', unitPrice: 4_000_000 },
  {
    description: 'Kapasitor',
    kind: 'MATERIAL',
    quantity: 1.5,
    unit: 'buah',
    unitPrice: 1_000_000,
    discount: 50_000,
  },
]
const invoice: InvoiceSnapshot = {
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
  customer: {
    name: 'Rina Marlina',
    company: 'PT Maju Jaya',
    address: 'Jl. Gatot Subroto',
    purchaseOrder: 'PO-7',
  },
  title: 'Perbaikan AC',
  references: {
    ticketCode: 'GSS-2611-0042',
    letters: ['001/ST/GSS/XI/2026'],
    handoverReport: '001/BAST/GSS/XI/2026',
  },
  lines,
  totals: invoiceTotals(lines, tax, { withholds: true }),
  tax,
  bankAccounts: [{ bank: 'BCA', number: '123-456-7890', holder: 'PT Global Servis Solusi' }],
  signer: { name: 'Sari Wulandari', position: 'Sales' },
}
const text = (...given: Parameters<typeof defineInvoice>) => documentText(defineInvoice(...given))
const withLines = (given: InvoiceLine[], rule = tax): InvoiceSnapshot => ({
  ...invoice,
  lines: given,
  totals: invoiceTotals(given, rule),
})

describe('invoice', () => {
  it('has customer, dates, references, rows, bank account and terms', () => {
    const written = text(invoice)
    for (const part of [
      'INVOICE',
      '001/INV/GSS/XI/2026',
      'PT Maju Jaya',
      'Rina Marlina',
      '20 November 2026',
      '4 Desember 2026',
      'GSS-2611-0042',
      '001/ST/GSS/XI/2026',
      '001/BAST/GSS/XI/2026',
      'PO-7',
      '0012345678012000 (PKP)',
      'Jasa perbaikan AC',
      '1 paket\n4.000.000\n4.000.000',
      'Diskon Rp50.000',
      '1,5 buah\n1.000.000\n1.500.000',
      '123-456-7890\na.n. PT Global Servis Solusi',
      'Berita transfer\n:\n001/INV/GSS/XI/2026',
      'Mohon lakukan pembayaran paling lambat 4 Desember 2026.',
      'Jakarta, 20 November 2026',
      'Sari Wulandari',
    ]) {
      expect(written).toContain(part)
    }
  })

  it('of a PKP shows DPP Nilai Lain and PPN, and the words for the total', () => {
    const written = text(withLines(lines.map(({ discount: _, ...line }) => line)))
    expect(written).toContain(
      'Subtotal\nRp5.500.000\nDPP Nilai Lain (11/12)\nRp5.041.667\nPPN 12 %\nRp605.000\nTotal\nRp6.105.000',
    )
    expect(written).toContain('Terbilang\nEnam juta seratus lima ribu rupiah')
    expect(written).not.toContain('Diskon')
    expect(text(invoice)).toContain('Diskon\n-Rp50.000')
  })

  it('of a company that is not PKP has no PPN line at all', () => {
    const written = text(withLines(lines, { ...tax, pkp: false }))
    expect(written).toContain('Total\nRp5.450.000')
    expect(written).not.toMatch(/PPN|DPP|PKP/)
  })

  it('mentions PPh 23 as a note with what is left to transfer', () => {
    expect(text(invoice)).toMatch(
      /PPh Pasal 23 sebesar 2 % dari Rp4\.000\.000 = Rp80\.000 .* jumlah yang ditransfer Rp5\.969\.500/,
    )
    expect(text({ ...invoice, totals: invoiceTotals(lines, tax) })).not.toContain('PPh')
  })

  it('without a number is a DRAFT that says not to pay, and has nothing to verify', () => {
    const draft = { ...invoice, number: null, verifyUrl: null }
    expect(text(draft)).toMatch(/^DRAFT$/m)
    expect(text(draft)).toContain('Jangan dibayar')
    expect(text(draft)).toContain('Belum bernomor')
    expect(text(draft)).not.toContain('Pindai')
    expect(nodesWith('qr', defineInvoice(draft).content)).toHaveLength(0)
    expect(text(invoice)).not.toMatch(/DRAFT|Jangan dibayar/)
    expect(text(invoice, { stamp: 'VOID' })).toContain('DIBATALKAN')
  })

  it('asks for payment at once when it is due at once', () => {
    expect(text({ ...invoice, dueDate: invoice.date })).toContain(
      'Mohon lakukan pembayaran pada tanggal invoice ini.',
    )
  })

  it('holds no key without a text', () => {
    for (const language of ['id', 'en'] as const) {
      for (const stamp of [null, 'DRAFT', 'VOID'] as const) {
        const full = { ...invoice, language, note: 'x', taxInvoiceNumber: '04002500123456789' }
        expect(text(full, { stamp })).not.toMatch(/\{\{|\b(?:invoice|stamp)\.[A-Za-z]/)
      }
    }
  })
})

describe('pages of an invoice', () => {
  const many = (count: number): InvoiceLine[] =>
    Array.from({ length: count }, (_, index) => ({
      description: index % 9 ? `Pekerjaan ${index}` : 'Supercalifragilistik'.repeat(15),
      kind: 'SERVICE',
      quantity: 1234.25,
      unit: 'meter persegi',
      unitPrice: 1_234_567,
    }))

  it('are one for a few rows, draft or not, and more for many', async () => {
    expect(pageCount(await printInvoice(invoice))).toBe(1)
    expect(pageCount(await printInvoice({ ...invoice, number: null, verifyUrl: null }))).toBe(1)
    expect(pageCount(await printInvoice(withLines(many(60))))).toBe(5)
    expect(pageCount(await printInvoice(withLines(many(200))))).toBe(13)
  })

  it('come out of a stored snapshot byte for byte', async () => {
    const stored = JSON.parse(JSON.stringify(invoice)) as InvoiceSnapshot
    expect((await printInvoice(stored)).equals(await printInvoice(invoice))).toBe(true)
  })
})
