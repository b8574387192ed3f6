import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { documentText, nodesWith, pageCount } from '../testing/document-text.ts'
import {
  defineHandoverReport,
  type HandoverReportSnapshot,
  printHandoverReport,
} from './print-handover-report.ts'

const company = {
  legalName: 'PT Global Servis Solusi',
  code: 'GSS',
  address: 'Jl. Contoh No. 1, Jakarta',
  phone: '(021) 555-1234',
  email: 'halo@gss.example',
}
const report: HandoverReportSnapshot = {
  language: 'id',
  number: '001/BAST/GSS/XI/2026',
  issuedAt: '2026-11-20T08:15:00.000Z',
  verifyUrl: 'https://gss.example/verify/abc',
  zone: 'Asia/Jakarta',
  company,
  title: 'Perbaikan AC',
  place: 'Jl. Gatot Subroto No. 12',
  handedOverAt: '2026-11-20T08:10:00Z',
  firstParty: {
    name: 'Andi Saputra',
    position: 'Teknisi',
    company: company.legalName,
    address: company.address,
  },
  secondParty: { name: 'Rina Marlina', position: 'Kepala Bagian Umum', company: 'PT Maju Jaya' },
  references: { ticketCode: 'GSS-2611-0042', letters: ['001/ST/GSS/XI/2026', '002/ST/GSS/XI/2026'] },
  workDone: '- Membersihkan filter\n\n2. Mengganti kapasitor\nTekanan 3.5 bar',
  openItems: null,
  signing: { kind: 'DRAWN', at: '2026-11-20T08:12:00Z', phone: '0812-3456-7890', sha256: 'ab'.repeat(32) },
  photos: [],
}
const photosOf = (count: number): HandoverReportSnapshot['photos'] =>
  Array.from({ length: count }, (_, index) => ({
    kind: index % 2 ? 'AFTER' : 'BEFORE',
    at: '2026-11-20T03:10:00Z',
    sha256: String(index).padStart(64, '0'),
  }))
const jpeg = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#0B6E6E' } })
    .jpeg()
    .toBuffer()
const text = (...given: Parameters<typeof defineHandoverReport>) =>
  documentText(defineHandoverReport(...given))
const images = (...given: Parameters<typeof defineHandoverReport>) =>
  nodesWith('image', defineHandoverReport(...given).content).filter((node) => typeof node.image === 'string')

