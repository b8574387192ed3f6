/** Width and height of a JPEG or PNG in pixels; undefined for anything else. */
export function imageSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  }
  for (const part of jpegParts(bytes)) {
    const frame = part.marker >= 0xc0 && part.marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(part.marker)
    if (frame && part.start + 9 <= bytes.length) {
      return { height: bytes.readUInt16BE(part.start + 5), width: bytes.readUInt16BE(part.start + 7) }
    }
  }
  return undefined
}

type Part = { marker: number; start: number; end: number }

function* jpegParts(bytes: Buffer): Generator<Part> {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    yield { marker, start: at, end }
    if (marker === 0xda) return
    at = end
  }
}

/** Both vendors drop the camera's notes (position, time) from photos; APP1 carries EXIF and XMP. */
export function withoutExif(bytes: Buffer): Buffer {
  const kept: Buffer[] = []
  let from = 0
  for (const part of jpegParts(bytes)) {
    if (part.marker !== 0xe1) continue
    kept.push(bytes.subarray(from, part.start))
    from = part.end
  }
  return from === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)])
}
