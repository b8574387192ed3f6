import { botError, tooMany } from './bot-error.ts'
import type { World } from './world.ts'

type Bucket = { left: number; at: number }

/** 429 by rate, and errors ordered for the next calls. */
export class Limits {
  private world: World
  private buckets = new Map<string, Bucket>()

  constructor(world: World) {
    this.world = world
  }

  reset(): void {
    this.buckets.clear()
  }

  /** Errors ordered for any call. */
  checkCall(): void {
    const { faults } = this.world.state
    const order = faults.callError
    if (!order || order.count < 1) return
    order.count -= 1
    this.told()
    throw botError(order.code, NAMES[order.code] ?? 'Internal Server Error')
  }

  /** Errors for calls that send or edit in a chat. */
  checkSend(chatId: number): void {
    const { flood, perChat, overallPerSecond } = this.world.state.faults
    if (flood && flood.count > 0) {
      flood.count -= 1
      this.told()
      throw tooMany(flood.retryAfter)
    }
    if (overallPerSecond !== null) this.take('all', overallPerSecond, overallPerSecond)
    if (perChat !== null) this.take(String(chatId), perChat.burst, perChat.perSecond)
  }

  private told(): void {
    this.world.feed.publish({ kind: 'faults', faults: this.world.state.faults })
  }

  private take(key: string, burst: number, perSecond: number): void {
    const now = Date.now()
    const bucket = this.buckets.get(key) ?? { left: burst, at: now }
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    this.buckets.set(key, bucket)
    if (bucket.left < 1) throw tooMany(Math.max(1, Math.ceil((1 - bucket.left) / perSecond)))
    bucket.left -= 1
  }
}

const NAMES: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  504: 'Gateway Timeout',
}
