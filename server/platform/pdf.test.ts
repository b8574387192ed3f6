import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from 'pdfmake'
import { describe, expect, it } from 'vitest'
import { documentText, nodesWith, pageCount } from '../testing/document-text.ts'
import { fields, picture, qrCode, rows } from './pdf-blocks.ts'
import { PAGE } from './pdf-look.ts'
import { paper, renderPdf } from './pdf.ts'

const letterhead = {
  legalName: 'PT Contoh Servis',
  code: 'PCS',
  address: 'Jl. Contoh No. 1, Jakarta',
  phone: '(021) 555-0101',
  email: 'halo@contoh.example',
}
const frame = {
  language: 'id' as const,
  title: 'SURAT',
  number: '001/ST/PCS/XI/2026',
  issuedAt: '2026-11-20T02:00:00Z',
  letterhead,
}
const print = (...content: Content[]) => renderPdf(paper({ ...frame, content }))

describe('the page frame', () => {
  it('has kop surat, number and page count', () => {
    const text = documentText(paper({ ...frame, content: ['isi'] }))
    expect(text).toContain('PT Contoh Servis')
    expect(text).toContain('Telp. (021) 555-0101  •  halo@contoh.example')
    expect(text).toContain('SURAT 001/ST/PCS/XI/2026')
    expect(text).toContain('Halaman 1 dari 2')
  })

  it('stamps its state across the page', () => {
    const stamped = (stamp: 'DRAFT' | 'REVOKED' | 'VOID') =>
      documentText(paper({ ...frame, stamp, content: [] }))
    expect(stamped('DRAFT')).toMatch(/^DRAFT$/m)
    expect(stamped('REVOKED')).toMatch(/^DICABUT$/m)
    expect(stamped('VOID')).toMatch(/^BATAL$/m)
  })

  it('gives the same bytes for the same document, whatever was printed in between', async () => {
    const first = await print('Ruang A, tegangan 220 V', 'Ω')
    await print('Ρουμ Α Ωμέγα', 'Комната А', 'non\u00a0breaking')
    expect((await print('Ruang A, tegangan 220 V', 'Ω')).equals(first)).toBe(true)
    const other = await renderPdf(paper({ ...frame, issuedAt: '2026-11-20T02:00:01Z', content: ['Ruang A'] }))
    expect(other.equals(first)).toBe(false)
  })

  it('prints documents side by side without mixing them up', async () => {
    const texts = Array.from({ length: 8 }, (_, index) =>
      `dokumen ${'abcdefgh'[index]} `.repeat(200 * (index + 1)),
    )
    const alone: Buffer[] = []
    for (const text of texts) alone.push(await print(text))
    const together = await Promise.all(texts.map((text) => print(text)))
    expect(together.map((pdf, index) => pdf.equals(alone[index]!))).toEqual(texts.map(() => true))
  })

  it('opens no file and no address', async () => {
    await expect(print({ image: '/etc/hostname' })).rejects.toThrow(/denied/)
    await expect(
      renderPdf({
        ...paper({ ...frame, content: [{ image: 'x' }] }),
        images: { x: 'http://127.0.0.1:9/x.png' },
      }),
    ).rejects.toThrow(/denied/)
  })
})

describe('blocks', () => {
  it('leaves out fields that have no value', () => {
    const text = documentText({
      content: fields([
        ['Nama', 'Andi'],
        ['Telepon', null],
        ['Email', ''],
      ]),
    })
    expect(text.split('\n')).toEqual(['Nama', ':', 'Andi'])
  })

  it('keeps table and long words inside the page', async () => {
    const word = 'Supercalifragilistik'.repeat(30)
    const table = rows(
      [
        { title: 'No.', width: 30 },
        { title: 'Uraian', width: PAGE.width - 30 },
      ],
      [['1', word]],
    )
    const definition = paper({ ...frame, content: [table, fields([['Alamat', word]])] })
    await renderPdf(definition)
    // pdfmake leaves its measurements in the definition
    const widths = nodesWith('_calcWidth', definition.content).map((column) => Number(column._calcWidth))
    expect(Math.max(...widths)).toBeLessThanOrEqual(PAGE.width)
    const lines = nodesWith('_inlines', definition.content)
    expect(lines.length).toBeGreaterThan(3)
  })

  it('repeats the head of a long table and breaks a row only when it could not fit', async () => {
    const columns = [{ title: 'Uraian', width: PAGE.width }]
    expect(
      pageCount(
        await print(
          rows(
            columns,
            Array.from({ length: 120 }, () => ['satu baris']),
          ),
        ),
      ),
    ).toBe(4)
    const [short] = nodesWith('dontBreakRows', rows(columns, [['pendek']]))
    const [long] = nodesWith('dontBreakRows', rows(columns, [['panjang '.repeat(900)]]))
    expect([short?.dontBreakRows, short?.headerRows]).toEqual([true, 1])
    expect(long?.dontBreakRows).toBe(false)
    expect(pageCount(await print(rows(columns, [['panjang '.repeat(900)]])))).toBe(2)
  })

  it.each([20, 60, 90, 122])(
    'prints a QR to an address of %d characters large enough to scan',
    async (length) => {
      const definition = paper({
        ...frame,
        content: [qrCode('https://a.id/verify/'.padEnd(length, 'x'), 'id', 210)],
      })
      await renderPdf(definition)
      const [node] = nodesWith('qr', definition.content)
      const [paperWhite, module] = (node?._canvas ?? []) as { w: number }[]
      expect(module?.w).toBeGreaterThanOrEqual(2)
      expect(paperWhite?.w).toBeLessThanOrEqual(90)
    },
  )

  it('takes JPEG and PNG, nothing else', () => {
    expect(picture(Buffer.from('ffd8ffe000104a46', 'hex'), 10, 10)).toMatchObject({ fit: [10, 10] })
    expect(picture(Buffer.from('89504e470d0a1a0a00', 'hex'), 10, 10)).toHaveProperty('image')
    expect(picture(Buffer.from('GIF89a'), 10, 10)).toBeNull()
    expect(picture(Buffer.alloc(0), 10, 10)).toBeNull()
    expect(picture(null, 10, 10)).toBeNull()
  })
})

describe('texts of the documents', () => {
  const catalogue = (language: string): [string, string][] => {
    const walk = (node: object, path: string): [string, string][] =>
      Object.entries(node).flatMap(([key, value]) =>
        typeof value === 'string'
          ? [[path + key, value] as [string, string]]
          : walk(value as object, `${path}${key}.`),
      )
    const file = join(import.meta.dirname, '../../locales', language, 'documents.json')
    return walk(JSON.parse(readFileSync(file, 'utf8')) as object, '')
  }
  const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted().join(' ')

  it('have the same keys and the same holes in both languages', () => {
    // English alone has a singular
    const outline = (language: string) =>
      catalogue(language)
        .filter(([key]) => !key.endsWith('_one'))
        .map(([key, text]) => `${key} ${holes(text)}`)
    expect(outline('en')).toEqual(outline('id'))
  })
})
