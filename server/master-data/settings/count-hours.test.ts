import { describe, expect, it } from 'vitest'
import { timeOff, type WorkCalendar, workingSeconds } from './count-hours.ts'

const day = { from: '08:00', to: '17:00' }
const calendar: WorkCalendar = {
  workingHours: [null, day, day, day, day, day, { from: '08:00', to: '13:00' }],
  jointLeaveIsWorkingDay: true,
  holidays: new Map([
    ['2026-12-25', 'national'],
    ['2026-12-24', 'joint_leave'],
  ]),
}
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+07:00`)
const hours = (from: string, to: string, own = calendar) => workingSeconds(own, at(from), at(to)) / 3600

describe('working time between two moments', () => {
  it.each([
    ['2026-11-23 09:00', '2026-11-23 10:30', 1.5, 'within a day'],
    ['2026-11-23 16:00', '2026-11-24 09:00', 2, 'over a night'],
    ['2026-11-27 16:00', '2026-11-30 09:00', 7, 'Friday to Monday, with half a Saturday'],
    ['2026-11-28 14:00', '2026-11-29 20:00', 0, 'a weekend'],
    ['2026-11-23 06:00', '2026-11-23 07:59', 0, 'before opening'],
    ['2026-12-24 16:00', '2026-12-26 09:00', 2, 'over Christmas; cuti bersama is worked here'],
    ['2026-11-23 10:00', '2026-11-23 09:00', 0, 'turned round'],
    ['2026-11-23 00:00', '2026-11-23 23:59', 9, 'a whole day'],
  ])('%s to %s is %d h: %s', (from, to, expected) => {
    expect(hours(from, to)).toBe(expected)
  })

  it('leaves out cuti bersama where it is a day off', () => {
    expect(
      hours('2026-12-24 16:00', '2026-12-26 09:00', { ...calendar, jointLeaveIsWorkingDay: false }),
    ).toBe(1)
  })
})

describe('the time off', () => {
  it.each<[string, string[] | null, string]>([
    ['2026-11-23 08:00', null, 'just opened'],
    ['2026-11-23 16:59', null, 'not closed yet'],
    ['2026-11-23 17:00', ['2026-11-23 17:00', '2026-11-24 08:00'], 'just closed'],
    ['2026-11-24 07:00', ['2026-11-23 17:00', '2026-11-24 08:00'], 'the morning after'],
    ['2026-11-29 12:00', ['2026-11-28 13:00', '2026-11-30 08:00'], 'a Sunday'],
    ['2026-12-25 10:00', ['2026-12-24 17:00', '2026-12-26 08:00'], 'a holiday'],
  ])('at %s is %j: %s', (moment, expected) => {
    const off = timeOff(calendar, at(moment))
    expect(off && [off.since, off.opens]).toEqual(expected && expected.map(at))
  })

  it('has no end when there are no working hours at all', () => {
    const never = { ...calendar, workingHours: [null, null, null, null, null, null, null] }
    expect(timeOff(never, at('2026-11-23 10:00'))?.opens).toBeNull()
    expect(hours('2026-11-23 10:00', '2026-11-24 10:00', never)).toBe(0)
  })
})
