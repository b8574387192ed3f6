import type { Point } from './point.ts'

/** A window on the globe without a map: its middle, its size in pixels, and how many metres the lines are apart. */
export type View = { middle: Point; width: number; height: number; grid: number }

/** Distances of the grid lines in metres, from a house to a town. */
export const GRIDS = [10, 25, 50, 100, 250, 500, 1000, 5000] as const
/** Pixels between two lines. */
export const CELL = 50
const METRES_PER_DEGREE = 111_320

/** Degrees that one metre makes here; near the poles a metre would be no end of degrees. */
const degrees = (at: Point) => ({
  lat: 1 / METRES_PER_DEGREE,
  lng: 1 / (METRES_PER_DEGREE * Math.max(Math.cos((at.lat * Math.PI) / 180), 0.01)),
})

const within = (value: number, most: number) => Math.min(Math.max(value, -most), most)
const rounded = (value: number) => Number(value.toFixed(6))

/** The point so many metres to the east and to the north. */
export function moved(from: Point, east: number, north: number): Point {
  const one = degrees(from)
  return {
    lat: rounded(within(from.lat + north * one.lat, 90)),
    lng: rounded(within(from.lng + east * one.lng, 180)),
  }
}

/** Where a point stands in the window, in pixels from its upper left corner. */
export function toPixels(view: View, point: Point): { x: number; y: number } {
  const one = degrees(view.middle)
  const pixels = CELL / view.grid
  return {
    x: view.width / 2 + ((point.lng - view.middle.lng) / one.lng) * pixels,
    y: view.height / 2 - ((point.lat - view.middle.lat) / one.lat) * pixels,
  }
}

/** The point under a pixel. */
export function toPoint(view: View, x: number, y: number): Point {
  const metres = view.grid / CELL
  return moved(view.middle, (x - view.width / 2) * metres, (view.height / 2 - y) * metres)
}

/** Lines at whole steps, so that they stay where they are when the window moves. Each with its coordinate. */
export function linesOf(view: View): {
  across: { at: number; label: string }[]
  down: { at: number; label: string }[]
} {
  const one = degrees(view.middle)
  const lines = (from: number, to: number, step: number, place: (value: number) => number) => {
    const found: { at: number; label: string }[] = []
    for (let value = Math.ceil(from / step) * step; value <= to && found.length < 100; value += step)
      found.push({ at: place(value), label: value.toFixed(4) })
    return found
  }
  const topLeft = toPoint(view, 0, 0)
  const bottomRight = toPoint(view, view.width, view.height)
  return {
    across: lines(
      bottomRight.lat,
      topLeft.lat,
      view.grid * one.lat,
      (lat) => toPixels(view, { ...view.middle, lat }).y,
    ),
    down: lines(
      topLeft.lng,
      bottomRight.lng,
      view.grid * one.lng,
      (lng) => toPixels(view, { ...view.middle, lng }).x,
    ),
  }
}
