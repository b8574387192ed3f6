import type { Exchange } from '../plumbing/http.ts'
import type { Answer } from '../plumbing/http.ts'
import { badRequest, botError } from './bot-error.ts'
import type { Params } from './params.ts'
import type { PendingUpdate } from './state.ts'
import type { WireUpdate } from './wire.ts'
import type { World } from './world.ts'

const EXPIRY_MS = 24 * 3600 * 1000
/** Kinds that a bot only gets when it asks for them by name. */
const ON_REQUEST = ['chat_member', 'message_reaction', 'message_reaction_count']
const OTHER_POLLER = 'terminated by other getUpdates request; make sure that only one bot instance is running'

type Poll = { end(conflict?: string): void }

/** The queue of updates for the bot; a webhook sender or one long poll empties it. */
export class Updates {
  private world: World
  private poll: Poll | undefined
  /** Called with each new update while a webhook is set. */
  onNew: (pending: PendingUpdate) => void = () => {}

  constructor(world: World) {
    this.world = world
  }

  /** Queues an update of one kind, unless the bot said that it does not want this kind. */
  push(chatId: number, kind: string, content: unknown): void {
    const { state } = this.world
    const wanted =
      state.allowedUpdates.length > 0 ? state.allowedUpdates.includes(kind) : !ON_REQUEST.includes(kind)
    if (!wanted) return
    const update: WireUpdate = { update_id: state.nextUpdateId, [kind]: structuredClone(content) }
    this.add(chatId, update)
  }

  /** Queues a ready update (tests send unknown kinds this way). */
  add(chatId: number, content: Record<string, unknown>): void {
    const { state } = this.world
    const pending: PendingUpdate = {
      update: { ...content, update_id: state.nextUpdateId },
      chatId,
      at: Date.now(),
      attempts: 0,
    }
    state.nextUpdateId += 1
    state.updates.push(pending)
    this.world.touch()
    this.poll?.end()
    if (state.webhook) this.onNew(pending)
  }

  remove(pending: PendingUpdate): void {
    this.world.state.updates = this.world.state.updates.filter((one) => one !== pending)
    this.world.touch()
  }

  dropAll(): void {
    this.world.state.updates = []
    this.world.touch()
  }

  /** Someone set a webhook or the process ends: the poller has to go. */
  interrupt(why: string): void {
    this.poll?.end(why)
  }

  allow(params: Params): void {
    const kinds = params.object<string[]>('allowed_updates')
    if (kinds) this.world.state.allowedUpdates = kinds
  }

  /** The long poll. A second poller throws the first one out with 409. */
  async get(params: Params, x: Exchange): Promise<WireUpdate[]> {
    const { state } = this.world
    if (state.webhook) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    }
    this.poll?.end(OTHER_POLLER)
    this.allow(params)
    this.confirm(params.number('offset') ?? 0)
    const limit = Math.min(100, Math.max(1, params.number('limit') ?? 100))
    const end = Date.now() + Math.min(50, Math.max(0, params.number('timeout') ?? 0)) * 1000
    for (;;) {
      const ready = this.ready(limit)
      if (ready.length > 0 || Date.now() >= end || x.gone.aborted) return ready
      await this.wait(end - Date.now(), x.gone)
    }
  }

  private ready(limit: number): WireUpdate[] {
    const { state } = this.world
    if (state.faults.updatesPaused) return []
    const fresh = Date.now() - EXPIRY_MS
    return state.updates
      .filter((one) => one.at > fresh)
      .slice(0, limit)
      .map((one) => one.update)
  }

  /** A positive offset forgets everything before it; a negative one keeps only the last ones. */
  private confirm(offset: number): void {
    const { state } = this.world
    if (offset > 0) state.updates = state.updates.filter((one) => one.update.update_id >= offset)
    if (offset < 0) state.updates = state.updates.slice(offset)
    if (offset !== 0) this.world.touch()
  }

  private wait(ms: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => poll.end(), ms)
      const stop = (): void => poll.end()
      const poll: Poll = {
        end: (why) => {
          clearTimeout(timer)
          gone.removeEventListener('abort', stop)
          if (this.poll === poll) this.poll = undefined
          if (why) reject(conflict(why))
          else resolve()
        },
      }
      gone.addEventListener('abort', stop)
      this.poll = poll
    })
  }

  /** Called when a fault was switched off. */
  wake(): void {
    this.poll?.end()
  }
}

function conflict(why: string): Answer {
  return botError(409, `Conflict: ${why}`)
}

export function checkSecret(secret: string): void {
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(secret)) throw badRequest('secret token contains unallowed characters')
}
