import { sql } from 'kysely'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { failUpdate, keepUpdates, settleUpdate, takeUpdates, type TakenUpdate } from './inbound.ts'
import { startReader } from './inbound-reader.ts'
import { openLog } from './log.ts'

const { db } = await testDatabase()
const log = openLog('silent')
const soon = { timeout: 15_000 }

beforeEach(async () => {
  await db.deleteFrom('inboundUpdates').execute()
})

const store = (...words: string[]) =>
  keepUpdates(
    db,
    'x',
    words.map((word) => ({ externalId: word, sender: /^\w/.exec(word)?.[0] ?? '', payload: { word } })),
  )
const wordOf = (update: TakenUpdate) => (update.payload as { word: string }).word
const rows = () => db.selectFrom('inboundUpdates').selectAll().orderBy('id').execute()
const take = async (senders = 10, following = 10) =>
  (await takeUpdates(db, 'x', senders, following)).map(wordOf)
/** What waits for its next try is due now. */
const hurry = () =>
  db
    .updateTable('inboundUpdates')
    .set({ dueAt: sql`now()` })
    .execute()

function node(read: (word: string) => Promise<void> | void, gaveUp?: () => Promise<void>) {
  const reader = startReader({
    db,
    channel: 'x',
    parallel: 3,
    log,
    read: async (update) => {
      await db.transaction().execute(async (tx) => {
        await read(wordOf(update))
        await settleUpdate(tx, update)
      })
    },
    ...(gaveUp && { gaveUp }),
  })
  onTestFinished(() => reader.stop())
  return reader
}

describe('storing', () => {
  it('keeps an update once, within one batch and over several', async () => {
    expect(await store('a1', 'a1', 'b1')).toBe(2)
    expect(await store('b1', 'b2')).toBe(1)
    expect(await keepUpdates(db, 'y', [{ externalId: 'a1', sender: '', payload: {} }])).toBe(1)
    expect(await rows()).toHaveLength(4)
  })
})

describe('taking', () => {
  it('gives out the first of each sender with those after it, and nothing twice', async () => {
    await store('a1', 'b1', 'a2', 'a3', 'c1', '#1', '#2')
    expect(await take(2, 1)).toEqual(['a1', 'b1', 'a2'])
    // a3 waits for a1 and a2; those without a sender wait for nobody
    expect(await take()).toEqual(['c1', '#1', '#2'])
    expect(await take()).toEqual([])
  })

  it('gives out again what a dead reader held, and lets him settle it no more', async () => {
    await store('a1')
    const [first] = await takeUpdates(db, 'x', 1, 0)
    expect(await take()).toEqual([])
    await db
      .updateTable('inboundUpdates')
      .set({ takenUntil: sql`now() - interval '1 second'` })
      .execute()
    const [second] = await takeUpdates(db, 'x', 1, 0)
    expect(second?.attempts).toBe(2)
    await expect(settleUpdate(db, first!)).rejects.toThrow('taken by another reader')
    await settleUpdate(db, second!)
    await expect(settleUpdate(db, second!)).rejects.toThrow('taken by another reader')
  })

  it('holds a sender back for three tries, then lets what came later pass; the last try puts it aside', async () => {
    await store('a1', 'a2')
    const seen: string[][] = []
    for (let attempt = 1; attempt <= 6; attempt++) {
      await hurry()
      const taken = await takeUpdates(db, 'x', 10, 0)
      seen.push(taken.map(wordOf))
      const poison = taken.find((update) => wordOf(update) === 'a1')
      expect(await failUpdate(db, poison!, new Error('no'))).toBe(attempt === 6)
      expect(await take()).toEqual(attempt === 4 ? ['a2'] : [])
    }
    expect(seen).toEqual([['a1'], ['a1'], ['a1'], ['a1'], ['a1'], ['a1']])
    const [dead] = await rows()
    expect(dead).toMatchObject({ attempts: 6, error: 'Error: no', processedAt: null })
    expect(dead?.deadAt).not.toBeNull()
  })
})

