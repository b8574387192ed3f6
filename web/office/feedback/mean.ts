import { storedLanguage } from '../../shared/language.ts'

/** A mean of scores, always with two decimals so that columns can be compared: 4,60. */
export function mean(value: number): string {
  return new Intl.NumberFormat(storedLanguage() === 'id' ? 'id-ID' : 'en-GB', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(value)
}
