import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../shared/api/shapes.ts'
import { eventsOf } from './history-of.ts'

const entry = (name: string, at: string): TimelineEntry => ({
  id: name + at,
  name,
  at: `2026-11-21T${at}:00.000Z`,
  actor: { kind: 'staff', id: null, name: null },
  data: {},
})
const timeline = [
  entry('workDone', '08:00'),
  entry('invoiceDrafted', '09:00'),
  entry('invoiceVoided', '09:30'),
  entry('invoiceDrafted', '10:00'),
  entry('invoiceSubmitted', '10:05'),
  entry('checkedOut', '10:06'),
]
const names = (createdAt: string) => eventsOf(timeline, { createdAt }).map((each) => each.name)

test('a new invoice does not inherit the history of the void one before it', () => {
  expect(names('2026-11-21T10:00:00.004Z')).toEqual(['invoiceSubmitted', 'invoiceDrafted'])
})

test('a void invoice ends with its voiding', () => {
  expect(names('2026-11-21T09:00:00.000Z')).toEqual(['invoiceVoided', 'invoiceDrafted'])
})
