import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import i18next from 'i18next'

export type Language = 'id' | 'en'
export const LANGUAGES: readonly Language[] = ['id', 'en']

const root = join(import.meta.dirname, '../../locales')

function catalogue(language: Language): Record<string, unknown> {
  const folder = join(root, language)
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [
        basename(name, '.json'),
        JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown,
      ]),
  )
}

const load = () => Object.fromEntries(LANGUAGES.map((language) => [language, catalogue(language)]))
// i18next changes what it is given, so the shipped texts are a copy of their own
const shipped = load() as Record<Language, Record<string, unknown>>
const texts = i18next.createInstance()
await texts.init({
  lng: 'id',
  fallbackLng: 'id',
  defaultNS: 'errors',
  ns: ['errors'],
  // chat, PDF and mail are not HTML; whoever puts a text into HTML escapes it there
  interpolation: { escapeValue: false },
  resources: load() as never,
})

/**
 * One sentence of the catalogue. `key` is `file:path`, e.g. `chat:jobOffer.title`; Indonesian unless told otherwise.
 */
export function say(key: string, params: Record<string, unknown> = {}, language: Language = 'id'): string {
  return texts.t(key, { ...params, lng: language })
}

/** Whether the catalogue has the sentence (a vendor's code may be unknown to us). */
export function canSay(key: string, language: Language = 'id'): boolean {
  return texts.exists(key, { lng: language })
}

/** The texts of one file as shipped, by path (`customer.paid`), whatever was put in their place. */
export function standardTexts(file: string, language: Language = 'id'): Record<string, string> {
  return Object.fromEntries(leaves(shipped[language][file] as object))
}

function leaves(tree: object, before = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[before + name, value] as [string, string]]
      : leaves(value as object, `${before}${name}.`),
  )
}

const replaced = new Map<string, readonly string[]>()

/**
 * Puts the company's own words in the place of Indonesian texts of one file; what is no longer among them is as shipped
 * again. Keys that the file does not have are left out.
 */
export function overrideTexts(file: string, own: Readonly<Record<string, string>>): void {
  const standard = standardTexts(file)
  for (const key of replaced.get(file) ?? []) texts.addResource('id', file, key, standard[key] ?? '')
  const keys = Object.keys(own).filter((key) => standard[key] !== undefined)
  for (const key of keys) texts.addResource('id', file, key, own[key] ?? '')
  replaced.set(file, keys)
}
