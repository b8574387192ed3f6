import { expect, it } from 'vitest'
import { momentsOf, problemsOf, type Subject, timesOf } from './correction-form.ts'

const subject: Subject = {
  entryId: 'e',
  assignmentId: 'a',
  name: 'Andi',
  day: '2026-11-20',
  timeZone: 'Asia/Makassar',
  checkInAt: '2026-11-20T01:05:37.000Z',
  checkOutAt: null,
  grade: 'LIKELY',
}

it('shows the clocks of the site', () => {
  expect(timesOf(subject)).toEqual({ checkIn: '09.05', checkOut: '', grade: 'LIKELY', reason: '' })
})

it('keeps the seconds of a clock that was not touched', () => {
  const times = { ...timesOf(subject), checkOut: '17.30', reason: 'Lupa' }
  expect(momentsOf(subject, times)).toEqual({
    checkInAt: '2026-11-20T01:05:37.000Z',
    checkOutAt: '2026-11-20T09:30:00.000Z',
  })
})

it('takes an end before the beginning for the next day', () => {
  const times = { ...timesOf(subject), checkIn: '22.00', checkOut: '2.15', reason: 'Lembur' }
  expect(momentsOf(subject, times)).toEqual({
    checkInAt: '2026-11-20T14:00:00.000Z',
    checkOutAt: '2026-11-20T18:15:00.000Z',
  })
})

it('says what is missing', () => {
  expect(problemsOf({ checkIn: '', checkOut: 'siang', grade: 'LIKELY', reason: ' ' })).toEqual({
    checkIn: 'required',
    checkOut: 'clock',
    reason: 'required',
  })
  expect(problemsOf({ checkIn: '9', checkOut: '', grade: 'LIKELY', reason: 'Lupa' })).toEqual({})
})
