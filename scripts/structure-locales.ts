import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const LANGUAGES = ['id', 'en'] as const
// Indonesian has one plural form, English two: the ending says which, so it does not count.
const PLURAL = /_(zero|one|two|few|many|other)$/

/** Texts that one language has and the other lacks. */
export function compareLocales(folder: string): string[] {
  if (!existsSync(folder)) return []
  const [id, en] = LANGUAGES.map((language) => textsOf(join(folder, language)))
  if (!id || !en) return []
  return [...missing('en', id, en), ...missing('id', en, id)]
}

function missing(language: string, from: Map<string, Set<string>>, into: Map<string, Set<string>>): string[] {
  return [...from].flatMap(([file, keys]) => {
    const there = into.get(file)
    if (!there) return [`locales/${language}/${file} is missing.`]
    return [...keys]
      .filter((key) => !there.has(key))
      .map((key) => `locales/${language}/${file}: no text for ${key}.`)
  })
}

function textsOf(folder: string): Map<string, Set<string>> {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return new Map(
    files.map((file) => [file, new Set(keysOf(JSON.parse(readFileSync(join(folder, file), 'utf8'))))]),
  )
}

function keysOf(texts: unknown, prefix = ''): string[] {
  if (typeof texts !== 'object' || texts === null) return [prefix.replace(PLURAL, '')]
  return Object.entries(texts).flatMap(([key, value]) => keysOf(value, prefix ? `${prefix}.${key}` : key))
}
