import { expect, test } from 'vitest'
import type { BoardRow } from '../../shared/api/shapes.ts'
import {
  canReplace,
  countsOf,
  dueAt,
  inOrder,
  lateMinutesAt,
  matches,
  overrunMinutes,
  whatsappLink,
} from './board.ts'

const noon = Date.parse('2026-11-21T05:00:00Z')

function row(change: Partial<BoardRow> = {}): BoardRow {
  return {
    ticketId: 't',
    ticketCode: 'TK-1',
    ticketTitle: 'AC',
    ticketState: 'ASSIGNED',
    customerName: 'Ibu Rina',
    address: 'Depok',
    timeZone: 'Asia/Jakarta',
    assignmentId: 'a',
    technician: { id: 'p', name: 'Andi', phone: null, telegram: 'LINKED' },
    scheduledStart: '2026-11-21T04:00:00Z',
    scheduledEnd: '2026-11-21T06:00:00Z',
    status: 'EXPECTED',
    lateMinutes: 0,
    departedAt: null,
    alerts: [],
    absence: null,
    siteKnown: true,
    attendance: null,
    ...change,
  }
}
const checkedIn = (grade: 'ON_SITE' | 'OFF_SITE', late = false) =>
  ({ grade, late }) as NonNullable<BoardRow['attendance']>

test('the minutes of somebody missing go on between two answers of the server', () => {
  const missing = row({ status: 'MISSING', lateMinutes: 20 })
  expect(lateMinutesAt(missing, noon, noon + 3 * 60_000 + 1)).toBe(23)
})

test('the delay of somebody who came stays what it was', () => {
  expect(lateMinutesAt(row({ status: 'WORKING', lateMinutes: 20 }), noon, noon + 600_000)).toBe(20)
})

test('running over counts only who is still at work', () => {
  const late = noon + 90 * 60_000
  expect(overrunMinutes(row({ status: 'WORKING' }), late)).toBe(30)
  expect(overrunMinutes(row({ status: 'LEFT' }), late)).toBe(0)
  expect(overrunMinutes(row({ status: 'WORKING' }), noon)).toBe(0)
})

test('counts: one row can be at work, late and doubtful at once', () => {
  const rows = [
    row({ status: 'MISSING' }),
    row({ status: 'WORKING', attendance: checkedIn('OFF_SITE', true) }),
    row({ status: 'WORKING', attendance: checkedIn('ON_SITE') }),
  ]
  expect(countsOf(rows)).toEqual({
    all: 3,
    MISSING: 1,
    WORKING: 2,
    EXPECTED: 0,
    LEFT: 0,
    late: 1,
    doubtful: 1,
  })
  expect(rows.filter((each) => matches(each, 'doubtful'))).toEqual([rows[1]])
})

test('the one who is missing longest stands first', () => {
  const short = row({ status: 'MISSING', lateMinutes: 5, assignmentId: 'short' })
  const long = row({ status: 'MISSING', lateMinutes: 50, assignmentId: 'long' })
  expect(inOrder([short, long]).map((each) => each.assignmentId)).toEqual(['long', 'short'])
})

test('nobody is replaced on a finished ticket or after check-out', () => {
  expect(canReplace(row({ status: 'MISSING' }))).toBe(true)
  expect(canReplace(row({ status: 'LEFT' }))).toBe(false)
  expect(canReplace(row({ ticketState: 'DONE' }))).toBe(false)
})

test('a chat link keeps only the digits of the number', () => {
  expect(whatsappLink('+62 812-0000', 'Halo & apa')).toBe('https://wa.me/628120000?text=Halo%20%26%20apa')
  expect(whatsappLink(null, 'Halo')).toBeNull()
})

test('a visit of several days is due every day at the same hour of the site', () => {
  const far = row({ scheduledStart: '2026-11-21T00:30:00Z', timeZone: 'Asia/Jayapura' })
  expect(dueAt(far, '2026-11-21')).toBe(Date.parse('2026-11-21T00:30:00Z'))
  expect(dueAt(far, '2026-11-23')).toBe(Date.parse('2026-11-23T00:30:00Z'))
})
