import type { Db } from './db.ts'
import { failUpdate, giveBack, keepTaken, takeUpdates, type TakenUpdate } from './inbound.ts'
import type { Log } from './log.ts'

type Options = {
  db: Db
  channel: string
  /** how many senders are read at the same time */
  parallel: number
  /** reads one update and settles it (settleUpdate); what it throws is noted, and it is tried again */
  read: (update: TakenUpdate) => Promise<void>
  /** must be true before anything is taken, so that no tries are used up while the vendor is away */
  ready?: () => Promise<void>
  /** resolves when there is time to read: whatever is more urgent goes first */
  calm?: () => Promise<void>
  /** an update was given up */
  gaveUp?: (update: TakenUpdate, error: unknown) => Promise<void>
  log: Log
}

export type Reader = {
  wake(): void
  /** everything that is due now has been read (tests) */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** What another node left behind, and what is due again, is found this often without being woken. */
const SWEEP_MS = 1000
const STILL_ALIVE_MS = 10_000
/** Without the vendor or the database there is no hurry. */
const PAUSE_MS = 3000
/** Taken with one statement: so many senders for each one that is read at the same time, and so many updates more of each. */
const SENDERS_EACH = 4
const FOLLOWING = 9

/**
 * Reads the stored updates of one channel until stopped: one sender strictly in order, several at the same time. Any
 * number of nodes may do so; what one leaves behind when it dies, another takes up.
 */
export function startReader(options: Options): Reader {
  const reading = new Reading(options)
  const sweep = setInterval(() => reading.wake(), SWEEP_MS)
  const alive = setInterval(() => reading.stillAlive(), STILL_ALIVE_MS)
  reading.wake()
  return {
    wake: () => reading.wake(),
    idle: () => reading.idle(),
    async stop() {
      clearInterval(sweep)
      clearInterval(alive)
      await reading.stop()
    },
  }
}

class Reading {
  readonly #options: Options
  /** updates of one sender each, taken and not begun */
  #waiting: TakenUpdate[][] = []
  readonly #underway = new Set<Promise<void>>()
  readonly #held = new Map<number, TakenUpdate>()
  #round: Promise<void> | null = null
  #again = false
  #stopped = false
  #pausedUntil = 0
  /** ends the wait for those who are being read, when something new has come meanwhile */
  #woken = Promise.withResolvers<void>()

  constructor(options: Options) {
    this.#options = options
  }

  wake(): void {
    this.#again = true
    this.#woken.resolve()
    if (this.#round || this.#stopped || Date.now() < this.#pausedUntil) return
    this.#round = this.#work()
      .catch((error: unknown) => {
        this.#pausedUntil = Date.now() + PAUSE_MS
        this.#options.log.warn({ err: error }, 'updates could not be taken')
      })
      .finally(() => {
        this.#round = null
        if (this.#again) this.wake()
      })
  }

  async idle(): Promise<void> {
    do {
      this.wake()
      await this.#round
    } while (this.#round)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#woken.resolve()
    await this.#round
  }

  stillAlive(): void {
    keepTaken(this.#options.db, [...this.#held.values()]).catch((error: unknown) =>
      this.#options.log.warn({ err: error }, 'taken updates could not be kept'),
    )
  }

  /** Takes and reads until nothing is left. */
  async #work(): Promise<void> {
    await this.#options.ready?.()
    const { db, channel, parallel } = this.#options
    for (;;) {
      if (this.#stopped) this.#waiting = await this.#letGo(this.#waiting)
      while (this.#waiting.length > 0 && this.#underway.size < parallel) this.#begin(this.#waiting.shift())
      if (this.#underway.size >= parallel || this.#waiting.length > 0) {
        await Promise.race(this.#underway)
        continue
      }
      // from here on a wake means that something came which this look may not see
      this.#again = false
      this.#woken = Promise.withResolvers()
      const taken = this.#stopped ? [] : await takeUpdates(db, channel, parallel * SENDERS_EACH, FOLLOWING)
      for (const update of taken) this.#held.set(update.id, update)
      this.#waiting = bySender(taken)
      if (taken.length > 0) continue
      if (this.#underway.size > 0) await Promise.race([...this.#underway, this.#woken.promise])
      else if (!this.#again || this.#stopped) return
    }
  }

  #begin(updates: TakenUpdate[] | undefined): void {
    if (!updates) return
    const turn = this.#readInOrder(updates)
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'an update could not be settled'))
      .finally(() => {
        this.#underway.delete(turn)
        for (const { id } of updates) this.#held.delete(id)
      })
    this.#underway.add(turn)
  }

  /** One sender's updates; when one fails, those after it wait for it. */
  async #readInOrder(updates: readonly TakenUpdate[]): Promise<void> {
    for (const [index, update] of updates.entries()) {
      if (this.#stopped) return await giveBack(this.#options.db, updates.slice(index))
      await this.#options.calm?.()
      try {
        await this.#options.read(update)
      } catch (error) {
        await this.#fail(update, error)
        return await giveBack(this.#options.db, updates.slice(index + 1))
      }
      this.#held.delete(update.id)
    }
  }

  async #fail(update: TakenUpdate, error: unknown): Promise<void> {
    const { db, channel, log, gaveUp } = this.#options
    const dead = await failUpdate(db, update, error)
    const about = { err: error, updateId: update.id, channel, attempts: update.attempts }
    if (!dead) return log.warn(about, 'an update could not be read yet')
    log.error(about, 'an update cannot be read and was put aside')
    await gaveUp?.(update, error)
  }

  async #letGo(groups: readonly TakenUpdate[][]): Promise<TakenUpdate[][]> {
    const all = groups.flat()
    for (const { id } of all) this.#held.delete(id)
    await giveBack(this.#options.db, all)
    return []
  }
}

/** Those of one sender together, in order; those without a sender one by one. */
function bySender(updates: readonly TakenUpdate[]): TakenUpdate[][] {
  const groups = Map.groupBy(updates, ({ id, sender }) => sender || `#${id}`)
  return [...groups.values()]
}
