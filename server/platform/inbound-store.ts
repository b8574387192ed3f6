import type { Db } from './db.ts'
import { type InboundUpdate, keepUpdates } from './inbound.ts'

export type Store = {
  /** resolves when they are stored durably, each once */
  keep(updates: readonly InboundUpdate[]): Promise<void>
  /** resolves when no vendor waits for us, or after a moment all the same, for one caller at a time: reading can wait, answering cannot */
  calm(): Promise<void>
}

type Waiting = { updates: readonly InboundUpdate[]; done: () => void; fail: (error: unknown) => void }

/** Longer than this nobody gives way: under lasting load, reading goes on slowly, one update in so long. */
const PATIENCE_MS = 60
/** After a rush comes more of it: calm begins when nothing has come for so long, which nobody who chats will notice. */
const LULL_MS = 25
const LOOK_AGAIN_MS = 4

/**
 * Stores what comes in from one vendor. Calls that arrive while a statement is on its way share the next one, so that
 * a rush costs a few large commits instead of many small ones.
 */
export function openStore(db: Db, channel: string): Store {
  let waiting: Waiting[] = []
  let writing = false
  let lastAt = 0
  /** those who wait for calm, one behind the other: together they would make the next storm */
  let queue: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      await keepGroup(db, channel, group)
    }
    writing = false
  }

  async function lull(): Promise<void> {
    const until = performance.now() + PATIENCE_MS
    while ((writing || performance.now() - lastAt < LULL_MS) && performance.now() < until)
      await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS))
  }

  return {
    async keep(updates) {
      lastAt = performance.now()
      await new Promise<void>((done, fail) => {
        waiting.push({ updates, done, fail })
        if (!writing) void write()
      })
    },
    async calm() {
      queue = queue.then(lull)
      await queue
    },
  }
}

/** One that cannot be stored must not cost the others their answer. */
async function keepGroup(db: Db, channel: string, group: readonly Waiting[]): Promise<void> {
  try {
    await keepUpdates(
      db,
      channel,
      group.flatMap(({ updates }) => updates),
    )
    for (const { done } of group) done()
  } catch (error) {
    if (group.length === 1) group[0]?.fail(error)
    else for (const one of group) await keepGroup(db, channel, [one])
  }
}
