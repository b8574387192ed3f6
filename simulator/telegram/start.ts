import { listen } from '../plumbing/http.ts'
import { pageRoutes } from '../plumbing/page.ts'
import { botApi } from './bot-api.ts'
import type { Desk } from './desk.ts'
import { controlRoutes } from './control.ts'
import { Limits } from './limits.ts'
import { Updates } from './updates.ts'
import { WebhookSender } from './webhook.ts'
import { newPerson } from './state.ts'
import { findPerson, openWorld, type Settings } from './world.ts'

export type Running = { url: string; port: number; desk: Desk; close(): Promise<void> }

/** The values that the rehearsal uses everywhere; they open nothing real. */
export function rehearsalSettings(): Settings {
  return {
    host: '127.0.0.1',
    port: 8082,
    token: '7000000000:rehearsal-telegram-token',
    botUsername: 'gss_rehearsal_bot',
    botName: 'GSS',
    staff: [],
  }
}

/** Starts the fake Telegram Bot API; `port: 0` takes a free one. */
export async function startTelegram(options: Partial<Settings> = {}): Promise<Running> {
  const world = openWorld({ ...rehearsalSettings(), ...options })
  // People named in the environment also appear in a state that was saved before.
  for (const seed of world.settings.staff)
    if (!findPerson(world, seed.id)) world.state.people.push(newPerson(seed))
  const updates = new Updates(world)
  const sender = new WebhookSender(world, updates)
  const desk: Desk = { world, updates, sender, limits: new Limits(world) }
  const { host, port } = world.settings
  const server = await listen({
    routes: [...controlRoutes(desk), ...pageRoutes],
    fallback: (x) => botApi(desk, x),
    host,
    port,
  })
  world.url = server.url
  sender.start()
  return {
    url: server.url,
    port: server.port,
    desk,
    async close() {
      sender.stop()
      updates.wake()
      world.timers.clear()
      world.flush()
      await server.close()
    },
  }
}
