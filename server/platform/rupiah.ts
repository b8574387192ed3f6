import { toCardinal as cardinalEn } from 'n2words/en-US'
import { toCardinal as cardinalId } from 'n2words/id-ID'
import type { Language } from './texts.ts'

const GROUP = /\B(?=(?:\d{3})+$)/g

/** Whole numbers with Indonesian thousands dots: `1.500.000`. */
export function grouped(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole amount: ${value}`)
  return `${value < 0 ? '-' : ''}${String(Math.abs(value)).replace(GROUP, '.')}`
}

/** Official spelling, no space: `Rp1.500.000`; whole rupiah only. Throws RangeError otherwise. */
export function formatRupiah(amount: number): string {
  return amount < 0 ? `-Rp${grouped(-amount)}` : `Rp${grouped(amount)}`
}

/** A quantity with at most two decimals and a decimal comma: `1`, `1,5`, `0,25`, `1.250`. */
export function formatQuantity(quantity: number): string {
  const hundredths = Math.round(quantity * 100)
  const fraction = String(Math.abs(hundredths % 100))
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${grouped(Math.trunc(hundredths / 100))}${fraction && `,${fraction}`}`
}

const MULTIPLES: Record<string, number> = {
  rb: 1e3,
  ribu: 1e3,
  k: 1e3,
  jt: 1e6,
  juta: 1e6,
  miliar: 1e9,
  milyar: 1e9,
}

/**
 * What people type for an amount, as whole rupiah, or null when it is not clear beyond doubt.
 * `Rp 1.500.000,-`, `1500000`, `1.500` (fifteen hundred), `1.500,50` (rounds half up), `1,5 jt`, `250rb`.
 * Refused: negative, `1,500` (a decimal comma never has three digits), `1.5` without a multiple, a bare `M`.
 */
export function parseRupiah(input: string): number | null {
  const text = input
    .trim()
    .toLowerCase()
    .replace(/^(?:rp\.?|idr)\s*/, '')
    .replace(/\s*(?:,-|rupiah)$/, '')
    .replaceAll(/[\s\u00a0]/g, '')
  const short = /^(\d{1,6})(?:[.,](\d{1,2}))?(rb|ribu|k|jt|juta|miliar|milyar)$/.exec(text)
  if (short) {
    const [, whole = '', fraction = '', word = ''] = short
    return toAmount(BigInt(whole + fraction) * BigInt(MULTIPLES[word] ?? 1), 10n ** BigInt(fraction.length))
  }
  const plain = /^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/.exec(text)
  if (!plain) return null
  const [, whole = '', fraction = ''] = plain
  return toAmount(BigInt(whole.replaceAll('.', '') + fraction), 10n ** BigInt(fraction.length))
}

function toAmount(numerator: bigint, denominator: bigint): number | null {
  const amount = Number((2n * numerator + denominator) / (2n * denominator))
  return Number.isSafeInteger(amount) ? amount : null
}

/**
 * Terbilang: `Satu juta lima ratus ribu rupiah`. Whole rupiah, not negative.
 * Throws RangeError otherwise: an amount that cannot be written out must not reach a paper.
 */
export function amountInWords(amount: number, language: Language = 'id'): string {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`not a payable amount: ${amount}`)
  const words = language === 'id' ? cardinalId(amount) : cardinalEn(amount)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} rupiah`
}
