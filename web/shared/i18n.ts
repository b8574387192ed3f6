import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, storedLanguage, storeLanguage } from './language.ts'

/** Namespace > tree of texts, as in locales/<language>/<namespace>.json. */
export type Texts = Record<string, object>
/** One loader per language, so that a page fetches only the language it shows. */
export type TextLoaders = Record<Language, () => Promise<Texts>>

/** Everything loaded so far, to be loaded again in the other language. */
const loaders = new Set<TextLoaders>()

/**
 * Starts the texts of one app in the language of the device. The first namespace is the default one; others are
 * named in the key (`labels:state.OPEN`).
 */
export async function startTexts(load: TextLoaders): Promise<void> {
  loaders.add(load)
  const language = storedLanguage()
  const texts = await load[language]()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: Object.keys(texts),
    defaultNS: Object.keys(texts)[0] ?? 'translation',
    resources: { [language]: texts as never },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  document.documentElement.lang = language
}

/** Adds the texts that only some pages need; a page that needs them waits for this. */
export async function addTexts(load: TextLoaders): Promise<void> {
  if (loaders.has(load)) return
  const language = storedLanguage()
  addTo(language, await load[language]())
  loaders.add(load)
}

function addTo(language: Language, texts: Texts): void {
  for (const [namespace, tree] of Object.entries(texts))
    i18next.addResourceBundle(language, namespace, tree, true, true)
}

/** Changes the language of this device at once, without reloading. */
export async function switchLanguage(language: Language): Promise<void> {
  const all = await Promise.all([...loaders].map((load) => load[language]()))
  for (const texts of all) addTo(language, texts)
  storeLanguage(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** A sentence outside of a component. */
export function say(key: string, params: Record<string, unknown> = {}): string {
  return i18next.t(key, params)
}
