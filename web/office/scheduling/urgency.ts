const SOON_MS = 4 * 60 * 60 * 1000

/** Whether a job with a free seat has begun already, or begins within four hours. */
export function urgencyOf(job: { scheduledStart: string }, now: number): 'begun' | 'soon' | null {
  const left = Date.parse(job.scheduledStart) - now
  if (left <= 0) return 'begun'
  return left <= SOON_MS ? 'soon' : null
}
