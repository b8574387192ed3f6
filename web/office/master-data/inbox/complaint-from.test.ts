import { expect, it } from 'vitest'
import type { Message } from '../../../shared/api/shapes.ts'
import { complaintFrom } from './complaint-from.ts'

const message = (id: string, at: string, more: Partial<Message> = {}) =>
  ({ id, at, direction: 'IN', kind: 'text', complaintId: null, ...more }) as Message

it('takes what the customer wrote last, oldest first', () => {
  const messages = [
    message('e', '2026-11-21T08:00:00Z'),
    message('d', '2026-11-21T07:59:00Z', { direction: 'OUT' }),
    message('c', '2026-11-21T07:00:00Z', { kind: 'image' }),
    message('b', '2026-11-21T06:00:00Z', { complaintId: 'x' }),
    message('r', '2026-11-21T05:00:00Z', { body: 'DAFTAR\nNama: Budi' }),
    message('a', '2026-11-20T07:00:00Z'),
  ]
  expect(complaintFrom(messages).map(({ id }) => id)).toEqual(['c', 'e'])
})

it('finds nothing where everything has been noted', () => {
  expect(complaintFrom([message('a', '2026-11-21T08:00:00Z', { complaintId: 'x' })])).toEqual([])
})
