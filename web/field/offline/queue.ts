import type { Outcome } from './judge-answer.ts'
import { backoff, nextToSend, nextWakeUp, type QueueItem, type Work } from './queue-order.ts'
import type { Storage } from './storage.ts'

export type QueueView = {
  items: readonly QueueItem[]
  /** what the server has already, while its lists on this phone are older than that */
  arrived: readonly QueueItem[]
  /** the one under way, with 0..1 of its bytes sent */
  sending: { id: string; progress: number } | null
  /** false until the phone has been read */
  loaded: boolean
}

export type QueueParts = {
  storage: Storage
  send: (item: QueueItem, onProgress: (part: number) => void) => Promise<Outcome>
  /** runs `body` unless another tab is doing so already */
  alone: (body: () => Promise<void>) => Promise<void>
  now: () => number
  /** rises whatever somebody does to the clock */
  tick: () => number
  random: () => number
  newId: () => string
  onSent: (item: QueueItem, answer: unknown) => void
  onSignedOut: () => void
  /** asks to be woken at this time; null = nothing to wait for */
  wakeAt: (time: number | null) => void
}

const KEEP_ARRIVED_MS = 2 * 86_400_000

const inOrder = (items: readonly QueueItem[]) => items.toSorted((a, b) => a.seq - b.seq)

/**
 * Work waiting to be sent. Written to the phone before anything is shown as done; removed only when the server has
 * answered that it is stored, or when a human discards it. One at a time: phones share one thin line.
 */
export class Queue {
  readonly #parts: QueueParts
  readonly #listeners = new Set<() => void>()
  #view: QueueView = { items: [], arrived: [], sending: null, loaded: false }
  #owner: string | null = null
  #ownerName = ''
  #draining: Promise<void> | null = null
  #again = false
  #changes = 0
  /** when what arrived in this session arrived, in ticks */
  readonly #arrivals = new Map<string, number>()

  constructor(parts: QueueParts) {
    this.#parts = parts
  }

  readonly view = (): QueueView => this.#view

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Whose work is sent; others' work on the same phone waits for its owner. */
  setOwner(staffId: string | null, name = ''): void {
    this.#owner = staffId
    this.#ownerName = name
  }

