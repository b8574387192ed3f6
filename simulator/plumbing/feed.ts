import { randomUUID } from 'node:crypto'
import { HANDLED, type Exchange } from './http.ts'

export type Entry<E> = { seq: number; event: E }

const KEEP = 5000

/**
 * Everything that happens in one vendor process, in order. The page follows it by server-sent events,
 * tests wait on it. `seq` also versions messages, so it continues over a restart.
 */
export class Feed<E extends { kind: string }> {
  readonly epoch = randomUUID()
  seq: number
  private entries: Entry<E>[] = []
  private listeners = new Set<(entry: Entry<E>) => void>()

  constructor(seq: number) {
    this.seq = seq
  }

  /** A number for something that will be published (or is only stored). */
  next(): number {
    this.seq += 1
    return this.seq
  }

  publish(event: E): void {
    const entry = { seq: this.next(), event }
    this.entries.push(entry)
    if (this.entries.length > KEEP) this.entries.splice(0, KEEP / 5)
    for (const listener of this.listeners) listener(entry)
  }

  /** Resolves after the next event, or after `ms`, or when the caller is gone. */
  changed(ms: number, gone?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.listeners.delete(done)
        gone?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.listeners.add(done)
      gone?.addEventListener('abort', done)
      if (gone?.aborted) done()
    })
  }

  /** Asks again after every event until there is an answer or `waitMs` are over; then returns the last answer. */
  async waitFor<T>(ask: () => T | undefined, waitMs: number, gone?: AbortSignal): Promise<T | undefined> {
    const end = Date.now() + Math.min(waitMs, 60_000)
    for (;;) {
      const found = ask()
      const left = end - Date.now()
      if (found !== undefined || left <= 0 || gone?.aborted) return found
      await this.changed(left, gone)
    }
  }

  /** Server-sent events. A reader that comes back too late, or after a restart, is told to start afresh. */
  stream(x: Exchange): typeof HANDLED {
    const last = x.req.headers['last-event-id']
    const [epoch, seenText] = (typeof last === 'string' ? last : (x.query.get('since') ?? '')).split(':')
    const seen = Number(seenText)
    x.res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const write = (entry: Entry<E>): void => {
      x.res.write(`id: ${this.epoch}:${entry.seq}\ndata: ${JSON.stringify(entry.event)}\n\n`)
    }
    const oldest = this.entries[0]?.seq ?? this.seq + 1
    const complete =
      epoch === this.epoch && Number.isInteger(seen) && (seen >= oldest - 1 || seen === this.seq)
    x.res.write(
      `event: hello\nid: ${this.epoch}:${complete ? seen : this.seq}\ndata: ${JSON.stringify({ complete })}\n\n`,
    )
    if (complete) for (const entry of this.entries) if (entry.seq > seen) write(entry)
    this.listeners.add(write)
    const beat = setInterval(() => x.res.write(': beat\n\n'), 15_000)
    x.res.on('close', () => {
      this.listeners.delete(write)
      clearInterval(beat)
    })
    return HANDLED
  }
}
