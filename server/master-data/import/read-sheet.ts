import { readSheet } from 'read-excel-file/node'
import { decodeText, parseCsv } from '../../platform/csv.ts'
import { InvalidInput } from '../../platform/errors.ts'
import { unpackedSize } from '../../platform/xlsx.ts'

export type SheetKind = 'csv' | 'xlsx'

const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
/** A small file may hold a sheet that fills the memory. */
const MOST_UNPACKED = 300 * 1024 * 1024

/** What the bytes are, whatever the file is called. @throws InvalidInput for anything that is no list */
export function sheetKind(bytes: Buffer): SheetKind {
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) {
    if (unpackedSize(bytes) > MOST_UNPACKED) throw new InvalidInput([{ path: 'file', message: 'tooLarge' }])
    return 'xlsx'
  }
  // an old .xls, a PDF, a picture: bytes that no text holds
  const text = decodeText(bytes.subarray(0, 4096))
  if (text.includes('\u0000') || text.startsWith('%PDF') || bytes.subarray(0, 4).equals(OLD_EXCEL))
    throw new InvalidInput([{ path: 'file', message: 'sheetType' }])
  return 'csv'
}

/** All rows of the first sheet as texts; empty rows too, so that line numbers stay those of the file. */
export async function readRows(bytes: Buffer, kind: SheetKind): Promise<Iterable<string[]>> {
  if (kind === 'csv') return parseCsv(decodeText(bytes))
  const rows = await readSheet(bytes)
  return rows.map((row) => row.map(cellText))
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
