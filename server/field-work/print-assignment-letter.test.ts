import { describe, expect, it } from 'vitest'
import { documentText, nodesWith, pageCount } from '../testing/document-text.ts'
import {
  type AssignmentLetterSnapshot,
  defineAssignmentLetter,
  printAssignmentLetter,
} from './print-assignment-letter.ts'

const letter: AssignmentLetterSnapshot = {
  language: 'id',
  number: '001/ST/GSS/XI/2026',
  issuedAt: '2026-11-20T02:15:00.000Z',
  verifyUrl: 'https://gss.example/verify/9f2c1d7e8b6a4f03',
  company: {
    legalName: 'PT Global Servis Solusi',
    code: 'GSS',
    address: 'Jl. Contoh No. 1, Jakarta',
    phone: '(021) 555-1234',
    email: 'halo@gss.example',
    city: 'Jakarta',
  },
  ticket: { code: 'GSS-2611-0042', complaint: 'AC ruang server mati' },
  assigner: { name: 'Hendra Gunawan', position: 'Manajer Operasional' },
  technician: { name: 'Andi Saputra', employeeNumber: 'TS-001', position: 'Teknisi' },
  task: 'Perbaikan AC ruang server',
  place: {
    customer: 'Rina',
    company: 'PT Maju Jaya',
    address: 'Jl. Gatot Subroto No. 12',
    contact: 'Ibu Rina',
  },
  period: { start: '2026-11-20T01:00:00Z', end: '2026-11-22T10:00:00Z', zone: 'Asia/Makassar' },
  validUntil: '2026-11-22T15:59:00Z',
}
const text = (...given: Parameters<typeof defineAssignmentLetter>) =>
  documentText(defineAssignmentLetter(...given))

describe('Surat Tugas', () => {
  it('says who sends whom, where, when and until when it is valid', () => {
    const written = text(letter)
    for (const part of [
      'SURAT TUGAS',
      'Nomor: 001/ST/GSS/XI/2026',
      'GSS-2611-0042',
      'AC ruang server mati',
      'Hendra Gunawan',
      'Andi Saputra',
      'TS-001',
      'Perbaikan AC ruang server',
      'Rina – PT Maju Jaya',
      'Jl. Gatot Subroto No. 12',
      'Ibu Rina',
      '20–22 November 2026 (3 hari)',
      '09.00 WITA',
      'Sampai 22 November 2026 pukul 23.59 WITA, atau sampai tugas dinyatakan selesai',
      'Jakarta, 20 November 2026',
      'Pindai untuk memeriksa keaslian',
    ]) {
      expect(written).toContain(part)
    }
    expect(written).not.toMatch(/Adendum|DICABUT/)
  })

  it('leads to the check page by QR and holds no key without a text', () => {
    const [code] = nodesWith('qr', defineAssignmentLetter(letter).content)
    expect(code?.qr).toBe(letter.verifyUrl)
    for (const language of ['id', 'en'] as const) {
      const revoked = { at: letter.issuedAt, reason: 'x' }
      const written = text({ ...letter, language, extension: { number: 'n', days: 1 } }, { revoked })
      expect(written).not.toMatch(/\{\{|\b(?:letter|person|stamp)\.[A-Za-z]/)
    }
  })

  it('names the letter that it extends', () => {
    const written = text({ ...letter, extension: { number: '001/ST/GSS/XI/2026', days: 2 } })
    expect(written).toContain('Adendum Tambah Hari atas Surat Tugas Nomor 001/ST/GSS/XI/2026')
    expect(written).toContain('selama 2 hari')
  })

  it('says that it was revoked, when and why', () => {
    const written = text(letter, { revoked: { at: '2026-11-21T01:00:00Z', reason: 'Diganti' } })
    expect(written).toMatch(/^DICABUT$/m)
    expect(written).toContain('DICABUT pada 21 November 2026 pukul 09.00 WITA')
    expect(written).toContain('Alasan: Diganti')
  })

  it('is one page, also when revoked, and grows when the complaint is long', async () => {
    expect(pageCount(await printAssignmentLetter(letter))).toBe(1)
    const revoked = { revoked: { at: letter.issuedAt, reason: 'Diganti' } }
    expect(pageCount(await printAssignmentLetter(letter, revoked))).toBe(1)
    const complaint = `${'Keluhan yang panjang. '.repeat(180)}${'x'.repeat(300)}`
    expect(pageCount(await printAssignmentLetter({ ...letter, ticket: { code: 'T', complaint } }))).toBe(2)
  })

  it('survives storage as JSON unchanged', async () => {
    const stored = JSON.parse(JSON.stringify(letter)) as AssignmentLetterSnapshot
    expect((await printAssignmentLetter(stored)).equals(await printAssignmentLetter(letter))).toBe(true)
  })
})
