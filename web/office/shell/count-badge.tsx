import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './count-badge.module.css'
import type { Counts } from './counts.ts'
import type { CountName } from './navigation.ts'

/** How much waits behind an entry; nothing when nothing does. */
export function CountBadge({ counts, names }: { counts: Counts; names?: readonly CountName[] | undefined }) {
  const { t } = useTranslation('office')
  const found = (names ?? []).map((name) => counts[name]).find((count) => count && count.value > 0)
  if (!found) return null
  const urgent = names?.includes('missing')
  return (
    <span className={classes.count} data-urgent={urgent || undefined}>
      {found.value}
      {found.more && '+'}
      <VisuallyHidden> {t('nav.waiting')}</VisuallyHidden>
    </span>
  )
}
