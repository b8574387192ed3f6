import type { Exchange } from './http.ts'

export type ApiCall = {
  seq: number
  at: string
  method: string
  path: string
  body: unknown
  status: number
  answer: unknown
  /** what is wrong with the call by the vendor's specification */
  problems?: string[]
}

const KEEP = 2000

/** What the server asked of the vendor, newest last: tests read it to see what was really sent. */
export class CallLog {
  private calls: ApiCall[] = []
  private seq = 0

  add(call: Omit<ApiCall, 'seq' | 'at'>): void {
    this.seq += 1
    this.calls.push({ seq: this.seq, at: new Date().toISOString(), ...call })
    if (this.calls.length > KEEP) this.calls.splice(0, KEEP / 4)
  }

  clear(): void {
    this.calls = []
  }

  /** `?since=<seq>&path=<part of the path>&limit=` */
  list(x: Exchange): { cursor: number; calls: ApiCall[] } {
    const since = Number(x.query.get('since') ?? 0)
    const part = x.query.get('path') ?? ''
    const limit = Number(x.query.get('limit') ?? 200)
    const found = this.calls.filter((call) => call.seq > since && call.path.includes(part))
    return { cursor: this.seq, calls: found.slice(-limit) }
  }
}
