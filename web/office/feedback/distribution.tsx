import { Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../shared/api/shapes.ts'
import { number } from '../../shared/format.ts'
import { AnchorLink } from '../ui/links.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './monev.module.css'
import type { Period } from './period.ts'

type Who = 'technician' | 'cs'

type Props = { distribution: Overview['distribution']; period: Period }

/** How the scores are spread: a mean of 4 may be all fours, or fives and ones. */
export function Distribution({ distribution, period }: Props) {
  const { t } = useTranslation('office-work')
  const bestFirst = distribution.toSorted((a, b) => b.score - a.score)
  return (
    <Panel
      title={t('monev.distribution')}
      aside={
        <AnchorLink to="/ratings" search={period} size="sm">
          {t('monev.seeRatings')}
        </AnchorLink>
      }
    >
      <div className={classes.spread}>
        <Column rows={bestFirst} who="technician" label={t('monev.technicians')} />
        <Column rows={bestFirst} who="cs" label={t('monev.cs')} />
      </div>
    </Panel>
  )
}

function Column({ rows, who, label }: { rows: Overview['distribution']; who: Who; label: string }) {
  const { t } = useTranslation('office-work')
  const all = rows.reduce((sum, row) => sum + row[who], 0)
  const most = Math.max(...rows.map((row) => row[who]), 1)
  return (
    <div>
      <Title order={3} mb={4}>
        {label}
      </Title>
      <ul className={classes.spreadList}>
        {rows.map((row) => (
          <li key={row.score}>
            <span>{t('monev.stars', { count: row.score })}</span>
            <span className={classes.barTrack} aria-hidden>
              <span
                data-tone={row.score >= 4 ? 'green' : row.score === 3 ? 'amber' : 'red'}
                style={{ width: `${(row[who] / most) * 100}%` }}
              />
            </span>
            <b className="num">{number(row[who])}</b>
            <small className="num">{all > 0 ? `${number((row[who] / all) * 100)} %` : ''}</small>
          </li>
        ))}
      </ul>
    </div>
  )
}
