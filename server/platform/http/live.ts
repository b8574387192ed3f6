import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Bus } from '../bus.ts'
import { Refused } from '../errors.ts'
import type { Role } from '../roles.ts'
import type { WhoIs } from '../who-is.ts'
import type { App } from './serve.ts'

/** Proxies cut a line on which nothing is said for a minute. */
const HEARTBEAT_MS = 25_000
/** A screen that does not read is cut off, comes back and reads everything anew. */
const MOST_UNREAD_BYTES = 256 * 1024

type Hears<C> = {
  /** the part of a change that people of a role may know, or null */
  visible: (role: Role, change: C) => C | null
  /** whether after this change somebody may no longer be who his open screens think he is */
  endsSessions: (change: C) => boolean
  whoIs: WhoIs
}

/**
 * GET /api/v1/events: one stream per open screen; every node hears every change and tells its own screens. A change is
 * written once for all who are told the same: ten thousand screens hear of it within a fraction of a second.
 */
export function registerLive<C extends { id: number }>(app: App, bus: Bus, hears: Hears<C>): void {
  const screens = new Map<Role, Set<ServerResponse>>()
  const all = () => [...screens].flatMap(([role, of]) => [...of].map((screen) => ({ role, screen })))

  bus.on('gss_change', (payload) => {
    for (const change of JSON.parse(payload) as C[]) {
      for (const [role, of] of screens) {
        const part = of.size > 0 ? hears.visible(role, change) : null
        if (part) tell(of, `id: ${part.id}\nevent: change\ndata: ${JSON.stringify(part)}\n\n`)
      }
      if (hears.endsSessions(change)) for (const { role, screen } of all()) void askAgain(role, screen)
    }
  })

  /** Sessions end at once, and with them what was opened in their name. Who cannot be asked for comes back and is asked. */
  async function askAgain(role: Role, screen: ServerResponse): Promise<void> {
    const staff = await hears.whoIs(screen.req.headers).catch(() => null)
    if (staff?.role === role && !staff.owes) return
    screens.get(role)?.delete(screen)
    screen.end()
  }

  const beat = setInterval(() => screens.forEach((of) => tell(of, ': still here\n\n')), HEARTBEAT_MS)
  app.addHook('onClose', async () => {
    clearInterval(beat)
    for (const { screen } of all()) screen.end()
  })

  const schema = { tags: ['realtime'], summary: 'Changes as server-sent events (event: change)' }
  app.get('/api/v1/events', { schema, exposeHeadRoute: false }, (request, reply) => {
    const staff = request.actor
    if (!staff) throw new Refused('NOT_SIGNED_IN', {}, 401)
    const screen = openStream(reply)
    const of = screens.get(staff.role) ?? new Set<ServerResponse>()
    screens.set(staff.role, of.add(screen))
    screen.once('close', () => of.delete(screen))
  })
}

function openStream(reply: FastifyReply): ServerResponse {
  const headers = reply.getHeaders()
  reply.hijack()
  // the body is whatever comes until the line is closed: no length before each change, which takes three writes
  reply.raw.removeHeader('transfer-encoding')
  reply.raw.writeHead(200, {
    ...(headers as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
    // nginx would collect it otherwise
    'x-accel-buffering': 'no',
  })
  reply.raw.write(`event: hello\ndata: ${JSON.stringify({ at: new Date().toISOString() })}\n\n`)
  return reply.raw
}

function tell(screens: ReadonlySet<ServerResponse>, text: string): void {
  const frame = Buffer.from(text)
  for (const screen of screens) {
    // it leaves the set only when its line is closed, a moment after it was ended
    if (screen.writableEnded || screen.destroyed) continue
    if (screen.writableLength > MOST_UNREAD_BYTES) screen.destroy()
    else screen.write(frame)
  }
}
