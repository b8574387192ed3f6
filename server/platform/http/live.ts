import type { Staff } from '../actor.ts'
import type { Bus } from '../bus.ts'
import { Refused } from '../errors.ts'
import type { App } from './serve.ts'

type Client = { staff: Staff; push: (change: { id: number }) => void }
type Sse = { sse: { send(source: AsyncIterable<unknown>): Promise<void> } }

/**
 * GET /api/v1/events: one stream per open screen; every node hears every change and tells its own clients. `visible`
 * gives the part of a change that this person may know, or null.
 */
export function registerLive<C extends { id: number }>(
  app: App,
  bus: Bus,
  visible: (staff: Staff, change: C) => C | null,
): void {
  const clients = new Set<Client>()
  bus.on('gss_change', (payload) => {
    for (const change of JSON.parse(payload) as C[]) {
      for (const client of clients) {
        const part = visible(client.staff, change)
        if (part) client.push(part)
      }
    }
  })
  const schema = { tags: ['realtime'], summary: 'Changes as server-sent events (event: change)' }
  app.get('/api/v1/events', { sse: 'only', schema } as never, async (request, reply) => {
    const staff = request.actor
    if (!staff) throw new Refused('NOT_SIGNED_IN', {}, 401)
    const stream = changeStream()
    const client: Client = { staff, push: stream.push }
    clients.add(client)
    request.raw.once('close', () => {
      clients.delete(client)
      stream.end()
    })
    await (reply as unknown as Sse).sse.send(stream.read())
  })
}

function changeStream() {
  const queue: { id: number }[] = []
  let wake: (() => void) | null = null
  let open = true
  return {
    push(change: { id: number }) {
      queue.push(change)
      wake?.()
    },
    end() {
      open = false
      wake?.()
    },
    async *read() {
      yield { event: 'hello', data: { at: new Date().toISOString() } }
      while (open) {
        const change = queue.shift()
        if (change) yield { id: String(change.id), event: 'change', data: change }
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
