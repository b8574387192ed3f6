import { describe, expect, it } from 'vitest'
import { documentText, pageCount } from '../testing/document-text.ts'
import { defineReceipt, printReceipt, type ReceiptSnapshot } from './print-receipt.ts'

const receipt: ReceiptSnapshot = {
  language: 'id',
  number: '001/KW/GSS/XI/2026',
  issuedAt: '2026-11-25T08:15:00.000Z',
  verifyUrl: 'https://gss.example/verify/abc',
  date: '2026-11-25',
  company: {
    legalName: 'PT Global Servis Solusi',
    code: 'GSS',
    address: 'Jl. Contoh No. 1, Jakarta',
    phone: '(021) 555-1234',
    email: 'halo@gss.example',
    city: 'Jakarta',
  },
  receivedFrom: 'PT Maju Jaya',
  amount: 6_025_000,
  invoiceNumber: '001/INV/GSS/XI/2026',
  ticketCode: 'GSS-2611-0042',
  title: 'Perbaikan AC',
  payment: { bank: 'BCA', senderName: 'MAJU JAYA', paidOn: '2026-11-24' },
  remaining: 0,
  signer: { name: 'Citra Lestari', position: 'CS' },
}
const text = (given: ReceiptSnapshot) => documentText(defineReceipt(given))

describe('kwitansi', () => {
  it('says from whom, how much in words and figures, for what and how', () => {
    const written = text(receipt)
    for (const part of [
      'KWITANSI',
      'Nomor: 001/KW/GSS/XI/2026',
      'PT Maju Jaya',
      'Enam juta dua puluh lima ribu rupiah',
      'Rp6.025.000',
      'Invoice 001/INV/GSS/XI/2026 atas Perbaikan AC',
      'Transfer BCA dari MAJU JAYA, 24 November 2026',
      'Lunas',
      'Jakarta, 25 November 2026',
      'Pindai untuk memeriksa keaslian',
    ]) {
      expect(written).toContain(part)
    }
  })

  it('names what is still open, and cash as cash', () => {
    const written = text({ ...receipt, remaining: 1_105_000, payment: { bank: null, paidOn: '2026-11-24' } })
    expect(written).toContain('Rp1.105.000')
    expect(written).toContain('Tunai, 24 November 2026')
    expect(written).not.toContain('Lunas')
  })

  it('has a box for the meterai above Rp5.000.000 only', () => {
    expect(text(receipt)).toContain('Meterai\nRp10.000')
    expect(text({ ...receipt, amount: 5_000_001 })).toContain('Meterai')
    expect(text({ ...receipt, amount: 5_000_000 })).not.toContain('Meterai')
  })

  it('is one page in either language and holds no key without a text', async () => {
    for (const language of ['id', 'en'] as const) {
      expect(text({ ...receipt, language })).not.toMatch(/\{\{|\breceipt\.[A-Za-z]/)
      expect(pageCount(await printReceipt({ ...receipt, language }))).toBe(1)
    }
  })
})
