import { describe, expect, it, test } from 'vitest'
import { movesFor, type TicketState } from '../ticket/index.ts'
import {
  inPool,
  lostBy,
  type MoveFacts,
  movesThatHold,
  renewedSchedule,
  scheduleProblems,
  secondsBehind,
  timelineShows,
  whyCannotChange,
  whyCannotClaim,
  whyCannotRelease,
  whyCannotStandBy,
} from './rules.ts'

const now = new Date('2026-11-20T03:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)

test.each([
  [1, 3, null],
  [-23, 1, null],
  [0, 0, 'endBeforeStart'],
  [3, 1, 'endBeforeStart'],
  [-25, 5, 'startInPast'],
  [-5, -1, 'endInPast'],
  [1, 1 + 60 * 24, null],
  [1, 2 + 60 * 24, 'visitTooLong'],
])('a visit from %i h to %i h from now: %s', (start, end, message) => {
  expect(scheduleProblems(hours(start), hours(end), now)[0]?.message ?? null).toBe(message)
})

const free = { state: 'OPEN' as TicketState, freeSeats: 1, over: false, mine: false, hindrance: null }

test.each([
  ['a free seat', {}, null],
  ['a free seat beside others at work', { state: 'IN_PROGRESS' }, null],
  ['mine already, even when full', { mine: true, freeSeats: 0, state: 'ASSIGNED' }, 'ALREADY_CLAIMED'],
  ['full', { state: 'ASSIGNED', freeSeats: 0 }, 'POOL_FULL'],
  [
    'full, and I am busy then: being full comes first',
    { state: 'ASSIGNED', freeSeats: 0, hindrance: 'SCHEDULE_CONFLICT' as const },
    'POOL_FULL',
  ],
  ['busy at that time', { hindrance: 'SCHEDULE_CONFLICT' as const }, 'SCHEDULE_CONFLICT'],
  ['time is over', { over: true }, 'NOT_IN_POOL'],
  ['done', { state: 'DONE' }, 'NOT_IN_POOL'],
  ['closed', { state: 'CLOSED' }, 'NOT_IN_POOL'],
  ['cancelled', { state: 'CANCELLED' }, 'NOT_IN_POOL'],
] as const)('claim: %s', (_, change, refusal) => {
  expect(whyCannotClaim('technician', { ...free, ...change })).toBe(refusal)
})

test.each(['admin', 'cs', 'sales', 'manager'] as const)('%s cannot claim', (role) => {
  expect(whyCannotClaim(role, free)).toBe('NOT_ALLOWED')
})

test.each([
  ['OPEN', 1, false, true],
  ['IN_PROGRESS', 1, false, true],
  ['OPEN', 0, false, false],
  ['ASSIGNED', 0, false, false],
  ['OPEN', 1, true, false],
  ['DONE', 1, false, false],
] as const)('%s with %i free seats, over %s: in the pool %s', (state, freeSeats, over, expected) => {
  expect(inPool({ state, freeSeats, over })).toBe(expected)
})

test.each([
  [{ freeSeats: 0, state: 'ASSIGNED' }, null],
  [{ freeSeats: 0, state: 'IN_PROGRESS' }, null],
  [{ freeSeats: 1 }, 'SEAT_FREE'],
  [{ freeSeats: 0, state: 'ASSIGNED', mine: true }, 'ALREADY_CLAIMED'],
  [{ freeSeats: 0, state: 'DONE' }, 'NOT_IN_POOL'],
  [{ freeSeats: 0, state: 'ASSIGNED', over: true }, 'NOT_IN_POOL'],
] as const)('standing by: %o is %s', (change, refusal) => {
  expect(whyCannotStandBy({ ...free, ...change })).toBe(refusal)
})

test.each([
  [-3, -1, false, [0, 2]],
  [-3, -1, true, [-3, 2]],
  [-3, 0, false, [0, 3]],
  [-3, 1, false, null],
])('a visit from %i h to %i h, crew remains %s: %o', (start, end, crewRemains, expected) => {
  const renewed = renewedSchedule({ start: hours(start), end: hours(end) }, now, crewRemains)
  expect(renewed).toEqual(
    expected && { start: hours(expected[0] as number), end: hours(expected[1] as number) },
  )
})

it('lets details change until somebody has a seat', () => {
  expect(whyCannotChange(0)).toBeNull()
  expect(whyCannotChange(1)).toBe('TICKET_TAKEN')
})

it('lets nobody walk away from a job he has begun', () => {
  expect(whyCannotRelease(now, hours(9), now, 0)).toBe('RELEASE_AFTER_CHECK_IN')
})

test.each([
  [2.5, 2, null],
  [2, 2, null],
  [1.9, 2, 'RELEASE_TOO_LATE'],
  [0.1, 0, null],
  [-0.1, 0, 'RELEASE_TOO_LATE'],
])('%s hours before the visit, with a limit of %s: %s', (before, limit, expected) => {
  expect(whyCannotRelease(null, hours(before), now, limit)).toBe(expected)
})

it('calls a loss close up to a minute', () => {
  expect(lostBy(400)).toBe('close')
  expect(lostBy(59_999)).toBe('close')
  expect(lostBy(60_000)).toBe('late')
  expect(lostBy(null)).toBe('late')
})

describe('moves that become buttons', () => {
  const facts: MoveFacts = {
    ...free,
    seatsTaken: 0,
    started: false,
    finished: false,
    departedToday: false,
    presentNow: false,
    presentToday: false,
    extensionOpen: false,
    sought: false,
    invoiced: false,
    paid: false,
  }
  const moves = (
    role: 'technician' | 'cs' | 'sales' | 'manager',
    state: TicketState,
    change: Partial<MoveFacts>,
  ) => movesThatHold(movesFor(role, state), { ...facts, state, ...change })

  test.each([
    ['technician', 'OPEN', {}, ['claimJob']],
    [
      'technician',
      'ASSIGNED',
      { mine: true, freeSeats: 0, seatsTaken: 1 },
      ['releaseJob', 'depart', 'checkIn', 'requestExtension'],
    ],
    [
      'technician',
      'ASSIGNED',
      { mine: true, departedToday: true, freeSeats: 0, seatsTaken: 1 },
      ['releaseJob', 'checkIn', 'requestExtension'],
    ],
    ['technician', 'ASSIGNED', { freeSeats: 0, seatsTaken: 1 }, []],
    [
      'technician',
      'IN_PROGRESS',
      { mine: true, started: true, presentNow: true, presentToday: true, freeSeats: 0, seatsTaken: 1 },
      ['checkOut', 'handOver', 'requestExtension', 'markDone'],
    ],
    [
      'technician',
      'IN_PROGRESS',
      { mine: true, started: true, extensionOpen: true, freeSeats: 0, seatsTaken: 1 },
      ['depart', 'checkIn', 'handOver', 'markDone'],
    ],
    ['technician', 'DONE', { finished: true, presentNow: true }, ['checkOut']],
    ['technician', 'DONE', { finished: true }, []],
    [
      'cs',
      'OPEN',
      {},
      ['changeDetails', 'notePurchaseOrder', 'broadcastAgain', 'assignTechnician', 'cancel'],
    ],
    [
      'cs',
      'OPEN',
      { seatsTaken: 1 },
      [
        'correctDetails',
        'notePurchaseOrder',
        'rescheduleVisit',
        'broadcastAgain',
        'assignTechnician',
        'requestReplacement',
        'cancel',
      ],
    ],
    ['cs', 'OPEN', { over: true }, ['changeDetails', 'notePurchaseOrder', 'cancel']],
    [
      'cs',
      'ASSIGNED',
      { seatsTaken: 1, freeSeats: 0 },
      ['correctDetails', 'notePurchaseOrder', 'rescheduleVisit', 'requestReplacement', 'cancel'],
    ],
    [
      'cs',
      'IN_PROGRESS',
      { seatsTaken: 1, extensionOpen: true },
      [
        'correctDetails',
        'notePurchaseOrder',
        'rescheduleVisit',
        'broadcastAgain',
        'assignTechnician',
        'requestReplacement',
        'decideExtension',
      ],
    ],
    ['cs', 'DONE', { seatsTaken: 1 }, ['notePurchaseOrder', 'reopen', 'draftInvoice']],
    ['cs', 'DONE', { seatsTaken: 1, invoiced: true }, ['notePurchaseOrder', 'reopen']],
    ['cs', 'DONE', { seatsTaken: 1, invoiced: true, paid: true }, ['notePurchaseOrder', 'reopen', 'close']],
    ['sales', 'OPEN', {}, []],
    ['manager', 'DONE', {}, []],
  ] as const)('%s, %s, %o: %o', (role, state, change, expected) => {
    expect(moves(role, state, change)).toEqual(expected)
  })
})

it('keeps prices, payments, chats and opinions out of a technician’s timeline', () => {
  const names = [
    'ticketOpened',
    'checkedIn',
    'ticketNoted',
    'invoiceDrafted',
    'paymentConfirmed',
    'ratingReceived',
  ]
  expect(names.filter((name) => timelineShows('technician', name))).toEqual(['ticketOpened', 'checkedIn'])
  expect(names.filter((name) => timelineShows('cs', name))).toEqual(names)
})

test.each([
  [0, 0.001],
  [5, 0.005],
  [99, 0.099],
  [100, 0.1],
  [449, 0.4],
  [12_345, 12.3],
])('%i ms behind are %d seconds', (ms, seconds) => {
  expect(secondsBehind(ms)).toBe(seconds)
})
