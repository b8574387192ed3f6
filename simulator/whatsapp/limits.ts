import { graphError } from './graph-error.ts'
import type { World } from './world.ts'

type Bucket = { left: number; at: number }

/** Token buckets: one per recipient (pair rate) and one for the whole number (throughput). */
export class Limits {
  private world: World
  private buckets = new Map<string, Bucket>()

  constructor(world: World) {
    this.world = world
  }

  reset(): void {
    this.buckets.clear()
  }

  /** Throws 131056 or 130429 with Retry-After in seconds when the message is one too many. */
  check(personId: string): void {
    const { pairRate, throughputPerSecond } = this.world.state.faults
    if (throughputPerSecond !== null) {
      const wait = this.take('all', throughputPerSecond, throughputPerSecond)
      if (wait > 0) {
        throw graphError(130429, 'Cloud API message throughput has been reached.', {
          retryAfter: Math.ceil(wait),
        })
      }
    }
    if (pairRate !== null) {
      const wait = this.take(personId, pairRate.burst, pairRate.perMinute / 60)
      if (wait > 0) {
        const details =
          'Message failed to send because too many messages were sent to this consumer in a short period of time.'
        throw graphError(131056, details, { retryAfter: Math.ceil(wait) })
      }
    }
  }

  /** Takes one token; returns the seconds until the next one when there is none. */
  private take(key: string, burst: number, perSecond: number): number {
    const now = Date.now()
    const bucket = this.buckets.get(key) ?? { left: burst, at: now }
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    this.buckets.set(key, bucket)
    if (bucket.left < 1) return (1 - bucket.left) / perSecond
    bucket.left -= 1
    return 0
  }
}
