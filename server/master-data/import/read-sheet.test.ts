import { expect, it } from 'vitest'
import { type Cell, writeXlsx } from '../../platform/xlsx.ts'
import { readRows, sheetKind } from './read-sheet.ts'

async function workbook(rows: Iterable<readonly Cell[]>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of writeXlsx('Pelanggan', rows)) parts.push(part)
  return Buffer.concat(parts)
}
async function read(bytes: Buffer): Promise<string[][]> {
  const rows: string[][] = []
  for await (const row of await readRows(bytes, sheetKind(bytes))) rows.push(row)
  return rows
}

it('reads a workbook of many rows whole and in order', async () => {
  const rows = Array.from({ length: 3456 }, (_, line) => [`Nama ${line}`, `0812${line}`])
  expect(await read(await workbook(rows))).toEqual(rows)
})

it('lets other work run meanwhile', async () => {
  const bytes = await workbook(Array.from({ length: 4000 }, (_, line) => [`Nama ${line}`, 'Jl. Melati']))
  let turns = 0
  const turning = setInterval(() => (turns += 1), 1)
  const reading = readRows(bytes, 'xlsx')
  await reading
  clearInterval(turning)
  // read in this thread there would be none: a workbook is unpacked and parsed without a pause
  expect(turns).toBeGreaterThan(5)
  for await (const _ of await reading);
})

it('rejects a workbook that is none, and reads an empty one', async () => {
  const bytes = await workbook([['Nama']])
  const broken = Buffer.concat([bytes.subarray(0, 200), Buffer.alloc(400, 7), bytes.subarray(600)])
  await expect(readRows(broken, 'xlsx')).rejects.toBeTruthy()
  expect(await read(await workbook([]))).toEqual([])
})
