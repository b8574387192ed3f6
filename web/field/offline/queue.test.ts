import { describe, expect, test } from 'vitest'
import type { Outcome } from './judge-answer.ts'
import { Queue } from './queue.ts'
import { othersWork, type QueueItem, type Work } from './queue-order.ts'
import { memoryStorage, type Storage } from './storage.ts'

const TICKET = { id: 'T1', code: 'GSS-1' }
const OTHER = { id: 'T2', code: 'GSS-2' }
const REFUSED: Outcome = {
  kind: 'refused',
  refusal: { code: 'BAST_MISSING', title: 'no', detail: 'no BAST', errors: [] },
}
const LATER: Outcome = { kind: 'later', reached: false }

function work(kind: 'checkIn' | 'checkOut' | 'done'): Work {
  return kind === 'done' ? { kind, at: 'x' } : { kind, at: 'x', location: null }
}

/** A phone with a server whose next answers are given; everything else is `sent`. */
function phone(answers: Outcome[] = [], storage: Storage = memoryStorage()) {
  const sent: string[] = []
  const state = { time: 1000, tick: 0, wake: null as number | null, signedOut: 0, ids: 0 }
  const queue = new Queue({
    storage,
    send: async (item: QueueItem) => {
      sent.push(`${item.ticketId}:${item.work.kind}`)
      return answers.shift() ?? { kind: 'sent', answer: {} }
    },
    alone: (body) => body(),
    now: () => state.time,
    tick: () => state.tick,
    random: () => 1,
    newId: () => `id-${++state.ids}-${Math.random()}`,
    onSent: () => undefined,
    onSignedOut: () => {
      state.signedOut++
      queue.setOwner(null)
    },
    wakeAt: (time) => void (state.wake = time),
  })
  queue.setOwner('andi')
  return { queue, sent, state, storage }
}

const kinds = (queue: { view: () => { items: readonly QueueItem[] } }) =>
  queue.view().items.map((item) => item.work.kind)