  /** Reads what another tab may have added or sent; again when something changed here meanwhile. */
  async load(): Promise<void> {
    const before = this.#changes
    const items = await this.#parts.storage.readAll<QueueItem>('queue')
    if (before !== this.#changes) return this.load()
    await this.#forgetOld(items)
    const ordered = inOrder(items)
    this.#show({
      items: ordered.filter((item) => item.arrivedAt === undefined),
      arrived: ordered.filter((item) => item.arrivedAt !== undefined),
      loaded: true,
    })
  }

  /** Stores the work on the phone, then tries to send it. Resolves as soon as it is stored; rejects when it cannot be. */
  async add(ticket: { id: string; code: string }, work: Work, owner: string): Promise<QueueItem> {
    if (!this.#view.loaded) await this.load()
    const now = this.#parts.now()
    const item: QueueItem = {
      id: this.#parts.newId(),
      seq: Math.max((this.#view.items.at(-1)?.seq ?? 0) + 1, now),
      staffId: owner,
      ...(owner === this.#owner && this.#ownerName && { staffName: this.#ownerName }),
      ticketId: ticket.id,
      ticketCode: ticket.code,
      work,
      createdAt: now,
      attempts: 0,
      nextTryAt: 0,
      refusal: null,
    }
    await this.#save(item)
    void this.drain()
    return item
  }

  /** A corrected version takes the place of a refused one, before whatever was done after it. */
  async replace(id: string, work: Work): Promise<void> {
    const old = this.#find(id)
    if (!old) return
    const fresh = { id: this.#parts.newId(), work, attempts: 0, nextTryAt: 0, refusal: null }
    await this.#save({ ...old, ...fresh })
    await this.#drop(id)
    void this.drain()
  }

  async retry(id: string): Promise<void> {
    const item = this.#find(id)
    if (item) await this.#save({ ...item, refusal: null, nextTryAt: 0 })
    await this.drain()
  }

  async discard(id: string): Promise<void> {
    await this.#drop(id)
    await this.drain()
  }

  /** The lists of this ticket on the phone answer a question that was asked at this tick: what came before is in them. */
  async settle(ticketId: string, asked: number): Promise<void> {
    const known = this.#view.arrived.filter((item) => item.ticketId === ticketId && this.isIn(item, asked))
    for (const item of known) await this.#drop(item.id)
  }

  /** Does an answer to a question of this tick know what has arrived? */
  isIn(item: QueueItem, asked: number | null): boolean {
    return asked !== null && (this.#arrivals.get(item.id) ?? 0) <= asked
  }

  /** The signal is back: waiting times of the past say nothing any more. */
  async signalBack(): Promise<void> {
    if (!this.#view.loaded) await this.load()
    for (const item of this.#view.items) {
      if (!item.refusal && item.nextTryAt > this.#parts.now()) await this.#save({ ...item, nextTryAt: 0 })
    }
    await this.drain()
  }

  /** Sends what may be sent now. Calls while one is running make it look once more afterwards. */
  drain(): Promise<void> {
    if (this.#draining) this.#again = true
    else this.#draining = this.#rounds()
    return this.#draining
  }

  async #rounds(): Promise<void> {
    try {
      do {
        this.#again = false
        await this.#parts.alone(() => this.#round())
      } while (this.#again)
    } finally {
      // in the same breath as the last look at `again`: a call in between would be lost
      this.#draining = null
      this.#parts.wakeAt(this.#owner ? nextWakeUp(this.#view.items, this.#owner) : null)
    }
  }

  async #round(): Promise<void> {
    await this.load()
    for (;;) {
      const item = this.#owner ? nextToSend(this.#view.items, this.#owner, this.#parts.now()) : null
      if (!item || !(await this.#sendOne(item))) return
    }
  }

  /** Sends one item and says whether to go on with the next. */
  async #sendOne(item: QueueItem): Promise<boolean> {
    const progressed = (progress: number) => this.#show({ sending: { id: item.id, progress } })
    progressed(0)
    const outcome = await this.#parts.send(item, progressed)
    this.#show({ sending: null })
    // discarded while it was under way
    if (outcome.kind !== 'sent' && !this.#find(item.id)) return true
    switch (outcome.kind) {
      case 'sent':
        await this.#arrive(item)
        this.#parts.onSent(item, outcome.answer)
        return true
      case 'refused':
        await this.#save({ ...item, attempts: item.attempts + 1, refusal: outcome.refusal })
        return true
      case 'signedOut':
        this.#parts.onSignedOut()
        return false
      case 'later':
        await this.#postpone(item, outcome.after)
        // an unreachable server is unreachable for every ticket; an overloaded one deserves the pause too
        return outcome.reached && outcome.after === undefined
    }
  }

  async #postpone(item: QueueItem, after?: number): Promise<void> {
    const attempts = item.attempts + 1
    const wait = after ?? backoff(attempts, this.#parts.random())
    await this.#save({ ...item, attempts, nextTryAt: this.#parts.now() + wait })
  }

  #find(id: string): QueueItem | undefined {
    return this.#view.items.find((item) => item.id === id)
  }

  /** What arrived on a job that nobody opens any more. */
  async #forgetOld(items: QueueItem[]): Promise<void> {
    const old = items.filter((item) => (item.arrivedAt ?? Infinity) < this.#parts.now() - KEEP_ARRIVED_MS)
    for (const item of old) {
      items.splice(items.indexOf(item), 1)
      await this.#parts.storage.remove('queue', item.id)
    }
  }

  #show(change: Partial<QueueView>): void {
    this.#view = { ...this.#view, ...change }
    for (const listener of this.#listeners) listener()
  }

  async #save(item: QueueItem): Promise<void> {
    await this.#parts.storage.write('queue', item.id, item)
    this.#changes++
    const others = this.#view.items.filter((other) => other.id !== item.id)
    this.#show({ items: inOrder([...others, item]) })
  }

  async #arrive(item: QueueItem): Promise<void> {
    const arrived = { ...item, arrivedAt: this.#parts.now() }
    this.#arrivals.set(item.id, this.#parts.tick())
    // a full phone forgets it at once rather than sending it for ever
    await this.#parts.storage
      .write('queue', item.id, arrived)
      .catch(() => this.#parts.storage.remove('queue', item.id))
    this.#changes++
    this.#show({
      items: this.#view.items.filter((other) => other.id !== item.id),
      arrived: [...this.#view.arrived.filter((other) => other.id !== item.id), arrived],
    })
  }

  async #drop(id: string): Promise<void> {
    await this.#parts.storage.remove('queue', id)
    this.#changes++
    const others = (item: QueueItem) => item.id !== id
    this.#show({ items: this.#view.items.filter(others), arrived: this.#view.arrived.filter(others) })
  }
}
