import { Timers } from '../plumbing/timers.ts'
import { badRequest } from './bot-error.ts'
import type { Params } from './params.ts'
import type { PendingUpdate, Webhook } from './state.ts'
import { checkSecret, type Updates } from './updates.ts'
import type { World } from './world.ts'

const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 60_000
const EXPIRY_MS = 24 * 3600 * 1000

type Lane = { queue: PendingUpdate[]; busy: boolean }

/** Sends updates to the webhook: chats side by side, one chat strictly in order, also while it fails. */
export class WebhookSender {
  private world: World
  private updates: Updates
  private lanes = new Map<number, Lane>()
  private timers = new Timers()
  private inFlight = 0

  constructor(world: World, updates: Updates) {
    this.world = world
    this.updates = updates
    updates.onNew = (pending) => this.take(pending)
  }

  /** Takes over what waits, e.g. after setWebhook or a restart. */
  start(): void {
    this.stop()
    if (!this.world.state.webhook) return
    for (const pending of this.world.state.updates) this.take(pending)
  }

  stop(): void {
    this.timers.clear()
    this.lanes.clear()
  }

  /** A fault was switched off. */
  wake(): void {
    for (const [chatId] of this.lanes) void this.run(chatId)
  }

  private take(pending: PendingUpdate): void {
    const lane = this.lanes.get(pending.chatId) ?? { queue: [], busy: false }
    this.lanes.set(pending.chatId, lane)
    lane.queue.push(pending)
    void this.run(pending.chatId)
  }

  private async run(chatId: number): Promise<void> {
    const lane = this.lanes.get(chatId)
    const { webhook, faults } = this.world.state
    const first = lane?.queue[0]
    if (!lane || !first || lane.busy || !webhook || faults.updatesPaused) return
    if (this.inFlight >= webhook.maxConnections) {
      this.timers.after(20, () => void this.run(chatId))
      return
    }
    lane.busy = true
    this.inFlight += 1
    const waitMs = await this.deliver(webhook, first)
    this.inFlight -= 1
    if (this.lanes.get(chatId) !== lane) return
    if (waitMs > 0) {
      // Still busy while it waits: later updates of this chat must not hurry the failed one.
      this.timers.after(waitMs, () => {
        lane.busy = false
        void this.run(chatId)
      })
      return
    }
    lane.busy = false
    lane.queue.shift()
    this.updates.remove(first)
    if (lane.queue.length > 0) void this.run(chatId)
    else this.lanes.delete(chatId)
  }

  /** 0 when the update is done with, else the pause before the next try. */
  private async deliver(webhook: Webhook, pending: PendingUpdate): Promise<number> {
    if (Date.now() - pending.at > EXPIRY_MS) return 0
    const result = await post(webhook, pending)
    if (result.ok) {
      if (this.world.state.faults.updateDuplicate) await post(webhook, pending)
      return 0
    }
    webhook.lastErrorAt = Date.now()
    webhook.lastError = result.problem
    this.world.touch()
    pending.attempts += 1
    const doubling = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (pending.attempts - 1))
    return result.retryAfter ? result.retryAfter * 1000 : doubling
  }
}

type Outcome = { ok: true } | { ok: false; problem: string; retryAfter?: number }

async function post(webhook: Webhook, pending: PendingUpdate): Promise<Outcome> {
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(webhook.secret ? { 'x-telegram-bot-api-secret-token': webhook.secret } : {}),
      },
      body: JSON.stringify(pending.update),
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    })
    await response.arrayBuffer()
    if (response.ok) return { ok: true }
    const retryAfter = Math.min(3600, Number(response.headers.get('retry-after') ?? 0))
    const problem = `Wrong response from the webhook: ${response.status} ${response.statusText}`
    return { ok: false, problem, ...(retryAfter > 0 ? { retryAfter } : {}) }
  } catch {
    return { ok: false, problem: 'Connection refused or timed out' }
  }
}

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\//

/** setWebhook. The real service wants https on 443, 80, 88 or 8443; here plain loopback is allowed as well. */
export function setWebhook(world: World, updates: Updates, sender: WebhookSender, params: Params): true {
  const url = params.text('url')
  if (url === '') return deleteWebhook(world, updates, sender, params)
  if (!URL.canParse(url)) throw badRequest('bad webhook: invalid URL')
  const { protocol, port } = new URL(url)
  if (!LOOPBACK.test(url)) {
    if (protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
    if (!['', '443', '80', '88', '8443'].includes(port)) {
      throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
    }
  }
  const secret = params.text('secret_token')
  if (secret !== '') checkSecret(secret)
  updates.allow(params)
  if (params.flag('drop_pending_updates')) updates.dropAll()
  updates.interrupt('terminated by setWebhook request')
  world.state.webhook = {
    url,
    maxConnections: Math.min(100, Math.max(1, params.number('max_connections') ?? 40)),
    ...(secret === '' ? {} : { secret }),
  }
  world.touch()
  sender.start()
  return true
}

export function deleteWebhook(world: World, updates: Updates, sender: WebhookSender, params: Params): true {
  sender.stop()
  world.state.webhook = null
  if (params.flag('drop_pending_updates')) updates.dropAll()
  world.touch()
  return true
}

export function webhookInfo(world: World): unknown {
  const { webhook, updates, allowedUpdates } = world.state
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.length,
    ...(webhook ? { max_connections: webhook.maxConnections, ip_address: '127.0.0.1' } : {}),
    ...(webhook?.lastErrorAt
      ? { last_error_date: Math.floor(webhook.lastErrorAt / 1000), last_error_message: webhook.lastError }
      : {}),
    ...(allowedUpdates.length > 0 ? { allowed_updates: allowedUpdates } : {}),
  }
}