describe('queue', () => {
  test('sends in the order in which the work was done and forgets it only after the answer', async () => {
    const { queue, sent, state, storage } = phone()
    await queue.add(TICKET, work('checkIn'), 'andi')
    await queue.add(TICKET, work('done'), 'andi')
    await queue.drain()
    expect(sent).toEqual(['T1:checkIn', 'T1:done'])
    expect(queue.view().items).toEqual([])
    await queue.settle('T1', state.tick)
    expect(await storage.readAll('queue')).toEqual([])
  })

  test('without a signal everything stays, in order, and comes through once the signal is back', async () => {
    const { queue, sent, state } = phone([LATER])
    await queue.add(TICKET, work('checkIn'), 'andi')
    await queue.drain()
    await queue.add(TICKET, work('checkOut'), 'andi')
    await queue.drain()
    expect(kinds(queue)).toEqual(['checkIn', 'checkOut'])
    expect(sent).toEqual(['T1:checkIn'])
    expect(state.wake).toBe(3000)
    await queue.signalBack()
    expect(sent).toEqual(['T1:checkIn', 'T1:checkIn', 'T1:checkOut'])
    expect(queue.view().items).toEqual([])
  })

  test('an unreachable server stops the round instead of trying every ticket', async () => {
    const { queue, sent } = phone([LATER])
    queue.setOwner(null)
    await queue.add(TICKET, work('checkIn'), 'andi')
    await queue.add(OTHER, work('checkIn'), 'andi')
    await queue.drain()
    queue.setOwner('andi')
    await queue.drain()
    expect(sent).toEqual(['T1:checkIn'])
  })

  test('a refused item stays with its reason and holds the rest of its ticket, not other tickets', async () => {
    const { queue, sent } = phone([REFUSED])
    await queue.add(TICKET, work('done'), 'andi')
    await queue.drain()
    await queue.add(TICKET, work('checkOut'), 'andi')
    await queue.add(OTHER, work('checkIn'), 'andi')
    await queue.drain()
    expect(sent).toEqual(['T1:done', 'T2:checkIn'])
    expect(kinds(queue)).toEqual(['done', 'checkOut'])
    expect(queue.view().items[0]?.refusal?.detail).toBe('no BAST')
  })

  test('discarding the refused one lets the others go', async () => {
    const { queue, sent } = phone([REFUSED])
    const item = await queue.add(TICKET, work('done'), 'andi')
    await queue.drain()
    await queue.add(TICKET, work('checkOut'), 'andi')
    await queue.discard(item.id)
    expect(sent).toEqual(['T1:done', 'T1:checkOut'])
    expect(queue.view().items).toEqual([])
  })

  test('discarding one that is under way does not bring it back when no answer comes', async () => {
    const { queue, storage } = phone([LATER])
    const item = await queue.add(TICKET, work('done'), 'andi')
    await queue.discard(item.id)
    await queue.drain()
    expect(await storage.readAll('queue')).toEqual([])
  })

  test('trying a refused one again keeps its id: the server may know it already', async () => {
    const { queue, sent, storage } = phone([REFUSED, LATER])
    const item = await queue.add(TICKET, work('done'), 'andi')
    await queue.drain()
    await queue.retry(item.id)
    expect(sent).toHaveLength(2)
    expect((await storage.readAll<QueueItem>('queue')).map((one) => one.id)).toEqual([item.id])
  })

  test('a corrected one takes the place of the refused one, before what was done after it', async () => {
    const { queue, sent } = phone([REFUSED])
    const item = await queue.add(TICKET, work('checkOut'), 'andi')
    await queue.drain()
    await queue.add(TICKET, work('done'), 'andi')
    await queue.replace(item.id, work('checkIn'))
    await queue.drain()
    expect(sent).toEqual(['T1:checkOut', 'T1:checkIn', 'T1:done'])
  })

  test('survives the end of the app: another start finds and sends what waited', async () => {
    const first = phone([LATER])
    await first.queue.add(TICKET, work('checkIn'), 'andi')
    await first.queue.drain()
    const second = phone([], first.storage)
    second.state.time = 1e9
    await second.queue.drain()
    expect(second.sent).toEqual(['T1:checkIn'])
    expect(second.queue.view().items).toEqual([])
  })

  test('what arrived counts until the lists were asked for after it, also when the app was closed in between', async () => {
    const { queue, state, storage } = phone()
    state.tick = 50
    await queue.add(TICKET, work('checkIn'), 'andi')
    await queue.drain()
    const arrived = () => queue.view().arrived.map((item) => item.work.kind)
    expect(kinds(queue)).toEqual([])
    expect(arrived()).toEqual(['checkIn'])
    await queue.settle('T1', 49)
    await queue.settle('T2', 60)
    expect(arrived()).toEqual(['checkIn'])
    const second = phone([], storage)
    await second.queue.drain()
    expect(second.sent).toEqual([])
    expect(second.queue.view().arrived).toHaveLength(1)
    await second.queue.settle('T1', 0)
    expect(await storage.readAll('queue')).toEqual([])
    await queue.settle('T1', 50)
    expect(arrived()).toEqual([])
  })

  test('what arrived on a job that nobody opens again is forgotten after two days', async () => {
    const { queue, state, storage } = phone()
    await queue.add(TICKET, work('checkIn'), 'andi')
    await queue.drain()
    state.time += 2 * 86_400_000 + 1
    await queue.load()
    expect(await storage.readAll('queue')).toEqual([])
  })

  test('a full phone does not send the same work for ever', async () => {
    const storage = memoryStorage()
    const full = { on: false }
    const { queue, sent } = phone([], {
      ...storage,
      write: (...given) => (full.on ? Promise.reject(new Error('full')) : storage.write(...given)),
    })
    await queue.add(TICKET, work('checkIn'), 'andi')
    full.on = true
    await queue.drain()
    await queue.load()
    await queue.drain()
    expect(sent).toEqual(['T1:checkIn'])
    expect(await storage.readAll('queue')).toEqual([])
  })

  test('an ended session keeps everything and asks for signing in', async () => {
    const { queue, state } = phone([{ kind: 'signedOut' }])
    await queue.add(TICKET, work('checkIn'), 'andi')
    await queue.drain()
    expect(state.signedOut).toBe(1)
    expect(kinds(queue)).toEqual(['checkIn'])
  })

  test('work of one person is neither sent nor lost while somebody else uses the phone', async () => {
    const storage = memoryStorage()
    const andi = phone([{ kind: 'signedOut' }], storage)
    andi.queue.setOwner('andi', 'Andi')
    await andi.queue.add(TICKET, work('checkIn'), 'andi')
    await andi.queue.drain()
    const { queue, sent } = phone([], storage)
    queue.setOwner('budi', 'Budi')
    await queue.add(OTHER, work('checkIn'), 'budi')
    await queue.signalBack()
    expect(sent).toEqual(['T2:checkIn'])
    expect(othersWork(queue.view().items, 'budi')).toEqual([{ name: 'Andi', count: 1 }])
    queue.setOwner('andi', 'Andi')
    await queue.signalBack()
    expect(sent).toEqual(['T2:checkIn', 'T1:checkIn'])
    expect(othersWork(queue.view().items, 'andi')).toEqual([])
  })

  test('work done while a round is under way is sent by the same round', async () => {
    const { queue, sent } = phone()
    await Promise.all([queue.add(TICKET, work('checkIn'), 'andi'), queue.add(OTHER, work('checkIn'), 'andi')])
    await queue.drain()
    expect(sent.toSorted()).toEqual(['T1:checkIn', 'T2:checkIn'])
    expect(queue.view().items).toEqual([])
  })

  test('what the phone could not store is not shown as done', async () => {
    const full = memoryStorage()
    const { queue } = phone([], { ...full, write: () => Promise.reject(new Error('QuotaExceeded')) })
    await expect(queue.add(TICKET, work('checkIn'), 'andi')).rejects.toThrow('QuotaExceeded')
    expect(queue.view().items).toEqual([])
  })
})
