import { describe, expect, it } from 'vitest'
import { isShortLink, parsePoint, writePoint } from './point.ts'

describe('parsePoint', () => {
  it.each([
    ['-6.2088, 106.8456', -6.2088, 106.8456],
    ['(-6.2088;106.8456)', -6.2088, 106.8456],
    ['https://www.google.com/maps/@-6.2088,106.8456,17z', -6.2088, 106.8456],
    ['https://maps.google.com/?q=-6.2088%2C106.8456', -6.2088, 106.8456],
    // as the panel of a place shows it, in English and in Indonesian
    [`6°12'31.68"S 106°50'44.16"E`, -6.2088, 106.8456],
    ['6°12′31,68″S, 106°50′44,16″T', -6.2088, 106.8456],
    // the pin, not the middle of the map
    ['https://www.google.com/maps/place/X/@-6.1,106.1,17z/data=!3d-6.2088!4d106.8456', -6.2088, 106.8456],
  ])('%s', (text, lat, lng) => {
    const point = parsePoint(text)
    expect(point?.lat).toBeCloseTo(lat, 9)
    expect(point?.lng).toBeCloseTo(lng, 9)
  })

  it.each(['', 'Jl. Melati 5, 12', '91.2, 106.8', '-6,2088, 106,8456', 'https://maps.app.goo.gl/abc'])(
    'finds no point in %s',
    (text) => {
      expect(parsePoint(text)).toBeNull()
    },
  )

  it('reads what it wrote', () => {
    expect(parsePoint(writePoint({ lat: -6.20881, lng: 106.84559 }))).toEqual({
      lat: -6.20881,
      lng: 106.84559,
    })
  })
})

it.each([
  ['https://maps.app.goo.gl/AbC123', true],
  ['maps.app.goo.gl/AbC123', true],
  ['https://goo.gl/maps/AbC', true],
  ['https://www.google.com/maps/@-6.2,106.8,17z', false],
  ['Jl. Melati 5', false],
])('knows a short link: %s', (text, short) => {
  expect(isShortLink(text)).toBe(short)
})
