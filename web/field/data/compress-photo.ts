/** Longest side in pixels: enough to read a serial plate, a tenth of what a phone camera writes. */
const LONGEST_SIDE = 2560
const QUALITY = 0.85
/** Small enough already: kept as it is, with everything the camera wrote into it. */
const SMALL = 1.2 * 1024 * 1024

/** Width and height that fit, never enlarged. */
export function fitted(width: number, height: number, longest: number = LONGEST_SIDE): [number, number] {
  const scale = Math.min(1, longest / Math.max(width, height, 1))
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
}

/**
 * Shrinks a photo on the phone, upright as it was held. A picture that the browser cannot read goes out as it is:
 * the server knows more formats.
 */
export async function compressPhoto(file: File): Promise<Blob> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return file
  }
  try {
    const [width, height] = fitted(picture.width, picture.height)
    const unchanged = width === picture.width && file.type === 'image/jpeg' && file.size <= SMALL
    if (unchanged) return file
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const context = canvas.getContext('2d')
    if (!context) return file
    context.drawImage(picture, 0, 0, width, height)
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
    return smaller && (smaller.size < file.size || file.type !== 'image/jpeg') ? smaller : file
  } finally {
    picture.close()
  }
}

/** When the photo was taken by the phone's clock: the file's own time when it is believable, else now. */
export function takenAt(file: { lastModified: number }, now: number = Date.now()): string {
  const believable = file.lastModified > now - 7 * 86_400_000 && file.lastModified <= now
  return new Date(believable ? file.lastModified : now).toISOString()
}
