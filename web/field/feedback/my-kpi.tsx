import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { addDays } from '../../shared/zoned.ts'
import { dayIn, number } from '../../shared/format.ts'
import { useAnswer } from '../data/answers.ts'
import { fetchMyKpi } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { Answered } from '../ui/answered.tsx'
import { Icon } from '../ui/icon.tsx'

/** Three months: a single month of one technician has too few ratings to say anything. */
const DAYS = 90

/** My ratings and figures: means only, nobody's name. */
export function MyKpi() {
  const { t } = useText()
  const [to] = useState(() => dayIn(Date.now()))
  const kpi = useAnswer(keys.kpi(to), () => fetchMyKpi(addDays(to, -DAYS + 1), to))
  return (
    <section className="card stack" aria-labelledby="kpi">
      <h2 id="kpi">{t('kpi.title')}</h2>
      <p className="mute">{t('kpi.period', { count: DAYS })}</p>
      <Answered answer={kpi} cards={1}>
        {({ rating, jobsDone, onTime, attended, replaced, extensions }) => (
          <>
            <div className="score">
              <Icon name="star" size={34} />
              <p>
                <strong>{rating.mean === null ? '–' : number(rating.mean, 2)}</strong>
                <span className="mute">
                  {rating.mean === null ? t('kpi.noRating') : t('kpi.ratings', { count: rating.ratings })}
                </span>
              </p>
            </div>
            {rating.mean !== null && rating.few && <p className="hint">{t('kpi.few')}</p>}
            <dl className="figures">
              <Figure label={t('kpi.jobsDone')} value={number(jobsDone)} />
              <Figure
                label={t('kpi.onTime')}
                value={attended === 0 ? '–' : `${number((onTime / attended) * 100)}%`}
              />
              <Figure label={t('kpi.replaced')} value={number(replaced)} />
              <Figure label={t('kpi.extensions')} value={number(extensions)} />
            </dl>
          </>
        )}
      </Answered>
    </section>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
