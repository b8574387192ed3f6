import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AttendanceEntry } from '../../shared/api/shapes.ts'
import { clock, clockWithZone, date, dayIn, duration } from '../../shared/format.ts'
import { useNow } from '../ui/when.tsx'
import classes from './attendance-table.module.css'
import { GradeFacts } from './grade-facts.tsx'

/** Absensi of a ticket: one row per technician and day, newest day first. */
export function AttendanceTable({ entries }: { entries: readonly AttendanceEntry[] }) {
  const { t } = useTranslation('office-work')
  if (entries.length === 0) return <Text c="dimmed">{t('fieldWork.noAttendance')}</Text>
  const sorted = entries.toSorted(
    (a, b) => b.workDate.localeCompare(a.workDate) || a.checkInAt.localeCompare(b.checkInAt),
  )
  return (
    <ul className={classes.list}>
      {sorted.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ul>
  )
}

function Entry({ entry }: { entry: AttendanceEntry }) {
  const { t } = useTranslation('office-work')
  const zone = entry.timeZone
  const isToday = entry.workDate === dayIn(useNow(60_000), zone)
  return (
    <li className={classes.entry}>
      <div>
        <Text fw={650}>{entry.technician.name}</Text>
        <Text size="sm" c="dimmed">
          {isToday ? t('attendance.today') : date(`${entry.workDate}T05:00:00Z`)}
        </Text>
      </div>
      <div className="num">
        <Text>
          {entry.checkOutAt
            ? `${clock(entry.checkInAt, { zone })} – ${clockWithZone(entry.checkOutAt, { zone })}`
            : t('attendance.inSince', { time: clockWithZone(entry.checkInAt, { zone }) })}
        </Text>
        <Text size="sm" c="dimmed">
          {[
            entry.checkOutAt ? stayed(entry.checkInAt, entry.checkOutAt) : t('attendance.notOut'),
            entry.via === 'telegram' && t('attendance.via', { channel: t('labels:via.telegram') }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {entry.late && (
          <Text size="sm" fw={650} c="amber.8">
            {t('attendance.late')}
          </Text>
        )}
      </div>
      <GradeFacts entry={entry} />
    </li>
  )
}

/** How long somebody was there; nothing for less than a minute. */
function stayed(from: string, until: string): string | null {
  const size = Date.parse(until) - Date.parse(from)
  return size >= 60_000 ? duration(size) : null
}
