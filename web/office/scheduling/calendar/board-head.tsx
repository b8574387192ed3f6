import { useTranslation } from 'react-i18next'
import type { Dispatch } from '../../../shared/api/shapes.ts'
import { date } from '../../../shared/format.ts'
import { useNow, useToday } from '../../ui/when.tsx'
import classes from './calendar.module.css'
import { type Column, startOfDay, type View, weekdayOf } from './range.ts'

type Calendar = Pick<Dispatch, 'workingHours' | 'holidays'>
type Props = { columns: readonly Column[]; view: View; calendar: Calendar }

/** The line of days or hours above the board; holidays are named. */
export function BoardHead({ columns, view, calendar }: Props) {
  const { t } = useTranslation('office-calendar')
  const today = useToday()
  // a month has no room for its own name in every column
  const day = (column: Column) => date(column.start).replace(view === 'month' ? / \S+ \d{4}$/ : / \d{4}$/, '')
  return (
    <div className={classes.head}>
      <div className={classes.corner}>{t('zone')}</div>
      <div className={classes.columns}>
        {columns.map((column) => {
          const holiday = view === 'day' ? undefined : holidayOf(column.key, calendar)
          return (
            <div
              key={column.key}
              className={classes.columnHead}
              data-today={column.key === today || undefined}
              data-off={(view !== 'day' && isOff(column.key, calendar)) || undefined}
              title={holiday?.name}
            >
              <span>{view === 'day' ? column.key : day(column)}</span>
              {holiday && <small>{holiday.name}</small>}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** What lies under all rows: hours and days without work in grey, and the line of now. */
export function Shades({ columns, view, calendar }: Props) {
  const now = useNow(60_000)
  const [start, end] = [columns[0]?.start ?? 0, columns.at(-1)?.end ?? 1]
  const share = (now - start) / (end - start)
  return (
    <div className={classes.shades} aria-hidden>
      {columns.map((column) => (
        <div key={column.key} data-off={isShaded(column, view, calendar) || undefined} />
      ))}
      {share >= 0 && share <= 1 && <i className={classes.now} style={{ left: `${share * 100}%` }} />}
    </div>
  )
}

export const holidayOf = (day: string, { holidays }: Calendar) => holidays.find((one) => one.date === day)

/** Nobody works that day: a free day of the week or a holiday. */
export function isOff(day: string, calendar: Calendar): boolean {
  const holiday = holidayOf(day, calendar)
  return !calendar.workingHours[weekdayOf(day)] || (holiday !== undefined && !holiday.working)
}

function isShaded(column: Column, view: View, calendar: Calendar): boolean {
  if (view !== 'day') return isOff(column.key, calendar)
  const day = new Date(column.start + 7 * 3_600_000).toISOString().slice(0, 10)
  if (isOff(day, calendar)) return true
  const hours = calendar.workingHours[weekdayOf(day)]
  const at = (clock: string) =>
    startOfDay(day) + (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * 60_000
  return !hours || column.end <= at(hours.from) || column.start >= at(hours.to)
}