describe('BAST', () => {
  it('lists what was used, what it takes the place of, and how it was signed', () => {
    const written = text({
      ...report,
      parts: [{ description: 'Kapasitor 35 uF', quantity: 2.5, unit: 'pcs', serialNumber: 'KP-77' }],
      replaces: { number: '009/BAST/GSS/XI/2026', reason: 'CORRECTED' },
      signing: {
        kind: 'DRAWN',
        at: '2026-11-20T08:12:00Z',
        consented: true,
        device: 'Mozilla/5.0 (Linux; Android 13)',
        location: { lat: -6.2, lng: 106.8, accuracy: 12.4 },
      },
    })
    for (const part of [
      'Kapasitor 35 uF',
      '2,5',
      'KP-77',
      'menggantikan BAST Nomor 009/BAST/GSS/XI/2026. Alasan: isi BAST dibetulkan sebelum pekerjaan Selesai',
      'setuju menandatanganinya secara elektronik',
      '-6.20000, 106.80000 (ketelitian 12 m)',
      'Android 13',
    ])
      expect(written).toContain(part)
    expect(text(report)).not.toContain('Suku cadang')
  })

  it('opens with the date in words, names both parties and what it rests on', () => {
    const written = text(report)
    for (const part of [
      'BERITA ACARA SERAH TERIMA',
      'Pekerjaan: Perbaikan AC',
      'Jumat, tanggal dua puluh bulan November tahun dua ribu dua puluh enam (20-11-2026), bertempat di Jl. Gatot Subroto No. 12',
      'PIHAK PERTAMA (yang menyerahkan)',
      'PIHAK KEDUA (yang menerima)',
      'Berdasarkan Tiket GSS-2611-0042, Surat Tugas Nomor 001/ST/GSS/XI/2026 dan Surat Tugas Nomor 002/ST/GSS/XI/2026,',
      'Ditandatangani 20/11/2026 15.12 WIB',
      '0812-3456-7890',
    ]) {
      expect(written).toContain(part)
    }
  })

  it('takes the day of the site, not of the server', () => {
    expect(text({ ...report, handedOverAt: '2026-11-20T15:30:00Z', zone: 'Asia/Jayapura' })).toContain(
      '(21-11-2026)',
    )
  })

  it('makes rows of the lines of the free text when there are no items', () => {
    const written = text(report)
    expect(written).toContain('1\nMembersihkan filter\n2\nMengganti kapasitor\n3\nTekanan 3.5 bar')
    expect(written).not.toContain('No. seri')
  })

  it('shows only the columns that somebody filled in', () => {
    const written = text({
      ...report,
      items: [
        { description: 'Kapasitor', quantity: 1.5, unit: 'buah', serial: 'SN-1' },
        { description: 'Freon' },
      ],
    })
    expect(written).toContain('Jumlah\nSatuan\nNo. seri\n1\nKapasitor\n1,5\nbuah\nSN-1\n2\nFreon')
    expect(written).not.toContain('Hasil uji')
    expect(written).toContain('Membersihkan filter')
  })

  it('says what was accepted, and what was not', () => {
    expect(text(report)).toContain('Pekerjaan yang belum selesai: \nTidak ada.')
    expect(text(report)).toContain('menerima hasil pekerjaan tersebut dengan baik.')
    const open = text({ ...report, openItems: 'Kipas outdoor' })
    expect(open).toContain('Kipas outdoor')
    expect(open).toContain('kecuali pekerjaan yang belum selesai')
  })

  it('claims no acceptance when nobody signed', async () => {
    const absent = {
      ...report,
      signing: { kind: 'ABSENT', reason: 'Pemilik pergi', secondProof: 'WhatsApp' } as const,
    }
    const signature = await jpeg(300, 100)
    const written = text(absent, { customerSignature: signature })
    expect(written).toContain('tidak ditandatangani oleh PIHAK KEDUA')
    expect(written).toContain('Alasan: Pemilik pergi')
    expect(written).toContain('Bukti lain: WhatsApp')
    expect(written).not.toMatch(/menyatakan telah memeriksa|yang bertanda tangan/)
    expect(images(absent, { customerSignature: signature })).toHaveLength(0)
    expect(images(report, { customerSignature: signature })).toHaveLength(1)
  })

  it('points to the paper when it was signed on paper', () => {
    const written = text({
      ...report,
      signing: { kind: 'PAPER' },
      photos: [{ ...photosOf(1)[0]!, kind: 'PAPER_BAST' }],
    })
    expect(written).toContain('ditandatangani di atas kertas')
    expect(written).toContain('1. BAST kertas')
  })

  it('has no empty attachment, and holds no key without a text', () => {
    expect(text(report)).not.toContain('Lampiran')
    for (const language of ['id', 'en'] as const) {
      for (const signing of [
        report.signing,
        { kind: 'PAPER' } as const,
        { kind: 'ABSENT', reason: 'x' } as const,
      ]) {
        const witness = { name: 'Slamet' }
        const visits = [{ technician: 'Andi', checkInAt: report.issuedAt }]
        const written = text({
          ...report,
          language,
          signing,
          witness,
          visits,
          photos: photosOf(2),
          openItems: 'x',
        })
        expect(written).not.toMatch(/\{\{|\b(?:handover|person|photo)\.[A-Za-z]/)
      }
    }
  })
})

describe('photos of a BAST', () => {
  it('are printed with caption, time and the hash of the original', async () => {
    const photos = await Promise.all([jpeg(400, 300), jpeg(300, 400)])
    const written = text({ ...report, photos: photosOf(2) }, { photos })
    expect(written).toContain('1. Foto Sebelum\n20/11/2026 10.10 WIB')
    expect(written).toContain('2. Foto Sesudah')
    expect(written).toContain('0'.repeat(63) + '1')
    expect(written).toContain('ab'.repeat(32))
    expect(images({ ...report, photos: photosOf(2) }, { photos })).toHaveLength(2)
  })

  it('that are missing or spoilt leave a note and cost nothing else', async () => {
    const photos = [await jpeg(400, 300), null, Buffer.from('rusak')]
    const given = { ...report, photos: photosOf(4) }
    expect(text(given, { photos }).match(/Foto tidak dapat ditampilkan/g)).toHaveLength(3)
    expect(images(given, { photos })).toHaveLength(1)
    expect(pageCount(await printHandoverReport(given, { photos }))).toBeGreaterThan(0)
  })

  it('twelve of them take one more page, none takes none', async () => {
    expect(pageCount(await printHandoverReport(report))).toBe(1)
    const photos = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 3 ? jpeg(400, 300) : jpeg(300, 400))),
    )
    expect(pageCount(await printHandoverReport({ ...report, photos: photosOf(12) }, { photos }))).toBe(2)
  })

  it('come out the same every time', async () => {
    const customerSignature = await sharp({
      create: { width: 60, height: 20, channels: 4, background: '#0000' },
    })
      .png()
      .toBuffer()
    const given = { photos: [await jpeg(40, 30)], customerSignature }
    const first = await printHandoverReport({ ...report, photos: photosOf(1) }, given)
    expect((await printHandoverReport({ ...report, photos: photosOf(1) }, given)).equals(first)).toBe(true)
  })
})
