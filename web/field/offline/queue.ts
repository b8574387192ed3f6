import type { Outcome } from './judge-answer.ts'
import { backoff, nextToSend, nextWakeUp, type QueueItem, type Work } from './queue-order.ts'
import type { Storage } from './storage.ts'

export type Sending = { id: string; progress: number }

export type QueueView = {
  items: readonly QueueItem[]
  /** the one under way, with 0..1 of its bytes sent */
  sending: Sending | null
  /** false until the phone has been read */
  loaded: boolean
}

export type QueueParts = {
  storage: Storage
  send: (item: QueueItem, onProgress: (part: number) => void) => Promise<Outcome>
  /** runs `body` unless another tab is doing so already */
  alone: (body: () => Promise<void>) => Promise<void>
  now: () => number
  random: () => number
  newId: () => string
  onSent: (item: QueueItem, answer: unknown) => void
  onSignedOut: () => void
  /** asks to be woken at this time; null = nothing to wait for */
  wakeAt: (time: number | null) => void
}

/**
 * Work waiting to be sent. Written to the phone before anything is shown as done; removed only when the server has
 * answered that it is stored, or when a human discards it. One at a time: phones share one thin line.
 */
export function createQueue(parts: QueueParts) {
  let view: QueueView = { items: [], sending: null, loaded: false }
  let staffId: string | null = null
  let draining: Promise<void> | null = null
  let again = false
  let changes = 0
  const listeners = new Set<() => void>()

  const show = (change: Partial<QueueView>) => {
    view = { ...view, ...change }
    for (const listener of listeners) listener()
  }
  /** Reads what another tab may have added or sent; again when something changed here meanwhile. */
  const load = async (): Promise<void> => {
    const before = changes
    const items = await parts.storage.readAll<QueueItem>('queue')
    if (before !== changes) return load()
    show({ items: items.toSorted((a, b) => a.seq - b.seq), loaded: true })
  }
  const save = async (item: QueueItem) => {
    await parts.storage.write('queue', item.id, item)
    changes++
    const others = view.items.filter((other) => other.id !== item.id)
    show({ items: [...others, item].toSorted((a, b) => a.seq - b.seq) })
  }
  const drop = async (id: string) => {
    await parts.storage.remove('queue', id)
    changes++
    show({ items: view.items.filter((item) => item.id !== id) })
  }

  /** Sends one item and says whether to go on with the next. */
  const sendOne = async (item: QueueItem): Promise<boolean> => {
    show({ sending: { id: item.id, progress: 0 } })
    const outcome = await parts.send(item, (progress) => show({ sending: { id: item.id, progress } }))
    show({ sending: null })
    if (outcome.kind === 'sent') {
      await drop(item.id)
      parts.onSent(item, outcome.answer)
      return true
    }
    if (outcome.kind === 'refused') {
      await save({ ...item, attempts: item.attempts + 1, refusal: outcome.refusal })
      return true
    }
    if (outcome.kind === 'signedOut') {
      parts.onSignedOut()
      return false
    }
    const attempts = item.attempts + 1
    const wait = outcome.after ?? backoff(attempts, parts.random())
    await save({ ...item, attempts, nextTryAt: parts.now() + wait })
    // an unreachable server is unreachable for every ticket; an overloaded one deserves the pause too
    return outcome.reached && outcome.after === undefined
  }

  const drainAll = async () => {
    await load()
    for (;;) {
      const item = staffId ? nextToSend(view.items, staffId, parts.now()) : null
      if (!item || !(await sendOne(item))) break
    }
  }

  const rounds = async () => {
    try {
      do {
        again = false
        await parts.alone(drainAll)
      } while (again)
    } finally {
      // in the same breath as the last look at `again`: a call in between would be lost
      draining = null
      parts.wakeAt(staffId ? nextWakeUp(view.items, staffId) : null)
    }
  }
  /** Sends what may be sent now. Calls while one is running make it look once more afterwards. */
  const drain = (): Promise<void> => {
    if (draining) again = true
    else draining = rounds()
    return draining
  }

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    view: () => view,
    load,
    drain,
    /** Whose work is sent; others' work on the same phone waits for its owner. */
    setOwner: (id: string | null) => {
      staffId = id
    },
    /** Stores the work on the phone, then tries to send it. Resolves as soon as it is stored. */
    add: async (ticket: { id: string; code: string }, work: Work, owner: string): Promise<QueueItem> => {
      if (!view.loaded) await load()
      const last = view.items.at(-1)?.seq ?? 0
      const item: QueueItem = {
        id: parts.newId(),
        seq: Math.max(last + 1, parts.now()),
        staffId: owner,
        ticketId: ticket.id,
        ticketCode: ticket.code,
        work,
        createdAt: parts.now(),
        attempts: 0,
        nextTryAt: 0,
        refusal: null,
      }
      await save(item)
      void drain()
      return item
    },
    /** A corrected version takes the place of a refused one, before whatever was done after it. */
    replace: async (id: string, work: Work) => {
      const old = view.items.find((one) => one.id === id)
      if (!old) return
      await save({ ...old, id: parts.newId(), work, attempts: 0, nextTryAt: 0, refusal: null })
      await drop(id)
      void drain()
    },
    retry: async (id: string) => {
      const item = view.items.find((one) => one.id === id)
      if (item) await save({ ...item, refusal: null, nextTryAt: 0 })
      await drain()
    },
    discard: async (id: string) => {
      await drop(id)
      await drain()
    },
    /** The signal is back: waiting times of the past say nothing any more. */
    signalBack: async () => {
      if (!view.loaded) await load()
      for (const item of view.items) {
        if (!item.refusal && item.nextTryAt > parts.now()) await save({ ...item, nextTryAt: 0 })
      }
      await drain()
    },
  }
}

export type Queue = ReturnType<typeof createQueue>
