import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttendanceEntry } from '../../shared/api/shapes.ts'
import { clock, clockWithZone, date, dayIn, duration } from '../../shared/format.ts'
import { AnchorLink } from '../ui/links.tsx'
import { toTicket } from '../ui/paths.ts'
import { useCoordinates } from '../ui/session.ts'
import { useNow } from '../ui/when.tsx'
import classes from './attendance-table.module.css'
import { CorrectionDialog, subjectOf } from './correction-dialog.tsx'
import { CorrectionNotes } from './correction-notes.tsx'
import { GradeFacts } from './grade-facts.tsx'

/** Absensi of a ticket: one row per technician and day, newest day first. */
export function AttendanceTable({
  entries,
  withTicket = false,
}: {
  entries: readonly AttendanceEntry[]
  /** outside of the ticket's own page */
  withTicket?: boolean
}) {
  const { t } = useTranslation('office-work')
  const [correcting, setCorrecting] = useState<AttendanceEntry | null>(null)
  if (entries.length === 0) return <Text c="dimmed">{t('fieldWork.noAttendance')}</Text>
  const sorted = entries.toSorted(
    (a, b) => b.workDate.localeCompare(a.workDate) || a.checkInAt.localeCompare(b.checkInAt),
  )
  return (
    <ul className={classes.list}>
      {sorted.map((entry) => (
        <Entry key={entry.id} entry={entry} withTicket={withTicket} onCorrect={() => setCorrecting(entry)} />
      ))}
      {correcting && <CorrectionDialog subject={subjectOf(correcting)} onClose={() => setCorrecting(null)} />}
    </ul>
  )
}

type EntryProps = { entry: AttendanceEntry; withTicket: boolean; onCorrect: () => void }

function Entry({ entry, withTicket, onCorrect }: EntryProps) {
  const coordinates = useCoordinates()
  const { t } = useTranslation('office-work')
  const zone = entry.timeZone
  const isToday = entry.workDate === dayIn(useNow(60_000), zone)
  return (
    <li className={classes.entry}>
      <div>
        {withTicket ? (
          <AnchorLink {...toTicket(entry.ticketId)} fw={600}>
            {entry.ticketCode} · {entry.customerName}
          </AnchorLink>
        ) : (
          <Text fw={650}>{entry.technician.name}</Text>
        )}
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
      <div>
        <GradeFacts entry={entry} />
        <CorrectionNotes entry={entry} />
        {coordinates && (
          <Button
            variant="subtle"
            size="compact-sm"
            mt={4}
            aria-label={t('office-attendance:correct.buttonFor', { name: entry.technician.name })}
            onClick={onCorrect}
          >
            {t('office-attendance:correct.button')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** How long somebody was there; nothing for less than a minute. */
function stayed(from: string, until: string): string | null {
  const size = Date.parse(until) - Date.parse(from)
  return size >= 60_000 ? duration(size) : null
}
