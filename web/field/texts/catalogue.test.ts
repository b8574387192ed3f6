import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import enField from '../../../locales/en/field.json' with { type: 'json' }
import enLabels from '../../../locales/en/labels.json' with { type: 'json' }
import idField from '../../../locales/id/field.json' with { type: 'json' }
import idLabels from '../../../locales/id/labels.json' with { type: 'json' }
import { say, startTexts, switchLanguage, type Tree } from './catalogue.ts'

const texts = { id: { field: idField, labels: idLabels }, en: { field: enField, labels: enLabels } }

function keysOf(tree: Tree, before = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  )
}
/** Without the plural endings, which differ between the languages. */
const names = (tree: Tree) =>
  [...new Set(keysOf(tree).map((key) => key.replace(/_(one|other)$/, '')))].toSorted()
const params = { count: 1, name: 'Andi', when: '09.00', taken: 1, quota: 2, seat: 1, metres: '12' }

beforeAll(async () => {
  await startTexts({ id: async () => texts.id, en: async () => texts.en })
  await i18next.init({
    lng: 'id',
    ns: ['field', 'labels'],
    defaultNS: 'field',
    resources: texts,
    interpolation: { escapeValue: false },
  })
})

describe.each(['id', 'en'] as const)('%s', (language) => {
  test.each([0, 1, 3])('says what i18next would say, for %i', async (count) => {
    await switchLanguage(language)
    await i18next.changeLanguage(language)
    const values = { ...params, count }
    const keys = names(idField)
    const theirs = keys.map((key) => i18next.t(key, values).replace(/\{\{\w+\}\}/g, ''))
    expect(keys.map((key) => say(key, values))).toEqual(theirs)
  })
})

test('both languages have the same keys', () => {
  expect(names(enField)).toEqual(names(idField))
})

test('every text that a screen names exists, and every text is used', () => {
  const root = join(import.meta.dirname, '..')
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n')
  const known = new Set(names(idField))
  const groups = new Set(
    [...known].flatMap((key) =>
      key
        .split('.')
        .slice(0, -1)
        .map((_, i, parts) => parts.slice(0, i + 1).join('.')),
    ),
  )
  // 'group.key' in quotes, or `group.${...}` put together at run time
  const literal = [...sources.matchAll(/'([a-zA-Z]+(?:\.\w+)+)'/g)].map((found) => found[1] ?? '')
  const firsts = new Set(Object.keys(idField))
  const missing = literal.filter(
    (key) => firsts.has(key.split('.')[0] ?? '') && !known.has(key) && !groups.has(key),
  )
  expect(missing).toEqual([])
  const built = [...sources.matchAll(/`([a-zA-Z.]+)\.\$\{/g)].map((found) => found[1] ?? '')
  const unused = [...known].filter(
    (key) => !literal.includes(key) && !built.some((group) => key.startsWith(`${group}.`)),
  )
  expect(unused).toEqual([])
})
