import { afterAll } from 'vitest'
import { openBus } from '../platform/bus.ts'
import { openLog } from '../platform/log.ts'
import type { Sender } from '../platform/outbox.ts'
import { type Notices, startRelay } from '../ticket/index.ts'
import type { TestDatabase } from './database.ts'

type Channel = {
  startSender(): Sender
  startReceiving(): { stop(): Promise<void> }
}

/** Only these notices; every other event concerns nobody. */
export const onlyNotices = (notices: Partial<Notices>): Notices =>
  new Proxy(notices, { get: (own, name) => own[name as keyof Notices] ?? [] }) as Notices

/**
 * Relay, sender and receiver of one channel, wired as the server wires them, until the test file ends.
 * `channel` gets the function that tells the relay of a commit.
 */
export async function runChannel(
  { db, pool, url }: TestDatabase,
  notices: Partial<Notices>,
  open: (changed: () => void) => Channel,
) {
  const log = openLog('silent')
  const bus = await openBus(url, pool, log)
  const relay = startRelay({ db, notices: onlyNotices(notices), reactions: {}, log })
  const channel = open(() => bus.poke('gss_events'))
  bus.on('gss_events', relay.wake)
  const receiving = channel.startReceiving()
  let sender = channel.startSender()
  bus.on('gss_outbox', () => sender.wake())
  afterAll(async () => {
    await receiving.stop()
    await relay.stop()
    await sender.stop()
    await bus.stop()
  })
  return {
    changed: () => bus.poke('gss_events'),
    /** holds everything back that would go out, until the returned function is called */
    async holdSending() {
      await sender.stop()
      return () => {
        sender = channel.startSender()
      }
    },
  }
}
