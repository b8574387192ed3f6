export type Language = 'id' | 'en'

const KEY = 'gss.language'

/** The language of this device; Indonesian until somebody chose otherwise. */
export function storedLanguage(): Language {
  try {
    return globalThis.localStorage?.getItem(KEY) === 'en' ? 'en' : 'id'
  } catch {
    // storage may be switched off in private windows
    return 'id'
  }
}

export function storeLanguage(language: Language): void {
  try {
    globalThis.localStorage?.setItem(KEY, language)
  } catch {
    // the choice then lasts until the page is closed
  }
}
