import { useSyncExternalStore } from 'react'
import type { Language } from '../../shared/language.ts'
import { currentLanguage, onLanguage, say } from './catalogue.ts'

/** The texts of a component; it is drawn again when the language changes. */
export function useText(): { t: typeof say; language: Language } {
  const language = useSyncExternalStore(onLanguage, currentLanguage)
  return { t: say, language }
}
