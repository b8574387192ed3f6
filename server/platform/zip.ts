import { crc32 } from 'node:zlib'

export type ZipEntry = { name: string; bytes: Buffer }

const UTF8_NAMES = 0x0800
const FIRST_OF_1980 = 0x21

/**
 * An archive, file by file, so that many photos fit into little memory. Nothing is packed: photos and PDFs are packed
 * already, and what is not packed any program can open. Up to 4 GB and 65,535 files.
 */
export async function* writeZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  let count = 0
  for await (const { name, bytes } of entries) {
    const head = headOf(name, bytes)
    yield Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), head, Buffer.from(name)])
    yield bytes
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), head, rest, Buffer.from(name))
    offset += 4 + head.length + Buffer.byteLength(name) + bytes.length
    count += 1
  }
  const list = Buffer.concat(directory)
  yield list
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  yield end
}

/** What stands alike before the file and in the directory (26 bytes). */
function headOf(name: string, bytes: Buffer): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(UTF8_NAMES, 2)
  head.writeUInt16LE(FIRST_OF_1980, 8)
  head.writeUInt32LE(crc32(bytes), 10)
  head.writeUInt32LE(bytes.length, 14)
  head.writeUInt32LE(bytes.length, 18)
  head.writeUInt16LE(Buffer.byteLength(name), 22)
  return head
}
