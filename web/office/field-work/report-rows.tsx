import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AttendanceReportRow } from '../../shared/api/shapes.ts'
import { duration, number } from '../../shared/format.ts'
import { Panel } from '../ui/panel.tsx'
import classes from './report-rows.module.css'

type Props = {
  rows: AttendanceReportRow[]
  onOpen: (technician: AttendanceReportRow['technician']) => void
}

/** A table on a desk; on a phone each line becomes a card with its figures named. */
export function ReportRows({ rows, onOpen }: Props) {
  const { t } = useTranslation('office-attendance')
  const heads = ['days', 'visits', 'onTime', 'late', 'worked', 'missing', 'notOut', 'doubt', 'corrected']
  return (
    <Panel flush>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('report.technician')}</th>
              {heads.map((head) => (
                <th key={head} scope="col" className={classes.figure}>
                  {t(`report.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.technician.id}>
                <th scope="row">
                  <Anchor
                    component="button"
                    type="button"
                    fw={650}
                    aria-label={t('report.showDays', { name: row.technician.name })}
                    onClick={() => onOpen(row.technician)}
                  >
                    {row.technician.name}
                  </Anchor>
                </th>
                <Figures row={row} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function Figures({ row }: { row: AttendanceReportRow }) {
  const { t } = useTranslation('office-attendance')
  const doubt = row.grades.OFF_SITE + row.grades.NO_LOCATION
  const cell = (name: string, value: string, bad = false, note?: string) => (
    <td className={classes.figure} data-label={t(`report.${name}`)} data-bad={bad || undefined}>
      {value}
      {note && (
        <Text span size="sm" c="dimmed" className={classes.note}>
          {note}
        </Text>
      )}
    </td>
  )
  return (
    <>
      {cell('days', number(row.days))}
      {cell('visits', number(row.visits))}
      {cell('onTime', number(row.onTime))}
      {cell(
        'late',
        number(row.late),
        row.late > 0,
        row.lateMinutes > 0
          ? t('report.lateMinutes', { duration: duration(row.lateMinutes * 60_000) })
          : undefined,
      )}
      {cell('worked', row.workedMinutes > 0 ? duration(row.workedMinutes * 60_000) : '–')}
      {cell('missing', number(row.missing), row.missing > 0)}
      {cell('notOut', number(row.notOut), row.notOut > 0)}
      {cell('doubt', number(doubt), doubt > 0)}
      {cell('corrected', number(row.corrected))}
    </>
  )
}
