import { expect, test } from 'vitest'
import type { Outgoing } from '../platform/outbox.ts'
import { holdUntilMorning } from './hold-back.ts'

const quiet = {
  customer: { enabled: true, from: '20:00', to: '07:00' },
  staff: { enabled: true, from: '21:00', to: '06:00' },
}
/** 22.30 WIB. */
const now = new Date('2026-11-28T15:30:00Z')
const visitAt = (start: string) => ({
  start: new Date(start),
  end: new Date(Date.parse(start) + 3 * 3_600_000),
  timeZone: 'Asia/Jakarta',
})
const nextWeek = visitAt('2026-12-05T02:00:00Z')
const message = (
  channel: 'whatsapp' | 'telegram',
  intent: string,
  more: Partial<Outgoing> = {},
): Outgoing => ({
  channel,
  to: 'x',
  intent,
  ...more,
})
const held = (one: Outgoing, visit: ReturnType<typeof visitAt> | null = nextWeek, zone = 'Asia/Jakarta') =>
  holdUntilMorning([one], { quiet, visit, now, zoneOf: () => zone })[0]?.notBefore?.toISOString() ?? null

const MORNING = '2026-11-28T23:00:00.000Z'
const notice = (key: string) => message('telegram', 'notice', { params: { key } })

test.each([
  ['an offer for next week waits', message('telegram', 'jobCard'), MORNING],
  ['an emergency does not', message('telegram', 'jobCard', { priority: 2 }), null],
  ['nor an edit of a card', message('telegram', 'jobCard', { params: { update: true } }), null],
  ['nor the answer to whoever has just won', notice('jobWon'), null],
  ['a price to approve waits', message('telegram', 'invoiceCard'), MORNING],
  [
    'a customer hears in the morning, by the hours of customers',
    message('whatsapp', 'visitPlanned'),
    '2026-11-29T00:00:00.000Z',
  ],
  ['who is on the way is news now', message('whatsapp', 'onTheWay'), null],
  ['an answer to the customer goes at once', message('whatsapp', 'answer'), null],
])('%s', (_what, one, expected) => {
  expect(held(one)).toBe(expected)
})

test.each([
  ['under way since the evening', '2026-11-28T14:00:00Z', null],
  ['at six tomorrow morning', '2026-11-28T23:00:00Z', null],
  ['at nine tomorrow morning', '2026-11-29T02:00:00Z', MORNING],
])('an offer for a visit %s', (_when, start, expected) => {
  expect(held(message('telegram', 'jobCard'), visitAt(start))).toBe(expected)
})

test('what nobody needs at night waits however near the visit is', () => {
  expect(held(notice('workDone'), visitAt('2026-11-28T14:00:00Z'))).toBe(MORNING)
  expect(held(message('whatsapp', 'workDone'), visitAt('2026-11-28T14:00:00Z'))).not.toBeNull()
})

test('by the clock of whoever gets it: half past midnight in the east, morning at four here', () => {
  expect(held(message('telegram', 'jobCard'), nextWeek, 'Asia/Jayapura')).toBe('2026-11-28T21:00:00.000Z')
})
