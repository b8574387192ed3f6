import { setTimeout as sleep } from 'node:timers/promises'
import type { Transformer } from 'grammy'

/** Somebody waits for the answer; longer than this and he has put the phone away. */
const PATIENCE_MS = 5000

/**
 * Telegram's "too many requests" counts for the whole bot: nobody sends until the time is over, or the pause grows.
 */
export type Flood = {
  pause(seconds: number): void
  remainingMs(): number
  /** waits for the end of a pause, at most so long; false when it is still on then or the channel is stopping */
  over(mostMs: number): Promise<boolean>
  /** for calls that answer a person: waits for the end of a pause, and once more after being refused for it */
  patient: Transformer
  stop(): void
}

export function openFlood(): Flood {
  let until = 0
  const stopping = new AbortController()
  const remainingMs = () => Math.max(0, until - Date.now())
  const pause = (seconds: number) => {
    until = Math.max(until, Date.now() + seconds * 1000)
  }
  async function over(mostMs: number): Promise<boolean> {
    const end = Date.now() + mostMs
    while (remainingMs() > 0) {
      if (stopping.signal.aborted || Date.now() + remainingMs() > end) return false
      await sleep(remainingMs() + 50, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
    return true
  }
  const patient: Transformer = async (call, method, payload, signal) => {
    await over(PATIENCE_MS)
    const answer = await call(method, payload, signal)
    if (answer.ok || answer.error_code !== 429) return answer
    pause(answer.parameters?.retry_after ?? 5)
    return (await over(PATIENCE_MS)) ? await call(method, payload, signal) : answer
  }
  return { pause, remainingMs, over, patient, stop: () => stopping.abort() }
}
