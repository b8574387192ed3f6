import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './stars.module.css'

/** A score from 1 to 5 as stars; said as "4 dari 5". */
export function Stars({ score, size = 17 }: { score: number; size?: number }) {
  const { t } = useTranslation('office-work')
  return (
    <span className={classes.stars} role="img" aria-label={t('ratings.scoreOf', { score })}>
      {[1, 2, 3, 4, 5].map((star) =>
        star <= score ? (
          <IconStarFilled key={star} size={size} aria-hidden />
        ) : (
          <IconStar key={star} size={size} stroke={1.5} className={classes.empty} aria-hidden />
        ),
      )}
    </span>
  )
}

/** A mean from 0 to 5 as a bar. */
export function ScoreBar({ value }: { value: number }) {
  return (
    <span className={classes.track} aria-hidden>
      <span style={{ width: `${(Math.min(5, Math.max(0, value)) / 5) * 100}%` }} />
    </span>
  )
}
