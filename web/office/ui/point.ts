export type Point = { lat: number; lng: number }

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`
const SHAPES = [
  // what Google Maps copies: -6.2088, 106.8456
  new RegExp(`^\\s*\\(?${NUMBER}\\s*[,;]\\s*${NUMBER}\\)?\\s*$`),
  // the place of a link counts before the middle of its map
  new RegExp(`!3d${NUMBER}!4d${NUMBER}`),
  new RegExp(`[?&](?:q|query|ll|destination)=(?:loc:)?${NUMBER}(?:,|%2C)${NUMBER}`, 'i'),
  new RegExp(`@${NUMBER},${NUMBER}`),
]

/** The point in what people paste: two numbers or a link of a map. Null when there is none or it is off the globe. */
export function parsePoint(text: string): Point | null {
  for (const shape of SHAPES) {
    const found = shape.exec(text)
    if (!found) continue
    const [lat, lng] = [Number(found[1]), Number(found[2])]
    if (Math.abs(lat) <= 90 && Math.abs(lng) <= 180) return { lat, lng }
  }
  return null
}

/** "-6.20880, 106.84560": about one metre. */
export function writePoint(point: Point | null | undefined): string {
  return point ? `${point.lat.toFixed(5)}, ${point.lng.toFixed(5)}` : ''
}

/** Links that only say where another link is. */
export const isShortLink = (text: string): boolean =>
  /^\s*(https?:\/\/)?(maps\.app\.goo\.gl|goo\.gl\/maps|g\.co\/kgs)\//i.test(text)
