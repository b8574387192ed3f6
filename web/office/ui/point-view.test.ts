import { expect, it } from 'vitest'
import { CELL, GRIDS, linesOf, moved, toPixels, toPoint, type View } from './point-view.ts'

const JAKARTA = { lat: -6.2088, lng: 106.8456 }
const view: View = { middle: JAKARTA, width: 400, height: 200, grid: 100 }

it('goes from points to pixels and back', () => {
  expect(toPixels(view, JAKARTA)).toEqual({ x: 200, y: 100 })
  for (const [x, y] of [
    [0, 0],
    [37, 181],
    [400, 200],
  ] as const) {
    const back = toPixels(view, toPoint(view, x, y))
    expect(back.x).toBeCloseTo(x, 0)
    expect(back.y).toBeCloseTo(y, 0)
  }
})

it('one cell is as many metres as it says, north is up', () => {
  const north = moved(JAKARTA, 0, 100)
  expect(north.lat).toBeGreaterThan(JAKARTA.lat)
  expect(toPixels(view, north).y).toBeCloseTo(100 - CELL, 0)
  expect(toPixels(view, moved(JAKARTA, 100, 0)).x).toBeCloseTo(200 + CELL, 0)
})

it.each(GRIDS)('draws a grid of %d m that stays where it is', (grid) => {
  const { across, down } = linesOf({ ...view, grid })
  expect(across.length).toBeGreaterThanOrEqual(3)
  expect(down.length).toBeGreaterThanOrEqual(7)
  expect((down[1]?.at ?? 0) - (down[0]?.at ?? 0)).toBeCloseTo(CELL, 0)
})

it('stays on the globe', () => {
  expect(moved({ lat: 89.9999, lng: 179.9999 }, 1e7, 1e7)).toEqual({ lat: 90, lng: 180 })
})
