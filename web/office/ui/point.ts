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

/** 6°12'31.7"S 106°50'44.2"E, as the panel of a place in Google Maps writes it. */
const DEGREES =
  /(\d{1,3})°\s*(\d{1,2})['′’]\s*(\d{1,2}(?:[.,]\d+)?)["″”]\s*([NSU])[\s,]+(\d{1,3})°\s*(\d{1,2})['′’]\s*(\d{1,2}(?:[.,]\d+)?)["″”]\s*([EWTB])/i

function readDegrees(text: string): Point | null {
  const found = DEGREES.exec(text)
  if (!found) return null
  const degrees = (from: number) =>
    Number(found[from]) + Number(found[from + 1]) / 60 + Number(found[from + 2]?.replace(',', '.')) / 3600
  // S: selatan, south; U: utara. T: timur; W and B: west, barat
  const lat = degrees(1) * (found[4]?.toUpperCase() === 'S' ? -1 : 1)
  const lng = degrees(5) * (/[WB]/i.test(found[8] ?? '') ? -1 : 1)
  return onGlobe(lat, lng)
}

const onGlobe = (lat: number, lng: number): Point | null =>
  Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null

/** The point in what people paste: two numbers or a link of a map. Null when there is none or it is off the globe. */
export function parsePoint(text: string): Point | null {
  for (const shape of SHAPES) {
    const found = shape.exec(text)
    if (!found) continue
    const point = onGlobe(Number(found[1]), Number(found[2]))
    if (point) return point
  }
  return readDegrees(text)
}

/** "-6.20880, 106.84560": about one metre. */
export function writePoint(point: Point | null | undefined): string {
  return point ? `${point.lat.toFixed(5)}, ${point.lng.toFixed(5)}` : ''
}

/** Links that only say where another link is. */
export const isShortLink = (text: string): boolean =>
  /^\s*(https?:\/\/)?(maps\.app\.goo\.gl|goo\.gl\/maps|g\.co\/kgs)\//i.test(text)
