import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
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

type Rows = Iterable<string[]> | AsyncIterable<string[]>

/**
 * All rows of the first sheet as texts; empty rows too, so that line numbers stay those of the file. A workbook is read
 * in a thread of its own, so that nobody else waits for it. Rejects when it cannot be read.
 */
export async function readRows(bytes: Buffer, kind: SheetKind): Promise<Rows> {
  if (kind === 'csv') return parseCsv(decodeText(bytes))
  const worker = new Worker(new URL('./read-workbook.ts', import.meta.url), { workerData: bytes })
  const packs = on(worker, 'message', { close: ['exit'] }) as AsyncIterableIterator<[string[][]]>
  // the thread reads everything before it hands over the first rows: what is unreadable shows here
  const first = await packs.next()
  return handedOver(worker, first.done ? [] : first.value[0], packs)
}

async function* handedOver(
  worker: Worker,
  first: string[][],
  packs: AsyncIterable<[string[][]]>,
): AsyncGenerator<string[]> {
  try {
    yield* first
    for await (const [rows] of packs) yield* rows
  } finally {
    await worker.terminate()
  }
}
