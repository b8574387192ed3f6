/** Weight of the company mean in a ranking, in ratings (domain.md 7: C = 10). */
export const PRIOR_RATINGS = 10
/** Below this nobody is ranked; one bad day is not a reputation. */
export const UNRANKED_BELOW = 5
/** Below this the screen says that there is little data. */
export const FEW_BELOW = 20
/** A rating may still come this many days after the ticket was closed. */
export const LATE_RATING_DAYS = 30

export type Scored = {
  mean: number | null
  ranked: number | null
  ratings: number
  fiveStars: number
  few: boolean
  unranked: boolean
}

const hundredths = (value: number) => Math.round(value * 100) / 100

/**
 * The figures of one person: the plain mean to be read, and the shrunk value to rank by, `(C*m + sum) / (C + n)` with
 * the company mean m, so that one happy customer does not beat fifty.
 */
export function scoreOf(
  tally: { sum: number; ratings: number; fiveStars: number },
  companyMean: number | null,
): Scored {
  const { sum, ratings, fiveStars } = tally
  return {
    mean: ratings > 0 ? hundredths(sum / ratings) : null,
    ranked:
      ratings > 0 && companyMean !== null
        ? hundredths((PRIOR_RATINGS * companyMean + sum) / (PRIOR_RATINGS + ratings))
        : null,
    ratings,
    fiveStars,
    few: ratings < FEW_BELOW,
    unranked: ratings < UNRANKED_BELOW,
  }
}

/** Best first; who has too few ratings stands below everybody ranked, by name. */
export function byRank(a: { rating: Scored; name: string }, b: { rating: Scored; name: string }): number {
  if (a.rating.unranked !== b.rating.unranked) return a.rating.unranked ? 1 : -1
  if (!a.rating.unranked && a.rating.ranked !== b.rating.ranked)
    return (b.rating.ranked ?? 0) - (a.rating.ranked ?? 0)
  return a.name.localeCompare(b.name, 'id')
}

/** May the customer (still) rate? After Done, and until 30 days after Closed. */
export function whyCannotRate(
  ticket: { state: string; closedAt: Date | null },
  rated: boolean,
  now: Date,
): 'ALREADY_RATED' | 'NOT_YET' | 'TOO_LATE' | null {
  if (rated) return 'ALREADY_RATED'
  if (ticket.state !== 'DONE' && ticket.state !== 'CLOSED') return 'NOT_YET'
  if (ticket.closedAt && now.getTime() - ticket.closedAt.getTime() > LATE_RATING_DAYS * 24 * 3_600_000)
    return 'TOO_LATE'
  return null
}
