import { expect, it } from 'vitest'
import type { Message, Note } from '../../../shared/api/shapes.ts'
import { threadItems } from './thread-items.ts'

const messages = [
  { id: 'm3', at: '2026-11-21T09:00:00Z' },
  { id: 'm2', at: '2026-11-21T08:00:00Z' },
  { id: 'm1', at: '2026-11-21T08:00:00Z' },
] as Message[]
const notes = [
  { id: 'n2', at: '2026-11-21T08:30:00Z' },
  { id: 'n1', at: '2026-11-20T08:30:00Z' },
] as Note[]
const ids = (complete: boolean) => threadItems(messages, notes, complete).map(({ id }) => id)

it('puts notes where they were written, oldest first, and keeps messages of one instant in order', () => {
  expect(ids(true)).toEqual(['n1', 'm1', 'm2', 'n2', 'm3'])
})

it('leaves out notes from before what was read so far', () => {
  expect(ids(false)).toEqual(['m1', 'm2', 'n2', 'm3'])
})
