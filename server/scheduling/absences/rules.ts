import type { FieldError } from '../../platform/errors.ts'

/** Longer is a typing mistake in the year, or somebody who has left: then the account is switched off. */
export const LONGEST_ABSENCE_DAYS = 366

/** What is wrong with the time of an absence. It may lie in the past: sick notes come late. */
export function absenceProblems(start: Date, end: Date): FieldError[] {
  if (end <= start) return [{ path: 'end', message: 'endBeforeStart' }]
  if (end.getTime() - start.getTime() > LONGEST_ABSENCE_DAYS * 24 * 3_600_000)
    return [{ path: 'end', message: 'absenceTooLong' }]
  return []
}
