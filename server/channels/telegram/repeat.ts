import type { Log } from '../../platform/log.ts'
import { forLog } from './api-errors.ts'

const LONGEST_WAIT_MS = 60_000

/** Does something again and again; the returned function ends it. */
export function every(ms: number, work: () => Promise<void>, log: Log): () => void {
  const timer = setInterval(
    () => void work().catch((error: unknown) => log.warn({ err: forLog(error) }, 'sweep failed')),
    ms,
  )
  return () => clearInterval(timer)
}

/** Tries until it works, with growing pauses up to a minute; the returned function gives up. */
export function persist(work: () => Promise<void>, log: Log, failure: string): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const attempt = (wait: number) =>
    void work().catch((error: unknown) => {
      log.warn({ err: forLog(error) }, failure)
      if (!stopped) timer = setTimeout(() => attempt(Math.min(wait * 2, LONGEST_WAIT_MS)), wait).unref()
    })
  attempt(1000)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
