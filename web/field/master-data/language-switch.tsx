import { useText } from '../texts/use-text.ts'
import { switchLanguage } from '../texts/catalogue.ts'
import { Segments } from '../ui/segments.tsx'

const LANGUAGES = [
  { value: 'id', label: 'Indonesia' },
  { value: 'en', label: 'English' },
] as const

export function LanguageSwitch() {
  const { t, language } = useText()
  return (
    <Segments
      label={t('profile.language')}
      value={language}
      onValue={(wanted) => void switchLanguage(wanted).catch(() => undefined)}
      options={LANGUAGES}
    />
  )
}
