import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { DOCUMENT_TYPES, documentFileName, formatDocumentNumber, whyBadTemplate } from './document-number.ts'

const parts = { seq: 1, type: 'ST', org: 'GSS', day: '2026-11-20' } as const

describe('document numbers', () => {
  it.each([
    [{ ...parts }, '001/ST/GSS/XI/2026'],
    [{ ...parts, seq: 42, type: 'INV', day: '2026-01-01' } as const, '042/INV/GSS/I/2026'],
    [{ ...parts, seq: 999, type: 'BAST' } as const, '999/BAST/GSS/XI/2026'],
    [{ ...parts, seq: 1000, type: 'KW', day: '2027-12-31' } as const, '1000/KW/GSS/XII/2027'],
  ])('%j', (given, expected) => {
    expect(formatDocumentNumber(given)).toBe(expected)
  })

  it('follows another house order', () => {
    expect(formatDocumentNumber(parts, '{org}-{type}-{year_short}{month}-{seq:5}')).toBe('GSS-ST-2611-00001')
  })

  it.each([
    ['{seq:3}/{type}/{year}', null],
    ['{type}/{year}', 'noSeq'],
    ['{seq}/{year}', 'noType'],
    ['{seq}/{type}', 'noYear'],
    ['{seq}/{type}/{year}/{branch}', 'unknownPart'],
    ['{seq}/{type}/{year', 'unknownPart'],
  ])('template %s: %s', (template, expected) => {
    expect(whyBadTemplate(template)).toBe(expected)
  })

  it('refuses what would not be a number', () => {
    expect(() => formatDocumentNumber({ ...parts, seq: 0 })).toThrow(RangeError)
    expect(() => formatDocumentNumber({ ...parts, seq: 1.5 })).toThrow(RangeError)
    expect(() => formatDocumentNumber(parts, '{seq}')).toThrow(RangeError)
  })

  it('never gives two papers of a year the same number', () => {
    const place = fc.record({
      seq: fc.integer({ min: 1, max: 5000 }),
      type: fc.constantFrom(...DOCUMENT_TYPES),
      day: fc.constantFrom('2026-01-05', '2027-01-05'),
    })
    fc.assert(
      fc.property(place, place, (a, b) => {
        const same = a.seq === b.seq && a.type === b.type && a.day === b.day
        const numbers = [a, b].map((one) => formatDocumentNumber({ org: 'GSS', ...one }))
        expect(numbers[0] === numbers[1]).toBe(same)
      }),
    )
  })
})

test('a file name has no path in it', () => {
  expect(documentFileName('001/ST/GSS/XI/2026')).toBe('001-ST-GSS-XI-2026.pdf')
  expect(documentFileName('../../etc/passwd ')).toBe('etc-passwd.pdf')
})
