import { crc32, createDeflateRaw } from 'node:zlib'
import { once } from 'node:events'

/** What a spreadsheet shows in a cell; a number stays one, everything else is text and never a formula. */
export type Cell = string | number | null

type Entry = { name: Buffer; crc: number; packed: number; size: number; offset: number }

const TYPES =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
const ROOT =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
const BOOK_PARTS =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'
// style 1 is bold: the headings
const STYLES =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'
const SHEET_START =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="30" width="24" customWidth="1"/></cols><sheetData>'
const SHEET_END = '</sheetData></worksheet>'

/**
 * A workbook of one sheet, piece by piece, so that any number of rows fits into little memory. The first row holds the
 * headings. Not more than 1,048,576 rows fit into a sheet; the caller stops before.
 */
export async function* writeXlsx(
  sheet: string,
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
): AsyncGenerator<Buffer> {
  const entries: Entry[] = []
  let offset = 0
  const book = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="${xml(sheet.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`
  const parts: [string, AsyncIterable<string> | Iterable<string>][] = [
    ['[Content_Types].xml', [TYPES]],
    ['_rels/.rels', [ROOT]],
    ['xl/workbook.xml', [book]],
    ['xl/_rels/workbook.xml.rels', [BOOK_PARTS]],
    ['xl/styles.xml', [STYLES]],
    ['xl/worksheets/sheet1.xml', sheetText(rows)],
  ]
  for (const [name, text] of parts) {
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset }
    for await (const piece of pack(entry, text)) {
      offset += piece.length
      yield piece
    }
    entries.push(entry)
  }
  yield directory(entries, offset)
}

async function* sheetText(
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
): AsyncGenerator<string> {
  yield SHEET_START
  let text = ''
  let line = 0
  for await (const row of rows) {
    line += 1
    text += `<row r="${line}">${row.map((cell, index) => cellText(cell, index, line)).join('')}</row>`
    if (text.length < 65_536) continue
    yield text
    text = ''
  }
  yield text + SHEET_END
}

/** Some readers insist on the address of every cell. Up to 26 columns. */
function cellText(cell: Cell, index: number, line: number): string {
  if (cell === null || cell === '') return ''
  const place = `r="${String.fromCharCode(65 + index)}${line}"${line === 1 ? ' s="1"' : ''}`
  if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Signs that XML does not know at all are left out. */
const xml = (text: string) =>
  text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '')

/** One packed file of the archive; its length is only known at its end and stands behind it. */
async function* pack(entry: Entry, text: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
  yield Buffer.concat([header(0x04034b50, entry, false), entry.name])
  const deflate = createDeflateRaw({ level: 6 })
  const feed = async () => {
    for await (const piece of text) {
      const bytes = Buffer.from(piece)
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      if (!deflate.write(bytes)) await once(deflate, 'drain')
    }
    deflate.end()
  }
  const feeding = feed().catch((error: Error) => deflate.destroy(error))
  for await (const piece of deflate as AsyncIterable<Buffer>) {
    entry.packed += piece.length
    yield piece
  }
  await feeding
  const end = Buffer.alloc(16)
  end.writeUInt32LE(0x08074b50, 0)
  end.writeUInt32LE(entry.crc, 4)
  end.writeUInt32LE(entry.packed, 8)
  end.writeUInt32LE(entry.size, 12)
  yield end
}

/** The head of a file, in front of it (30 bytes) or in the directory (46 bytes). */
function header(signature: number, entry: Entry, inDirectory: boolean): Buffer {
  const bytes = Buffer.alloc(inDirectory ? 46 : 30)
  const at = inDirectory ? 6 : 4
  bytes.writeUInt32LE(signature, 0)
  if (inDirectory) bytes.writeUInt16LE(20, 4)
  bytes.writeUInt16LE(20, at)
  // sizes follow behind the data; names are UTF-8
  bytes.writeUInt16LE(0x0808, at + 2)
  bytes.writeUInt16LE(8, at + 4)
  bytes.writeUInt16LE(0x21, at + 8)
  if (inDirectory) {
    bytes.writeUInt32LE(entry.crc, 16)
    bytes.writeUInt32LE(entry.packed, 20)
    bytes.writeUInt32LE(entry.size, 24)
    bytes.writeUInt32LE(entry.offset, 42)
  }
  bytes.writeUInt16LE(entry.name.length, at + 22)
  return bytes
}

function directory(entries: readonly Entry[], offset: number): Buffer {
  const files = Buffer.concat(entries.flatMap((entry) => [header(0x02014b50, entry, true), entry.name]))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(files.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([files, end])
}

/** How many bytes an archive says it holds when unpacked; Infinity when it is none. */
export function unpackedSize(archive: Buffer): number {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end === -1 || end + 22 > archive.length) return Infinity
  let at = archive.readUInt32LE(end + 16)
  let size = 0
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== 0x02014b50) return Infinity
    size += archive.readUInt32LE(at + 24)
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return size
}
