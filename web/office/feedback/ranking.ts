type Scored = { mean: number | null; ranked: number | null; ratings: number; unranked: boolean }
type Rated = { rating: Scored }

export type Ranked<T> = T & {
  /** 1 = best; null below the number of ratings from which a rank is fair; equals share a rank */
  rank: number | null
}

/**
 * By the shrunk score; those with too few ratings follow without a rank, more ratings first. The plain mean decides
 * nothing: one lucky five would stand above fifty good ones.
 */
export function ranking<T extends Rated>(rows: readonly T[]): Ranked<T>[] {
  const sorted = rows.toSorted(
    (a, b) =>
      Number(a.rating.unranked) - Number(b.rating.unranked) ||
      (a.rating.unranked ? 0 : (b.rating.ranked ?? 0) - (a.rating.ranked ?? 0)) ||
      b.rating.ratings - a.rating.ratings,
  )
  let place = 0
  let before: number | null = null
  return sorted.map((row, index) => {
    if (row.rating.unranked) return { ...row, rank: null }
    if (row.rating.ranked !== before) place = index + 1
    before = row.rating.ranked
    return { ...row, rank: place }
  })
}

/** A part of a whole in percent, one decimal below ten; null when there is no whole. */
export function percent(part: number, whole: number): number | null {
  if (whole === 0) return null
  const share = (part / whole) * 100
  return share < 10 ? Math.round(share * 10) / 10 : Math.round(share)
}
