import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStructure } from './structure.ts'

const MODULES = ['master-data', 'scheduling', 'field-work', 'invoicing', 'feedback']
let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'structure-'))
  for (const module of MODULES) {
    write(`server/${module}/index.ts`)
    write(`web/office/${module}/board.tsx`)
  }
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, text = 'export const value = 1\n'): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
const lines = (count: number, line = 'run()') => `${line}\n`.repeat(count)
const found = (problem: string) => expect(checkStructure(root)).toEqual([expect.stringContaining(problem)])

test('a well-shaped tree has nothing to report', () => {
  for (const name of [
    'README.md',
    'routes.ts',
    'rules.ts',
    'rules.test.ts',
    'claim-job.ts',
    'claim-job.db.test.ts',
  ])
    write(`server/scheduling/${name}`)
  write('server/feedback/rating/ask-rating.ts')
  write('server/channels/telegram/menu.ts')
  write('web/office/scheduling/board/card.tsx')
  write('server/platform/database.gen.ts', lines(400))
  write('server/ticket/move.test.ts', lines(400))
  write('server/ticket/move.ts', lines(300))
  write('locales/id/field.json', '{"done":"Selesai","day_other":"{{count}} hari"}')
  write('locales/en/field.json', '{"done":"Done","day_one":"{{count}} day","day_other":"{{count}} days"}')
  expect(checkStructure(root)).toEqual([])
})

test.each(['server/scheduling/queries.ts', 'server/invoicing/pdf.ts', 'server/feedback/rating/store.ts'])(
  'a module file outside the closed set: %s',
  (file) => {
    write(file)
    found(`${file}: a module holds`)
  },
)

test.each(['server/platform/utils.ts', 'web/shared/helpers/date.ts', 'simulator/common/wire.ts'])(
  'a name that says nothing: %s',
  (file) => {
    write(file)
    found('says nothing')
  },
)

test.each(['server/channels/whatsapp/parts/send.ts', 'web/office/scheduling/a/b/card.tsx'])(
  'too deep: %s',
  (file) => {
    write(file)
    found('at most 2 folders')
  },
)

test('a business name that one side lacks', () => {
  rmSync(join(root, 'web/office/feedback'), { recursive: true })
  found('web/office/feedback is missing')
})

test('a file of 301 lines', () => {
  write('simulator/whatsapp/world.ts', lines(301))
  found('world.ts: 301 lines')
})

test('a function of 61 lines, wherever it is', () => {
  write('server/ticket/move.ts', `export function move() {\n${lines(58)}}\n`)
  expect(checkStructure(root)).toEqual([])
  write('server/ticket/move.ts', `export const move = () => {\n${lines(59)}}\n`)
  found('move.ts:1: a function of 61 lines')
  rmSync(join(root, 'server/ticket/move.ts'))
  write(
    'web/office/scheduling/board.tsx',
    `export const Board = () => (\n<>\n${lines(60, '<Card />')}</>\n)\n`,
  )
  found('board.tsx:1: a function of')
})

test('blank lines, comments and inner functions do not count', () => {
  const inner = `const step = () => {\n${lines(40)}}\n`
  write(
    'server/ticket/move.ts',
    `function move() {\n${lines(30, '')}${lines(30, '// why')}${inner}${lines(40)}}\n`,
  )
  expect(checkStructure(root)).toEqual([])
})

test('a text that one language lacks', () => {
  write('locales/id/field.json', '{"visit":{"done":"Selesai","late":"Terlambat"}}')
  write('locales/en/field.json', '{"visit":{"done":"Done"}}')
  found('locales/en/field.json: no text for visit.late')
  write('locales/en/field.json', '{"visit":{"done":"Done","late":"Late"}}')
  write('locales/en/office.json', '{}')
  found('locales/id/office.json is missing')
})
