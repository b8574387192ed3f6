// Runs in a thread of its own (read-sheet.ts): unpacking a large workbook keeps a processor busy for seconds.
import { parentPort, workerData } from 'node:worker_threads'
import { readSheet } from 'read-excel-file/node'

/** Rows handed over at once; taking over a larger pack would hold up the other side. */
const PACK = 1000

const rows = await readSheet(Buffer.from(workerData as Uint8Array))
for (let start = 0; start < rows.length; start += PACK)
  parentPort?.postMessage(rows.slice(start, start + PACK).map((row) => row.map(cellText)))

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
