import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { BYTE_ORDER_MARK, csvLine } from '../csv.ts'
import { type Cell, writeXlsx } from '../xlsx.ts'

export type SheetFormat = 'csv' | 'xlsx'

const MIME = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Answers with rows as a file to keep, piece by piece; the first row holds the headings. */
export const sendSheet = (
  reply: FastifyReply,
  format: SheetFormat,
  name: string,
  rows: AsyncIterable<readonly Cell[]>,
): FastifyReply =>
  reply
    .type(MIME[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(sheetBytes(format, name, rows)))

async function* sheetBytes(
  format: SheetFormat,
  title: string,
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<Buffer> {
  if (format === 'xlsx') return yield* writeXlsx(title, rows)
  let text = BYTE_ORDER_MARK
  for await (const row of rows) {
    text += csvLine(row)
    if (text.length < 65_536) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}
