import { describe, expect, it } from 'vitest'
import { halfHours, parseClock } from './clock-text.ts'

describe('parseClock', () => {
  it.each([
    ['9', '09:00'],
    ['09.30', '09:30'],
    ['9:30', '09:30'],
    ['0930', '09:30'],
    ['930', '09:30'],
    [' 17.00 ', '17:00'],
    ['00.00', '00:00'],
  ])('%s is %s', (text, time) => {
    expect(parseClock(text)).toBe(time)
  })

  it.each(['', '24.00', '9.60', '9.5', 'siang', '12345'])('%s is no time', (text) => {
    expect(parseClock(text)).toBeNull()
  })
})

it('suggests half hours with both ends', () => {
  expect(halfHours(8, 10)).toEqual(['08.00', '08.30', '09.00', '09.30', '10.00'])
})
