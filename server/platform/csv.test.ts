import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvLine, decodeText, parseCsv } from './csv.ts'

it.each([
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a;b\r\n"1;2";3\r\n',
    [
      ['a', 'b'],
      ['1;2', '3'],
    ],
  ],
  [
    'a\tb\n1\t2,5',
    [
      ['a', 'b'],
      ['1', '2,5'],
    ],
  ],
  [
    'a,b\n"x ""y"" z","two\nlines"',
    [
      ['a', 'b'],
      ['x "y" z', 'two\nlines'],
    ],
  ],
  ['a,b,\n', [['a', 'b', '']]],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['a,b\n"never closed, 2', [['a', 'b'], ['never closed, 2']]],
  ['', []],
])('reads %j', (text, rows) => {
  expect([...parseCsv(text)]).toEqual(rows)
})

it.each(['=1+1', '+628123', '-2', '@SUM(A1)', '\t=1', '\r=1'])('keeps %j from being a formula', (text) => {
  expect(csvLine([text, 5, null])).toMatch(/^"?'/)
})

it('reads what it wrote, and never throws', () => {
  const cell = fc.string().map((text) => `x${text}`)
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      // the first line decides on the separator, so it has to be clear
      const text = csvLine(['a', 'b']) + rows.map(csvLine).join('')
      expect([...parseCsv(text)].slice(1)).toEqual(rows)
    }),
  )
  fc.assert(fc.property(fc.string(), (text) => void [...parseCsv(text)]))
})

it('reads texts as people save them', () => {
  expect(decodeText(Buffer.from('\uFEFFNama'))).toBe('Nama')
  expect(decodeText(Buffer.from('\uFEFFNama', 'utf16le'))).toBe('Nama')
  expect(decodeText(Buffer.from('caf\u00e9', 'latin1'))).toBe('café')
})
