import sharp from 'sharp'
import { InvalidInput } from './errors.ts'
import { exifPosition } from './exif-position.ts'

/** Longest side of the copy that screens and papers show, in pixels. */
const VIEW_SIZE = 1600

/** A broken or endless picture is refused; harmless oddities of cheap cameras are not. */
const open = (bytes: Buffer) => sharp(bytes, { limitInputPixels: 60_000_000, failOn: 'error' })

/**
 * A copy for screens and customers: turned upright, made smaller, and without the private data (position, device) that
 * phones write into a photo. The original is kept unchanged elsewhere.
 */
export async function viewCopy(bytes: Buffer, path = 'photo'): Promise<Buffer> {
  try {
    return await open(bytes)
      .rotate()
      .resize({ width: VIEW_SIZE, height: VIEW_SIZE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer()
  } catch {
    throw new InvalidInput([{ path, message: 'fileType' }])
  }
}

/** Where the camera says that a photo was taken; null when it does not say, or cannot be read. */
export async function photoPosition(bytes: Buffer): Promise<{ lat: number; lng: number } | null> {
  const about = await sharp(bytes)
    .metadata()
    .catch(() => null)
  return exifPosition(about?.exif)
}

/** Longest side of a signature on paper, in pixels. */
const SIGNATURE_SIZE = 900

/**
 * A drawn signature as a plain PNG that every printer understands.
 * @throws InvalidInput for what is no picture, and for a picture of one colour: nobody has drawn on it
 */
export async function readSignature(bytes: Buffer, path = 'signature'): Promise<Buffer> {
  try {
    const size = SIGNATURE_SIZE
    const print = await open(bytes)
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .greyscale()
      .png()
      .toBuffer()
    const [ink] = (await sharp(print).stats()).channels
    if (ink && ink.min < ink.max) return print
  } catch {
    throw new InvalidInput([{ path, message: 'fileType' }])
  }
  throw new InvalidInput([{ path, message: 'signatureOrReason' }])
}
