import sharp, { type OverlayOptions } from 'sharp'
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

/** Side of the photo of a person, in pixels. */
const FACE_SIZE = 480

/** A square copy of the photo of a person, upright and without private data. @throws InvalidInput when it is broken */
export async function facePhoto(bytes: Buffer, path = 'photo'): Promise<Buffer> {
  try {
    return await open(bytes)
      .rotate()
      // faces are where the picture is most alive
      .resize({ width: FACE_SIZE, height: FACE_SIZE, fit: 'cover', position: 'attention' })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 84 })
      .toBuffer()
  } catch {
    throw new InvalidInput([{ path, message: 'fileType' }])
  }
}

/** Room for signature and stamp above a name, in pixels: four to the point of the paper. */
const SIGNING = { width: 600, height: 240 }

/** Stamp with the signature across it, as Indonesian letters are signed; null when there is neither. */
export async function printSignature(signature: Buffer | null, stamp: Buffer | null): Promise<Buffer | null> {
  if (!signature && !stamp) return null
  const inside = (bytes: Buffer, width: number) =>
    sharp(bytes)
      .resize({ width, height: SIGNING.height, fit: 'inside' })
      .flatten({ background: '#ffffff' })
      .toBuffer({ resolveWithObject: true })
  const layers: OverlayOptions[] = []
  // white paper of one must not hide the ink of the other
  const blend = 'multiply'
  if (stamp) {
    const { data, info } = await inside(stamp, signature ? SIGNING.width / 2 : SIGNING.width)
    const left = signature ? 40 : Math.round((SIGNING.width - info.width) / 2)
    layers.push({ input: data, left, top: Math.round((SIGNING.height - info.height) / 2), blend })
  }
  if (signature) {
    const { data, info } = await inside(signature, SIGNING.width - 160)
    const left = Math.round((SIGNING.width - info.width) / 2) + (stamp ? 60 : 0)
    const right = Math.min(left, SIGNING.width - info.width)
    layers.push({ input: data, left: right, top: Math.round((SIGNING.height - info.height) / 2), blend })
  }
  return await sharp({ create: { ...SIGNING, channels: 3, background: '#ffffff' } })
    .composite(layers)
    .removeAlpha()
    .png()
    .toBuffer()
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
