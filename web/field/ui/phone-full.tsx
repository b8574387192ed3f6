import { useText } from '../texts/use-text.ts'
import { Notice } from './notice.tsx'

/** The one failure of the queue itself: nothing was stored, and the screen must say so. */
export function PhoneFull({ when }: { when: boolean }) {
  const { t } = useText()
  if (!when) return null
  return (
    <Notice tone="bad" live>
      {t('problem.phoneFull')}
    </Notice>
  )
}
