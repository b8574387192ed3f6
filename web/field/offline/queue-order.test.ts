import { describe, expect, test } from 'vitest'
import { backoff, nextToSend, nextWakeUp, type QueueItem, standingOf } from './queue-order.ts'

const REFUSAL = { code: 'WRONG_STATE', title: 'x', detail: 'y', errors: [] }

function item(id: string, change: Partial<QueueItem> = {}): QueueItem {
  return {
    id,
    seq: Number(id.replace(/\D/g, '')),
    staffId: 'andi',
    ticketId: 'A',
    ticketCode: 'GSS-1',
    work: { kind: 'done', at: '2026-11-21T00:00:00Z' },
    createdAt: 0,
    attempts: 0,
    nextTryAt: 0,
    refusal: null,
    ...change,
  }
}

describe('what is sent next', () => {
  test('the oldest of a ticket, even when it is listed last', () => {
    expect(nextToSend([item('i2'), item('i1')], 'andi', 0)?.id).toBe('i1')
  })

  test('nothing overtakes within a ticket: a waiting first one holds the second back', () => {
    expect(nextToSend([item('i1', { nextTryAt: 100 }), item('i2')], 'andi', 50)).toBeNull()
  })

  test('another ticket goes on meanwhile', () => {
    const items = [item('i1', { nextTryAt: 100 }), item('i2', { ticketId: 'B' })]
    expect(nextToSend(items, 'andi', 50)?.id).toBe('i2')
  })

  test('a refused one holds its ticket back until somebody decides', () => {
    const items = [item('i1', { refusal: REFUSAL }), item('i2')]
    expect(nextToSend(items, 'andi', 1e12)).toBeNull()
    expect(standingOf(items[0]!, items)).toBe('refused')
    expect(standingOf(items[1]!, items)).toBe('held')
  })

  test("another technician's work on the same phone is not sent in my name", () => {
    const items = [item('i1', { staffId: 'budi' }), item('i2')]
    expect(nextToSend(items, 'andi', 0)?.id).toBe('i2')
    expect(nextToSend(items, 'cahyo', 0)).toBeNull()
  })

  test('wakes for the earliest of the tickets, never for a refused one', () => {
    const items = [
      item('i1', { nextTryAt: 900 }),
      item('i2', { ticketId: 'B', nextTryAt: 400 }),
      item('i3', { ticketId: 'C', nextTryAt: 10, refusal: REFUSAL }),
    ]
    expect(nextWakeUp(items, 'andi')).toBe(400)
    expect(nextWakeUp([items[2]!], 'andi')).toBeNull()
  })
})

describe('waiting between tries', () => {
  test('doubles from two seconds and stops at five minutes', () => {
    expect([1, 2, 3, 4].map((attempts) => backoff(attempts, 1))).toEqual([2000, 4000, 8000, 16000])
    expect(backoff(50, 1)).toBe(300_000)
  })

  test('half of it is left to chance', () => {
    expect(backoff(3, 0)).toBe(4000)
    expect(backoff(3, 0.5)).toBe(6000)
  })
})
