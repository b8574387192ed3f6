import sharp from 'sharp'
import { InvalidInput } from './errors.ts'

/** Longest side of the copy that screens and papers show, in pixels. */
const VIEW_SIZE = 1600

/**
 * A copy for screens and customers: turned upright, made smaller, and without the private data (position, device) that
 * phones write into a photo. The original is kept unchanged elsewhere.
 */
export async function viewCopy(bytes: Buffer, path = 'photo'): Promise<Buffer> {
  try {
    return await sharp(bytes, { limitInputPixels: 60_000_000 })
      .rotate()
      .resize({ width: VIEW_SIZE, height: VIEW_SIZE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer()
  } catch {
    throw new InvalidInput([{ path, message: 'fileType' }])
  }
}
