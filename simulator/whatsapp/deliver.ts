import { Timers } from '../plumbing/timers.ts'
import { metaBytes, signature } from './envelope.ts'
import { numericId } from './ids.ts'
import { shakeHands } from './handshake.ts'
import type { Delivery } from './state.ts'
import type { World } from './world.ts'
import type { WireEnvelope } from './wire.ts'

/** Waits after a failed try; the real service goes on with ever longer pauses for seven days. */
const RETRY_MS = [200, 500, 1000, 2000, 4000, 8000, 15_000, 30_000]
const EXPIRY_MS = 7 * 24 * 3600 * 1000
const KEEP_LOG = 500

export type DeliveryLog = {
  id: string
  key: string
  envelope: WireEnvelope
  attempts: { at: string; status: number | string; ms: number }[]
  done: boolean
}

/**
 * Brings webhooks to the server: at least once, one person's in order at first, failed ones again later
 * (and then out of order, like the real service). Undelivered ones are part of the state.
 */
export class Deliverer {
  verified = false
  private world: World
  private timers = new Timers()
  private lanes = new Map<string, Promise<void>>()
  private busy = new Set<string>()
  private log: DeliveryLog[] = []
  private stopped = false

  constructor(world: World) {
    this.world = world
  }

  start(): void {
    if (this.world.settings.webhookUrl) void this.connect()
  }

  stop(): void {
    this.stopped = true
    this.timers.clear()
  }

  /** Points the app at another callback URL; it is verified before anything is sent there. */
  async setUrl(url: string | undefined): Promise<void> {
    if (url) this.world.settings.webhookUrl = url
    else delete this.world.settings.webhookUrl
    this.verified = false
    if (url) await this.connect()
  }

  /** Takes an envelope in charge; the promise ends with the first try, whatever its outcome. */
  async send(key: string, envelope: WireEnvelope): Promise<void> {
    if (!this.world.settings.webhookUrl || !this.world.state.subscribed) return
    const delivery: Delivery = { id: numericId(12), key, envelope, attempts: 0, createdAt: Date.now() }
    this.world.state.deliveries.push(delivery)
    this.log.push({ id: delivery.id, key, envelope, attempts: [], done: false })
    if (this.log.length > KEEP_LOG) this.log.splice(0, KEEP_LOG / 5)
    this.world.touch()
    await this.queue(delivery)
  }

  /** Tries everything that waits, e.g. after the server came up or the fault was switched off. */
  kick(): void {
    for (const delivery of this.world.state.deliveries) void this.queue(delivery)
  }

  waiting(): number {
    return this.world.state.deliveries.length
  }

  recent(): DeliveryLog[] {
    return this.log
  }

  private async connect(): Promise<void> {
    const { settings } = this.world
    const url = settings.webhookUrl
    if (!url || this.stopped) return
    const problem = await shakeHands(url, settings.verifyToken)
    if (this.stopped || settings.webhookUrl !== url) return
    this.verified = problem === undefined
    this.tell(problem)
    if (this.verified) this.kick()
    else this.timers.after(1000, () => void this.connect())
  }

  private tell(problem?: string): void {
    const { verified } = this
    this.world.feed.publish({
      kind: 'webhook',
      waiting: this.waiting(),
      verified,
      ...(problem ? { problem } : {}),
    })
  }

  private queue(delivery: Delivery): Promise<void> {
    const lane = (this.lanes.get(delivery.key) ?? Promise.resolve()).then(() => this.attempt(delivery))
    this.lanes.set(delivery.key, lane)
    return lane.finally(() => {
      if (this.lanes.get(delivery.key) === lane) this.lanes.delete(delivery.key)
    })
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { state, settings } = this.world
    if (this.stopped || !this.verified || state.faults.webhookPaused || this.busy.has(delivery.id)) return
    if (!settings.webhookUrl || !state.deliveries.includes(delivery)) return
    this.busy.add(delivery.id)
    const start = Date.now()
    const status = await this.post(settings.webhookUrl, delivery.envelope)
    this.busy.delete(delivery.id)
    delivery.attempts += 1
    delivery.lastStatus = status
    const entry = this.log.findLast((one) => one.id === delivery.id)
    entry?.attempts.push({ at: new Date(start).toISOString(), status, ms: Date.now() - start })
    const expired = Date.now() - delivery.createdAt > EXPIRY_MS
    if (status === 200 || expired) {
      state.deliveries = state.deliveries.filter((one) => one !== delivery)
      if (entry) entry.done = true
    } else {
      const wait = RETRY_MS[Math.min(delivery.attempts - 1, RETRY_MS.length - 1)] ?? 1000
      this.timers.after(wait, () => void this.queue(delivery))
      this.tell(`webhook: ${status}`)
    }
    this.world.touch()
  }

  private async post(url: string, envelope: WireEnvelope): Promise<number | string> {
    const bytes = metaBytes(envelope)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'facebookexternalua',
          'x-hub-signature-256': signature(this.world.settings.appSecret, bytes),
        },
        body: new Uint8Array(bytes),
        redirect: 'manual',
        signal: AbortSignal.timeout(20_000),
      })
      await response.arrayBuffer()
      return response.status
    } catch (error) {
      return error instanceof Error
        ? String((error.cause as { code?: string } | undefined)?.code ?? error.name)
        : 'failed'
    }
  }
}
