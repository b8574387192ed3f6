import { listen } from '../plumbing/http.ts'
import { pageRoutes } from '../plumbing/page.ts'
import type { Desk } from './desk.ts'
import { controlRoutes } from './control.ts'
import { Deliverer } from './deliver.ts'
import { graph } from './graph.ts'
import { Limits } from './limits.ts'
import { Mixer } from './outbound-events.ts'
import { resumeCourses } from './statuses.ts'
import { reviewLater } from './templates.ts'
import { openWorld, type Settings } from './world.ts'

export type Running = { url: string; port: number; desk: Desk; close(): Promise<void> }

/** The values that the rehearsal uses everywhere; they open nothing real. */
export function rehearsalSettings(): Settings {
  return {
    host: '127.0.0.1',
    port: 8081,
    accessToken: 'rehearsal-whatsapp-token',
    phoneNumberId: '106540352242922',
    businessAccountId: '102290129340398',
    appSecret: 'rehearsal-app-secret',
    verifyToken: 'rehearsal-verify-token',
    businessPhone: '6281110002000',
    businessName: 'GSS',
  }
}

/** Starts the fake WhatsApp Cloud API; `port: 0` takes a free one. */
export async function startWhatsapp(options: Partial<Settings> = {}): Promise<Running> {
  const world = openWorld({ ...rehearsalSettings(), ...options })
  const deliverer = new Deliverer(world)
  const mixer = new Mixer(world, deliverer)
  const desk: Desk = { world, deliverer, mixer, limits: new Limits(world) }
  const { host, port } = world.settings
  const server = await listen({
    routes: [...controlRoutes(desk), ...pageRoutes],
    fallback: (x) => graph(desk, x),
    host,
    port,
  })
  world.url = server.url
  deliverer.start()
  for (const person of world.state.people) resumeCourses(world, mixer, person)
  for (const template of world.state.templates) if (template.status === 'PENDING') reviewLater(desk, template)
  return {
    url: server.url,
    port: server.port,
    desk,
    async close() {
      deliverer.stop()
      world.timers.clear()
      world.flush()
      await server.close()
    },
  }
}
