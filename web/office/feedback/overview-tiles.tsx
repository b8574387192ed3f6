import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'
import type { Overview } from '../../shared/api/shapes.ts'
import { number, rupiah } from '../../shared/format.ts'
import { Panel } from '../ui/panel.tsx'
import { mean as twoDecimals } from './mean.ts'
import classes from './monev.module.css'
import { percent } from './ranking.ts'
import { ScoreBar } from './stars.tsx'

/** The period at a glance, in the order of the work: tickets, right now, satisfaction, money. */
export function OverviewTiles({ overview }: { overview: Overview }) {
  return (
    <div className={classes.tiles}>
      <Tickets overview={overview} />
      <Satisfaction overview={overview} />
      <Money overview={overview} />
      <Now overview={overview} />
    </div>
  )
}

type Props = { overview: Overview }

function Tickets({ overview }: Props) {
  const { t } = useTranslation('office-work')
  const { ticketsOpened, ticketsDone, ticketsClosed, ticketsCancelled } = overview
  const most = Math.max(ticketsOpened, ticketsDone, ticketsClosed, ticketsCancelled, 1)
  const cancelShare = percent(ticketsCancelled, ticketsOpened)
  return (
    <Panel title={t('monev.tickets')}>
      <Headline value={number(ticketsOpened)} label={t('monev.opened')} />
      <dl className={classes.bars}>
        <Bar label={t('monev.done')} value={ticketsDone} most={most} tone="brand" />
        <Bar label={t('monev.closed')} value={ticketsClosed} most={most} tone="green" />
        <Bar label={t('monev.cancelled')} value={ticketsCancelled} most={most} tone="red" />
      </dl>
      {ticketsCancelled > 0 && cancelShare !== null && (
        <p className={classes.hint}>
          {t('monev.cancelled')}: {t('monev.cancelShare', { percent: number(cancelShare, 1) })}
        </p>
      )}
    </Panel>
  )
}

type BarProps = { label: string; value: number; most: number; tone: 'brand' | 'green' | 'red' }

function Bar({ label, value, most, tone }: BarProps) {
  return (
    <div className={classes.bar}>
      <dt>{label}</dt>
      <dd className="num">{number(value)}</dd>
      <span className={classes.barTrack} aria-hidden>
        <span data-tone={tone} style={{ width: `${(value / most) * 100}%` }} />
      </span>
    </div>
  )
}

function Satisfaction({ overview }: Props) {
  const { t } = useTranslation('office-work')
  const { ratings, ratingRequests, technicianMean, csMean } = overview
  const share = percent(ratings, ratingRequests)
  return (
    <Panel title={t('monev.satisfaction')}>
      <div className={classes.pair}>
        <Mean label={t('monev.technicians')} mean={technicianMean} />
        <Mean label={t('monev.cs')} mean={csMean} />
      </div>
      <p className={classes.hint}>
        {ratings === 0 ? t('monev.noRatings') : t('monev.ratingCount', { count: ratings })}
        {share !== null &&
          share <= 100 &&
          ` · ${t('monev.responseRate', { percent: number(share, 1), formatted: number(ratingRequests) })}`}
      </p>
    </Panel>
  )
}

function Mean({ label, mean }: { label: string; mean: number | null }) {
  const { t } = useTranslation('office-work')
  return (
    <div>
      <p className={classes.label}>{label}</p>
      {mean === null ? (
        <p className={classes.none}>{t('monev.noRatings')}</p>
      ) : (
        <>
          <p className={classes.figure}>
            {twoDecimals(mean)} <small>{t('monev.outOfFive')}</small>
          </p>
          <ScoreBar value={mean} />
        </>
      )}
    </div>
  )
}

function Money({ overview }: Props) {
  const { t } = useTranslation('office-work')
  const { invoiced, paid, outstanding } = overview
  return (
    <Panel title={t('monev.money')}>
      <Headline value={rupiah(invoiced)} label={t('monev.invoiced')} />
      <dl className={classes.sums}>
        <div>
          <dt>{t('monev.paid')}</dt>
          <dd className="num">{rupiah(paid)}</dd>
        </div>
        <div>
          <dt>
            {t('monev.outstanding')} <small>{t('monev.outstandingHint')}</small>
          </dt>
          <dd className="num" data-due={outstanding > 0 || undefined}>
            {rupiah(outstanding)}
          </dd>
        </div>
      </dl>
    </Panel>
  )
}

function Now({ overview }: Props) {
  const { t } = useTranslation('office-work')
  return (
    <Panel title={t('monev.now')}>
      <div className={classes.pair}>
        <Headline value={number(overview.inPool)} label={t('monev.inPool')} hint={t('monev.inPoolHint')} />
        <Headline value={number(overview.working)} label={t('monev.working')} hint={t('monev.workingHint')} />
      </div>
    </Panel>
  )
}

function Headline({ value, label, hint }: { value: string; label: string; hint?: ReactNode }) {
  return (
    <div>
      <p className={classes.label}>{label}</p>
      <p className={classes.figure}>{value}</p>
      {hint && <p className={classes.hint}>{hint}</p>}
    </div>
  )
}
