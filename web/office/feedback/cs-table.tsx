import { IconHeadset } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CsKpi } from '../../shared/api/shapes.ts'
import { duration, number } from '../../shared/format.ts'
import { EmptyAnswer } from '../ui/answers.tsx'
import { AnchorLink } from '../ui/links.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './monev.module.css'
import type { Period } from './period.ts'
import { ranking } from './ranking.ts'
import { PlainMean, RankedScore } from './score-cells.tsx'

/** CS by the same rule of ranking, with the work that went through their hands. */
export function CsTable({ items, period }: { items: readonly CsKpi[]; period: Period }) {
  const { t } = useTranslation('office-work')
  if (items.length === 0)
    return (
      <Panel title={t('monev.csTable')}>
        <EmptyAnswer
          title={t('monev.emptyCs')}
          text={t('monev.emptyHint')}
          icon={<IconHeadset size={34} stroke={1.5} aria-hidden />}
        />
      </Panel>
    )
  return (
    <Panel title={t('monev.csTable')} flush>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('monev.name')}</th>
            <th scope="col">{t('monev.ranked')}</th>
            <th scope="col">{t('monev.mean')}</th>
            {['ticketsMade', 'ticketsClosed', 'invoicesSent'].map((key) => (
              <th key={key} scope="col" className={classes.right}>
                {t(`monev.${key}`)}
              </th>
            ))}
            <th scope="col" className={classes.right}>
              {t('monev.firstResponse')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ranking(items).map((row) => (
            <tr key={row.cs.id}>
              <td className={classes.name}>
                <AnchorLink to="/ratings" search={{ csId: row.cs.id, ...period }} fw={600}>
                  {row.cs.name}
                </AnchorLink>
              </td>
              <td data-label={t('monev.ranked')}>
                <RankedScore rating={row.rating} />
              </td>
              <td data-label={t('monev.mean')}>
                <PlainMean rating={row.rating} />
              </td>
              <td className={classes.right} data-label={t('monev.ticketsMade')}>
                {number(row.tickets)}
              </td>
              <td className={classes.right} data-label={t('monev.ticketsClosed')}>
                {number(row.ticketsClosed)}
              </td>
              <td className={classes.right} data-label={t('monev.invoicesSent')}>
                {number(row.invoicesSent)}
              </td>
              <td className={classes.right} data-label={t('monev.firstResponse')}>
                {row.firstResponseMedianSeconds === null
                  ? '–'
                  : duration(row.firstResponseMedianSeconds * 1000)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
