/** Tags of the TIFF structure inside EXIF (CIPA DC-008, 4.6.6). */
const GPS_POINTER = 0x8825
const LAT_REF = 1
const LAT = 2
const LNG_REF = 3
const LNG = 4
const RATIONAL = 5

type Entry = { type: number; count: number; at: number }
type Reader = { u16: (at: number) => number; u32: (at: number) => number }

/**
 * The position that a camera wrote into a photo, in degrees.
 * @param exif the EXIF block as sharp hands it out, with or without its `Exif` mark
 * @returns null without a position, and for whatever is not well formed: a photo is never refused for it
 */
export function exifPosition(exif: Buffer | undefined): { lat: number; lng: number } | null {
  if (!exif) return null
  try {
    const tiff = exif.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif
    return readGps(tiff)
  } catch (error) {
    // a count or an address beyond the end of the block
    if (error instanceof RangeError) return null
    throw error
  }
}

function readGps(tiff: Buffer): { lat: number; lng: number } | null {
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return null
  const little = order === 'II'
  const read: Reader = {
    u16: (at) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)),
    u32: (at) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)),
  }
  const pointer = directory(read, read.u32(4)).get(GPS_POINTER)
  if (!pointer) return null
  const gps = directory(read, read.u32(pointer.at))
  const lat = degrees(read, gps.get(LAT), mark(tiff, gps.get(LAT_REF)) === 'S')
  const lng = degrees(read, gps.get(LNG), mark(tiff, gps.get(LNG_REF)) === 'W')
  if (lat === null || lng === null || Math.abs(lat) > 90 || Math.abs(lng) > 180) return null
  // cameras without a fix write zeros: a point in the sea off Africa
  return lat === 0 && lng === 0 ? null : { lat, lng }
}

/** The entries of one directory; `at` is where the value itself, or its address, stands. */
function directory(read: Reader, start: number): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  for (let index = 0; index < read.u16(start); index += 1) {
    const at = start + 2 + index * 12
    entries.set(read.u16(at), { type: read.u16(at + 2), count: read.u32(at + 4), at: at + 8 })
  }
  return entries
}

const mark = (tiff: Buffer, entry: Entry | undefined): string =>
  entry ? tiff.toString('latin1', entry.at, entry.at + 1) : ''

/** Degrees, minutes and seconds as three fractions. */
function degrees(read: Reader, entry: Entry | undefined, negative: boolean): number | null {
  if (entry?.type !== RATIONAL || entry.count !== 3) return null
  const start = read.u32(entry.at)
  const parts = [0, 8, 16].map((step) => read.u32(start + step) / read.u32(start + step + 4))
  const [whole = NaN, minutes = NaN, seconds = NaN] = parts
  const value = whole + minutes / 60 + (Number.isFinite(seconds) ? seconds / 3600 : 0)
  return Number.isFinite(value) ? (negative ? -value : value) : null
}
