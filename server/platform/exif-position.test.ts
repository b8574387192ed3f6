import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { phonePhoto } from '../testing/jobs.ts'
import { exifPosition } from './exif-position.ts'

const exifOf = async (bytes: Buffer) => (await sharp(bytes).metadata()).exif
const withGps = async (fields: Record<string, string>) =>
  await exifOf(
    await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
      .jpeg()
      .withExif({ IFD3: fields })
      .toBuffer(),
  )

describe('the position that a camera wrote', () => {
  it('is read, south and east', async () => {
    const found = exifPosition(await exifOf(await phonePhoto()))
    expect(found?.lat).toBeCloseTo(-6.9175, 4)
    expect(found?.lng).toBeCloseTo(107.6189, 4)
  })

  it.each([
    ['north and west', { GPSLatitudeRef: 'N', GPSLongitudeRef: 'W' }, 1.5, -2.25],
    ['south and east', { GPSLatitudeRef: 'S', GPSLongitudeRef: 'E' }, -1.5, 2.25],
  ])('knows %s', async (_, refs, lat, lng) => {
    const found = exifPosition(
      await withGps({ ...refs, GPSLatitude: '1/1 30/1 0/1', GPSLongitude: '2/1 15/1 0/1' }),
    )
    expect(found).toEqual({ lat, lng })
  })

  it.each([
    ['zeros', { GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' }],
    ['half of it', { GPSLatitude: '1/1 30/1 0/1' }],
    ['no place on earth', { GPSLatitude: '95/1 0/1 0/1', GPSLongitude: '2/1 0/1 0/1' }],
    ['fractions of nothing', { GPSLatitude: '0/0 0/0 0/0', GPSLongitude: '0/0 0/0 0/0' }],
  ])('is none for %s', async (_, fields) => {
    expect(exifPosition(await withGps({ GPSLatitudeRef: 'N', GPSLongitudeRef: 'E', ...fields }))).toBeNull()
  })

  it('is none for a photo without EXIF, and for a block cut anywhere', async () => {
    expect(exifPosition(undefined)).toBeNull()
    const whole = await exifOf(await phonePhoto())
    for (let end = 0; end < whole!.length; end += 1)
      expect(() => exifPosition(whole!.subarray(0, end))).not.toThrow()
    expect(exifPosition(Buffer.from('no exif at all, only words'))).toBeNull()
  })
})
