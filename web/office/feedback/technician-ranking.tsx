import { Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TechnicianKpi } from '../../shared/api/shapes.ts'
import { number } from '../../shared/format.ts'
import { EmptyAnswer } from '../ui/answers.tsx'
import { AnchorLink } from '../ui/links.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './monev.module.css'
import type { Period } from './period.ts'
import { percent, type Ranked, ranking } from './ranking.ts'
import { PlainMean, RankedScore } from './score-cells.tsx'

type Props = { items: readonly TechnicianKpi[]; period: Period }

/** Technicians by the shrunk score, with what it rests on beside it. */
export function TechnicianRanking({ items, period }: Props) {
  const { t } = useTranslation('office-work')
  return (
    <Panel title={t('monev.technicianRanking')} flush>
      {items.length === 0 ? (
        <EmptyAnswer
          title={t('monev.emptyTechnicians')}
          text={t('monev.emptyHint')}
          icon={<IconUsers size={34} stroke={1.5} aria-hidden />}
        />
      ) : (
        <>
          <Text size="sm" c="dimmed" px="md" pt="sm">
            {t('monev.rankingHow')}
          </Text>
          <table className={classes.table}>
            <Head />
            <tbody>
              {ranking(items).map((row) => (
                <Row key={row.technician.id} row={row} period={period} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </Panel>
  )
}

const COLUMNS = [
  'rank',
  'name',
  'ranked',
  'mean',
  'fiveStars',
  'jobsDone',
  'onTime',
  'replaced',
  'extensions',
]
const NUMBERS = new Set(['fiveStars', 'jobsDone', 'replaced', 'extensions'])

function Head() {
  const { t } = useTranslation('office-work')
  return (
    <thead>
      <tr>
        {COLUMNS.map((key) => (
          <th key={key} scope="col" className={NUMBERS.has(key) ? classes.right : undefined}>
            {t(`monev.${key}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Row({ row, period }: { row: Ranked<TechnicianKpi>; period: Period }) {
  const { t } = useTranslation('office-work')
  const { technician, rating } = row
  const onTime = percent(row.onTime, row.attended)
  const cell = (key: string, value: number) => (
    <td className={classes.right} data-label={t(`monev.${key}`)}>
      {number(value)}
    </td>
  )
  return (
    <tr data-unranked={row.rank === null || undefined}>
      <td className={classes.rank}>{row.rank ?? '–'}</td>
      <td className={classes.name}>
        <AnchorLink to="/ratings" search={{ technicianId: technician.id, ...period }} fw={600}>
          {technician.name}
        </AnchorLink>
      </td>
      <td data-label={t('monev.ranked')}>
        <RankedScore rating={rating} />
      </td>
      <td data-label={t('monev.mean')}>
        <PlainMean rating={rating} />
      </td>
      {cell('fiveStars', rating.fiveStars)}
      {cell('jobsDone', row.jobsDone)}
      <td data-label={t('monev.onTime')}>
        {onTime === null ? (
          '–'
        ) : (
          <span className="num">
            {number(onTime, 1)} %{' '}
            <small>{t('monev.onTimeOf', { onTime: row.onTime, attended: row.attended })}</small>
          </span>
        )}
      </td>
      {cell('replaced', row.replaced)}
      {cell('extensions', row.extensions)}
    </tr>
  )
}
