const SERIAL = 0x67737331
const FRAMES_PER_PAGE = 50
/** One 20 ms frame of silence in Opus. */
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe])

function crc(bytes: Buffer): number {
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  }
  return sum >>> 0
}

function page(packets: Buffer[], sequence: number, granule: bigint, flags: number): Buffer {
  const head = Buffer.alloc(27)
  head.write('OggS', 0, 'ascii')
  head.writeUInt8(flags, 5)
  head.writeBigUInt64LE(granule, 6)
  head.writeUInt32LE(SERIAL, 14)
  head.writeUInt32LE(sequence, 18)
  head.writeUInt8(packets.length, 26)
  const whole = Buffer.concat([head, Buffer.from(packets.map((one) => one.length)), ...packets])
  whole.writeUInt32LE(crc(whole), 22)
  return whole
}

/** A voice note that plays as silence: Ogg with Opus, mono, 48 kHz. */
export function silentVoice(seconds: number): Buffer {
  const start = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])])
  const tags = Buffer.concat([
    Buffer.from('OpusTags'),
    Buffer.from([3, 0, 0, 0]),
    Buffer.from('gss'),
    Buffer.alloc(4),
  ])
  const pages = [page([start], 0, 0n, 2), page([tags], 1, 0n, 0)]
  const frames = Math.max(1, Math.round(seconds * 50))
  for (let done = 0; done < frames; done += FRAMES_PER_PAGE) {
    const count = Math.min(FRAMES_PER_PAGE, frames - done)
    const last = done + count >= frames
    const packets = Array.from({ length: count }, () => SILENCE)
    pages.push(page(packets, pages.length, BigInt((done + count) * 960), last ? 4 : 0))
  }
  return Buffer.concat(pages)
}
