import { Badge, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TechnicianKpi } from '../../shared/api/shapes.ts'
import { mean } from './mean.ts'
import classes from './monev.module.css'
import { ScoreBar } from './stars.tsx'

type Scored = TechnicianKpi['rating']

/** The score that ranks, with its bar; too few ratings say so instead. */
export function RankedScore({ rating }: { rating: Scored }) {
  const { t } = useTranslation('office-work')
  if (rating.unranked || rating.ranked === null)
    return (
      <Tooltip label={t('monev.unrankedHint')} events={{ hover: true, focus: true, touch: true }}>
        <Badge color="gray" c="gray.7" tabIndex={0}>
          {t('monev.unranked')}
        </Badge>
      </Tooltip>
    )
  return (
    <div className={classes.score}>
      <b className="num">{mean(rating.ranked)}</b>
      <ScoreBar value={rating.ranked} />
    </div>
  )
}

/** The plain mean with its number of ratings, marked when they are few. */
export function PlainMean({ rating }: { rating: Scored }) {
  const { t } = useTranslation('office-work')
  if (rating.mean === null) return <span className={classes.none}>{t('monev.noRatings')}</span>
  return (
    <span className={classes.mean}>
      <span className="num">
        {mean(rating.mean)} <small>({t('monev.ratingCount', { count: rating.ratings })})</small>
      </span>
      {rating.few && !rating.unranked && (
        <Tooltip label={t('monev.fewHint')} events={{ hover: true, focus: true, touch: true }}>
          <Badge color="amber" c="amber.8" size="sm" tabIndex={0}>
            {t('monev.few')}
          </Badge>
        </Tooltip>
      )}
    </span>
  )
}
