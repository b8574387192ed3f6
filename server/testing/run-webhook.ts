import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import { openBus } from '../platform/bus.ts'
import { buildApp } from '../platform/http/app.ts'
import type { App } from '../platform/http/serve.ts'
import type { Reader } from '../platform/inbound-reader.ts'
import { openLog } from '../platform/log.ts'
import type { Sender } from '../platform/outbox.ts'
import { startTasks, type Tasks } from '../platform/tasks.ts'
import { startRelay } from '../ticket/index.ts'
import type { Notices } from '../ticket/index.ts'
import type { TestDatabase } from './database.ts'
import { onlyNotices } from './run-channel.ts'

type Channel = {
  startReader(): Reader
  tasks(): Tasks
  startSender(): Sender
  registerWebhook(app: App): Promise<void>
}

/**
 * HTTP server, relay, tasks and sender of one channel, wired as the server wires them, until the test file ends.
 * `open` gets the function that tells the relay of a commit. @returns the address of the server
 */
export async function runWebhook(
  { db, pool, url }: TestDatabase,
  notices: Partial<Notices>,
  open: (changed: () => void) => Channel,
) {
  const log = openLog('silent')
  const bus = await openBus(url, pool, log)
  const relay = startRelay({ db, notices: onlyNotices(notices), reactions: {}, log })
  const channel = open(() => bus.poke('gss_events'))
  bus.on('gss_events', relay.wake)
  const app = await buildApp({
    log,
    whoIs: async () => null,
    publicUrl: 'https://gss.test',
    requestsPerMinute: 0,
    trustProxy: false,
  })
  await channel.registerWebhook(app)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const worker = await startTasks({ pool, tasks: channel.tasks(), cron: [], log })
  const reader = channel.startReader()
  let sender = channel.startSender()
  bus.on('gss_outbox', () => sender.wake())
  afterAll(async () => {
    await app.close()
    await reader.stop()
    await worker.stop()
    await relay.stop()
    await sender.stop()
    await bus.stop()
  })
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    changed: () => bus.poke('gss_events'),
    wakeSender: () => sender.wake(),
    /** holds everything back that would go out, until the returned function is called */
    async holdSending() {
      await sender.stop()
      return () => {
        sender = channel.startSender()
      }
    },
  }
}
