import { readSheet } from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { type Cell, unpackedSize, writeXlsx } from './xlsx.ts'

async function bytes(rows: Iterable<readonly Cell[]>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of writeXlsx('Daftar & lain', rows)) parts.push(part)
  return Buffer.concat(parts)
}

it('writes what another reader reads, with formulas only as text', async () => {
  const rows = [
    ['Nama', 'No HP'],
    ['=1+1', '081234567890'],
    ['<b> & "Ünï" 😀 \u0001', 7],
    ['', null],
    ['akhir', 'x'],
  ]
  const read = await readSheet(await bytes(rows))
  expect(read).toEqual([
    ['Nama', 'No HP'],
    ['=1+1', '081234567890'],
    ['<b> & "Ünï" 😀', 7],
    [null, null],
    ['akhir', 'x'],
  ])
})

it('holds many rows', async () => {
  const archive = await bytes(Array.from({ length: 20_000 }, (_, index) => [`baris ${index}`]))
  const read = await readSheet(archive)
  expect(read).toHaveLength(20_000)
  expect(read.at(-1)).toEqual(['baris 19999'])
  expect(unpackedSize(archive)).toBeGreaterThan(20_000 * 10)
})

it('does not trust what is no archive', () => {
  expect(unpackedSize(Buffer.from('PK\u0003\u0004 nothing behind'))).toBe(Infinity)
})
