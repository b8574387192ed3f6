import type { Bus } from '../bus.ts'
import type { Staff } from '../actor.ts'
import type { App } from './serve.ts'
import { Refused } from '../errors.ts'

export type Change = {
  id: number
  name: string
  ticketId: string | null
  customerId: string | null
  invoiceId: string | null
  conversationId: string | null
}

/** Whether a change may be told to this person; says nothing but "look again", still only to those who may look. */
export type MaySee = (staff: Staff, change: Change) => boolean

type Client = { staff: Staff; push: (change: Change) => void }

/** GET /api/v1/events: one stream per open screen; every node hears every change and tells its own clients. */
export function registerLive(app: App, bus: Bus, maySee: MaySee): void {
  const clients = new Set<Client>()
  bus.on('gss_change', (payload) => {
    for (const change of JSON.parse(payload) as Change[]) {
      for (const client of clients) if (maySee(client.staff, change)) client.push(change)
    }
  })
  app.get(
    '/api/v1/events',
    {
      sse: 'only',
      schema: { tags: ['realtime'], summary: 'Changes as server-sent events (event: change)' },
    } as never,
    async (request, reply) => {
      const staff = request.actor
      if (!staff) throw new Refused('NOT_SIGNED_IN', {}, 401)
      const queue: Change[] = []
      let wake: (() => void) | null = null
      let open = true
      const client: Client = {
        staff,
        push(change) {
          queue.push(change)
          wake?.()
        },
      }
      clients.add(client)
      request.raw.once('close', () => {
        open = false
        clients.delete(client)
        wake?.()
      })
      async function* stream() {
        yield { event: 'hello', data: { at: new Date().toISOString() } }
        while (open) {
          const change = queue.shift()
          if (change) yield { id: String(change.id), event: 'change', data: change }
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      }
      await (reply as unknown as { sse: { send(source: AsyncIterable<unknown>): Promise<void> } }).sse.send(
        stream(),
      )
    },
  )
}
