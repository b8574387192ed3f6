import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { amountInWords, formatQuantity, formatRupiah, grouped, parseRupiah } from './rupiah.ts'

test('amounts are written without a space and with dots', () => {
  expect(formatRupiah(0)).toBe('Rp0')
  expect(formatRupiah(999)).toBe('Rp999')
  expect(formatRupiah(1500)).toBe('Rp1.500')
  expect(formatRupiah(1_500_000)).toBe('Rp1.500.000')
  expect(formatRupiah(-250_000)).toBe('-Rp250.000')
  expect(grouped(1_234_567_890_123)).toBe('1.234.567.890.123')
  expect(() => formatRupiah(1.5)).toThrow(RangeError)
})

test('quantities have a decimal comma and no empty decimals', () => {
  expect([1, 1.5, 0.25, 12.05, 1250, 100_000].map(formatQuantity)).toEqual([
    '1',
    '1,5',
    '0,25',
    '12,05',
    '1.250',
    '100.000',
  ])
})

describe('what people type', () => {
  it.each([
    ['1500000', 1_500_000],
    ['1.500.000', 1_500_000],
    ['Rp1.500.000', 1_500_000],
    ['Rp 1.500.000,-', 1_500_000],
    ['Rp. 1.500.000,00', 1_500_000],
    ['Rp\u00a01.500.000', 1_500_000],
    ['  1 500 000 ', 1_500_000],
    ['1.500', 1500],
    ['1.500 rupiah', 1500],
    ['1.500,49', 1500],
    ['1.500,5', 1501],
    ['0', 0],
    ['250rb', 250_000],
    ['1,5 jt', 1_500_000],
    ['1.5jt', 1_500_000],
    ['2 Juta', 2_000_000],
    ['1,25 miliar', 1_250_000_000],
    ['IDR 75.000', 75_000],
  ])('%j is %d', (input, expected) => {
    expect(parseRupiah(input)).toBe(expected)
  })

  it.each([
    '',
    'Rp',
    '-5000',
    '1,500',
    '1,500,000',
    '1.5',
    '1.50.000',
    '15.00',
    '2M',
    'seribu',
    '12abc',
    '9'.repeat(20),
  ])('%j is not clear', (input) => {
    expect(parseRupiah(input)).toBeNull()
  })

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (amount) => {
        expect(parseRupiah(formatRupiah(amount))).toBe(amount)
      }),
    )
  })
})

describe('terbilang', () => {
  it.each([
    [0, 'Nol'],
    [1, 'Satu'],
    [9, 'Sembilan'],
    [10, 'Sepuluh'],
    [11, 'Sebelas'],
    [12, 'Dua belas'],
    [19, 'Sembilan belas'],
    [20, 'Dua puluh'],
    [21, 'Dua puluh satu'],
    [99, 'Sembilan puluh sembilan'],
    [100, 'Seratus'],
    [101, 'Seratus satu'],
    [110, 'Seratus sepuluh'],
    [111, 'Seratus sebelas'],
    [121, 'Seratus dua puluh satu'],
    [200, 'Dua ratus'],
    [999, 'Sembilan ratus sembilan puluh sembilan'],
    [1000, 'Seribu'],
    [1001, 'Seribu satu'],
    [1010, 'Seribu sepuluh'],
    [1100, 'Seribu seratus'],
    [1111, 'Seribu seratus sebelas'],
    [2000, 'Dua ribu'],
    [10_000, 'Sepuluh ribu'],
    [11_000, 'Sebelas ribu'],
    [12_500, 'Dua belas ribu lima ratus'],
    [21_000, 'Dua puluh satu ribu'],
    [100_000, 'Seratus ribu'],
    [101_000, 'Seratus satu ribu'],
    [111_111, 'Seratus sebelas ribu seratus sebelas'],
    [201_001, 'Dua ratus satu ribu satu'],
    [1_000_000, 'Satu juta'],
    [1_000_001, 'Satu juta satu'],
    [1_001_000, 'Satu juta seribu'],
    [1_011_011, 'Satu juta sebelas ribu sebelas'],
    [1_100_000, 'Satu juta seratus ribu'],
    [1_500_000, 'Satu juta lima ratus ribu'],
    [6_105_000, 'Enam juta seratus lima ribu'],
    [11_000_000, 'Sebelas juta'],
    [21_011_011, 'Dua puluh satu juta sebelas ribu sebelas'],
    [100_000_000, 'Seratus juta'],
    [111_111_111, 'Seratus sebelas juta seratus sebelas ribu seratus sebelas'],
    [1_000_000_000, 'Satu miliar'],
    [1_000_001_000, 'Satu miliar seribu'],
    [
      2_345_678_901,
      'Dua miliar tiga ratus empat puluh lima juta enam ratus tujuh puluh delapan ribu sembilan ratus satu',
    ],
    [1_000_000_000_000, 'Satu triliun'],
    [
      999_999_999_999,
      'Sembilan ratus sembilan puluh sembilan miliar sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan',
    ],
  ])('%d', (amount, words) => {
    expect(amountInWords(amount)).toBe(`${words} rupiah`)
  })

  it('speaks English when asked', () => {
    expect(amountInWords(1_500_000, 'en')).toBe('One million five hundred thousand rupiah')
  })

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %d', (amount) => {
    expect(() => amountInWords(amount)).toThrow(RangeError)
  })

  it('uses only whole Indonesian words, says thousands with seribu, and never two amounts alike', () => {
    const said = new Map<string, number>()
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999_999 }), (amount) => {
        const words = amountInWords(amount)
        expect(words).toMatch(/^[A-Z][a-z]*( [a-z]+)* rupiah$/)
        expect(words).not.toMatch(/satu (ribu|ratus|puluh|belas) rupiah$|puluh seribu|milyar| dan /i)
        expect(said.get(words) ?? amount).toBe(amount)
        said.set(words, amount)
      }),
    )
  })
})
