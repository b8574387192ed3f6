import type { Bus } from '../bus.ts'
import { Refused } from '../errors.ts'
import type { Role } from '../roles.ts'
import type { App } from './serve.ts'

/** A change as it goes out, written once for all who are told the same. */
type Frame = { id: string; event: 'change'; data: string }
type Push = (frame: Frame) => void
type Sse = { sse: { send(source: AsyncIterable<unknown>): Promise<void> } }

/**
 * GET /api/v1/events: one stream per open screen; every node hears every change and tells its own clients. `visible`
 * gives the part of a change that people of a role may know, or null.
 */
export function registerLive<C extends { id: number }>(
  app: App,
  bus: Bus,
  visible: (role: Role, change: C) => C | null,
): void {
  const clients = new Map<Role, Set<Push>>()
  bus.on('gss_change', (payload) => {
    for (const change of JSON.parse(payload) as C[])
      for (const [role, screens] of clients) {
        const part = visible(role, change)
        if (!part) continue
        const frame: Frame = { id: String(part.id), event: 'change', data: JSON.stringify(part) }
        for (const push of screens) push(frame)
      }
  })
  const sse = {
    kind: 'only',
    serializer: (data: unknown) => (typeof data === 'string' ? data : JSON.stringify(data)),
  }
  const schema = { tags: ['realtime'], summary: 'Changes as server-sent events (event: change)' }
  app.get('/api/v1/events', { sse, schema } as never, async (request, reply) => {
    const staff = request.actor
    if (!staff) throw new Refused('NOT_SIGNED_IN', {}, 401)
    const stream = changeStream()
    const screens = clients.get(staff.role) ?? new Set<Push>()
    clients.set(staff.role, screens.add(stream.push))
    request.raw.once('close', () => {
      screens.delete(stream.push)
      stream.end()
    })
    await (reply as unknown as Sse).sse.send(stream.read())
  })
}

function changeStream() {
  const queue: Frame[] = []
  let wake: (() => void) | null = null
  let open = true
  return {
    push(frame: Frame) {
      queue.push(frame)
      wake?.()
    },
    end() {
      open = false
      wake?.()
    },
    async *read() {
      yield { event: 'hello', data: { at: new Date().toISOString() } }
      while (open) {
        const frame = queue.shift()
        if (frame) yield frame
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