describe('reading', () => {
  it('keeps one sender in order, several at the same time, each once, on two nodes and with everything doubled', async () => {
    const words = Array.from({ length: 300 }, (_, i) => `${'abcdefg'[i % 7]}${i}`)
    const read: string[] = []
    const busy = new Set<string>()
    let most = 0
    const one = async (word: string) => {
      const sender = word[0] ?? ''
      expect(busy.has(sender)).toBe(false)
      busy.add(sender)
      most = Math.max(most, busy.size)
      await new Promise((done) => setTimeout(done, 1))
      busy.delete(sender)
      read.push(word)
    }
    const nodes = [node(one), node(one)]
    for (let start = 0; start < words.length; start += 20) {
      const batch = words.slice(start, start + 20)
      await Promise.all([store(...batch), store(...batch.slice(0, 5)), store(...words.slice(0, start))])
      nodes[start % 2]?.wake()
    }
    await expect.poll(async () => (await rows()).filter((row) => !row.processedAt).length, soon).toBe(0)
    expect(read.toSorted()).toEqual(words.toSorted())
    expect(most).toBeGreaterThan(1)
    const stored = (await rows()).map((row) => row.externalId)
    for (const sender of 'abcdefg') {
      const of = (all: readonly string[]) => all.filter((word) => word.startsWith(sender))
      expect(of(read)).toEqual(of(stored))
    }
  })

  it('goes on with the others while one is slow, and notices what comes meanwhile', async () => {
    const read: string[] = []
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const reader = node(async (word) => {
      if (word === 'a1') await gate
      read.push(word)
    })
    await store('a1', 'a2')
    reader.wake()
    await expect.poll(async () => (await rows())[0]?.attempts, soon).toBe(1)
    await store('b1', 'c1')
    reader.wake()
    await expect.poll(() => read.toSorted(), soon).toEqual(['b1', 'c1'])
    open()
    await expect.poll(() => read.slice(2), soon).toEqual(['a1', 'a2'])
  })

  it('does not let a poisoned update stop anybody else, and says when it is put aside', async () => {
    const read: string[] = []
    let aside = 0
    const reader = node(
      (word) => {
        if (word === 'a1') throw new Error('poison')
        read.push(word)
      },
      async () => void (aside += 1),
    )
    await store('a1', 'b1', '#1', 'a2')
    reader.wake()
    await expect.poll(() => read.toSorted(), soon).toEqual(['#1', 'b1'])
    while (aside === 0) {
      await hurry()
      await reader.idle()
    }
    await reader.idle()
    expect(read.toSorted()).toEqual(['#1', 'a2', 'b1'])
    const [poison] = await rows()
    expect(poison).toMatchObject({ error: 'Error: poison', attempts: 6 })
    expect(aside).toBe(1)
  })

  it('tries again what failed once, before what the same sender wrote later', async () => {
    const read: string[] = []
    let broken = true
    const reader = node((word) => {
      if (broken && word === 'a2') {
        broken = false
        throw new Error('database away')
      }
      read.push(word)
    })
    await store('a1', 'a2', 'a3')
    reader.wake()
    await expect.poll(() => read, soon).toEqual(['a1', 'a2', 'a3'])
    expect((await rows()).map((row) => row.attempts)).toEqual([1, 2, 1])
  })

  it('gives back what it has not begun when it is stopped', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const reader = node(() => gate)
    await store('a1', 'a2', 'b1', 'c1', 'd1', 'e1')
    reader.wake()
    await expect.poll(async () => (await rows()).filter((row) => row.takenUntil).length, soon).toBe(6)
    const stopped = reader.stop()
    open()
    await stopped
    const left = (await rows()).filter((row) => !row.processedAt)
    expect(left.map((row) => row.externalId)).toEqual(['a2', 'd1', 'e1'])
    expect(left.every((row) => row.attempts === 0 && row.takenUntil === null)).toBe(true)
  })
})
