import type { ClaimAttempt } from '../../shared/api/shapes.ts'

/** The attempts of each race, the latest race first; a job is raced for again whenever a seat frees. */
export function byRound<T extends Pick<ClaimAttempt, 'round'>>(
  attempts: T[],
): { round: number; attempts: T[] }[] {
  const rounds = new Map<number, T[]>()
  for (const attempt of attempts) rounds.set(attempt.round, [...(rounds.get(attempt.round) ?? []), attempt])
  return [...rounds]
    .map(([round, list]) => ({ round, attempts: list }))
    .toSorted((one, other) => other.round - one.round)
}
