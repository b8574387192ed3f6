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

const texts = i18next.createInstance()
await texts.init({
  lng: 'id',
  fallbackLng: 'id',
  defaultNS: 'errors',
  ns: ['errors'],
  // chat, PDF and mail are not HTML; whoever puts a text into HTML escapes it there
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(LANGUAGES.map((language) => [language, catalogue(language)])) as never,
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
