import { Avatar, Badge, Button, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBrandTelegram,
  IconClockExclamation,
  IconRoute,
  IconUserSearch,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AttendanceEntry, BoardRow } from '../../shared/api/shapes.ts'
import { clock, clockWithZone, dayIn, duration, initials, phone, shortDate } from '../../shared/format.ts'
import { AnchorLink } from '../ui/links.tsx'
import { useCoordinates } from '../ui/session.ts'
import { AlertList, canPlaceSite, CorrectButton, PlaceButton, RemindButton } from './board-acts.tsx'
import { canReplace, dueAt, lateMinutesAt, overrunMinutes } from './board.ts'
import classes from './board.module.css'
import { ContactButtons } from './contact-buttons.tsx'
import { CorrectionNotes } from './correction-notes.tsx'
import { GradeFacts } from './grade-facts.tsx'

type Props = {
  row: BoardRow
  day: string
  /** the day is over: nothing can be done any more */
  past: boolean
  readAt: number
  now: number
  fresh: boolean
  onReplace: (row: BoardRow) => void
  onCorrect: (row: BoardRow) => void
  onPlace: (row: BoardRow) => void
}

/** Somebody who should be somewhere: who, where, since when, how sure, and what CS can do about it. */
export function BoardRowItem({ row, day, past, readAt, now, fresh, onReplace, onCorrect, onPlace }: Props) {
  const { t } = useTranslation('office-work')
  const coordinates = useCoordinates()
  return (
    <li className={classes.row} data-status={row.status} data-fresh={fresh || undefined}>
      <WhoAndWhere row={row} />
      <div className={classes.state}>
        {row.departedAt && !row.attendance && (
          <Text size="sm" fw={650} c="brand.7" className={classes.alarm}>
            <IconRoute size={16} aria-hidden />
            {t('attendance.departed', { time: clockWithZone(row.departedAt, { zone: row.timeZone }) })}
          </Text>
        )}
        {row.absence && !row.attendance && (
          <Badge variant="light" color="orange" tt="none" size="lg">
            {t('attendance.absent', { kind: t(`labels:absence.${row.absence}`) })}
          </Badge>
        )}
        <Presence row={row} day={day} past={past} lateMinutes={lateMinutesAt(row, readAt, now)} now={now} />
        <Text size="sm" c="dimmed">
          {t('attendance.schedule')} <Plan row={row} />
        </Text>
        <AlertList row={row} decides={coordinates} />
      </div>
      <div className={classes.proof}>
        {row.attendance && <GradeFacts entry={row.attendance} />}
        {row.attendance && <CorrectionNotes entry={row.attendance} />}
        {coordinates && canPlaceSite(row) && <PlaceButton onPress={() => onPlace(row)} />}
      </div>
      <Acts row={row} past={past} onReplace={onReplace} onCorrect={onCorrect} />
    </li>
  )
}

/** The technician, and the visit he is expected at. */
function WhoAndWhere({ row }: { row: BoardRow }) {
  return (
    <>
      <Who row={row} />
      <div className={classes.where}>
        <AnchorLink to="/tickets/$ticketId" params={{ ticketId: row.ticketId }} fw={600} size="sm">
          {row.ticketCode} · {row.ticketTitle}
        </AnchorLink>
        <Text size="sm">{row.customerName}</Text>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {row.address}
        </Text>
      </div>
    </>
  )
}

/** What CS can do about this row. */
function Acts({ row, past, onReplace, onCorrect }: Pick<Props, 'row' | 'past' | 'onReplace' | 'onCorrect'>) {
  const { t } = useTranslation('office-work')
  const coordinates = useCoordinates()
  return (
    <div className={classes.acts}>
      <ContactButtons row={row} />
      {coordinates && !past && row.status === 'MISSING' && <RemindButton row={row} />}
      {coordinates && (row.attendance !== null || row.status === 'MISSING') && (
        <CorrectButton
          name={row.technician.name}
          missing={row.attendance === null}
          onPress={() => onCorrect(row)}
        />
      )}
      {coordinates && !past && canReplace(row) && (
        <Button
          variant={row.status === 'MISSING' ? 'filled' : 'default'}
          color={row.status === 'MISSING' ? 'red' : undefined}
          leftSection={<IconUserSearch size={17} aria-hidden />}
          aria-label={t('replacement.buttonFor', { name: row.technician.name })}
          onClick={() => onReplace(row)}
        >
          {t('replacement.button')}
        </Button>
      )}
    </div>
  )
}

/** The technician, how to call him, and whether Telegram does not reach him. */
function Who({ row }: { row: BoardRow }) {
  const { t } = useTranslation('labels')
  return (
    <div className={classes.who}>
      <Avatar size={38} radius="xl" color={row.status === 'MISSING' ? 'red' : 'brand'} aria-hidden>
        {initials(row.technician.name)}
      </Avatar>
      <div style={{ minWidth: 0 }}>
        <Text fw={650}>{row.technician.name}</Text>
        {row.technician.phone && (
          <Text size="sm" c="dimmed" className="num">
            {phone(row.technician.phone)}
          </Text>
        )}
        {row.technician.telegram !== 'LINKED' && (
          <Badge
            size="sm"
            variant="light"
            color="orange"
            leftSection={<IconBrandTelegram size={12} aria-hidden />}
          >
            {t(`labels:telegram.${row.technician.telegram}`)}
          </Badge>
        )}
      </div>
    </div>
  )
}

/** Hours only when the visit is of one day, else with its days. */
function Plan({ row }: { row: BoardRow }) {
  const zone = row.timeZone
  const { scheduledStart: start, scheduledEnd: end } = row
  if (dayIn(start, zone) === dayIn(end, zone))
    return `${clock(start, { zone })}–${clockWithZone(end, { zone })}`
  return `${shortDate(start, { zone })} ${clock(start, { zone })} – ${shortDate(end, { zone })} ${clockWithZone(end, { zone })}`
}

type PresenceProps = { row: BoardRow; day: string; past: boolean; lateMinutes: number; now: number }

/** In words: missing since when, at work since when, gone since when; late and running over stand out. */
function Presence({ row, day, past, lateMinutes, now }: PresenceProps) {
  const { t } = useTranslation('office-work')
  const late = duration(lateMinutes * 60_000)
  if (row.status === 'MISSING')
    return (
      <Text fw={700} c="red.7" className={classes.alarm}>
        <IconAlertTriangle size={18} aria-hidden />
        {past
          ? t('attendance.absent')
          : lateMinutes > 0
            ? t('attendance.missingFor', { duration: late })
            : t('attendance.missingJust')}
      </Text>
    )
  if (!row.attendance) return <Text>{expectation(row, day, now, t)}</Text>
  return (
    <>
      <Times entry={row.attendance} now={now} working={row.status === 'WORKING'} />
      {row.attendance.late && (
        <Text size="sm" fw={650} c="amber.8" className={classes.alarm}>
          <IconClockExclamation size={16} aria-hidden />
          {lateMinutes > 0 ? t('attendance.lateBy', { duration: late }) : t('attendance.late')}
        </Text>
      )}
      <Overrun minutes={overrunMinutes(row, now)} />
    </>
  )
}

function expectation(row: BoardRow, day: string, now: number, t: TFunction<'office-work'>): string {
  const due = dueAt(row, day)
  const time = clockWithZone(due, { zone: row.timeZone })
  if (now >= due) return t('attendance.dueSince', { time })
  const soon = due - now > 60_000 && due - now < 12 * 3_600_000
  return soon
    ? t('attendance.expectedIn', { duration: duration(due - now) })
    : t('attendance.expectedAt', { time })
}

function Times({ entry, now, working }: { entry: AttendanceEntry; now: number; working: boolean }) {
  const { t } = useTranslation('office-work')
  const zone = entry.timeZone
  const from = Date.parse(entry.checkInAt)
  const until = entry.checkOutAt ? Date.parse(entry.checkOutAt) : now
  const stayed = until - from >= 60_000 ? duration(until - from) : null
  const aside = [
    stayed && t(working ? 'attendance.workingFor' : 'attendance.workedFor', { duration: stayed }),
    entry.via === 'telegram' && t('attendance.via', { channel: t('labels:via.telegram') }),
  ].filter(Boolean)
  return (
    <>
      <Text>{t('attendance.inSince', { time: clockWithZone(entry.checkInAt, { zone }) })}</Text>
      {entry.checkOutAt && (
        <Text>{t('attendance.outAt', { time: clockWithZone(entry.checkOutAt, { zone }) })}</Text>
      )}
      {aside.length > 0 && (
        <Text size="sm" c="dimmed">
          {aside.join(' · ')}
        </Text>
      )}
    </>
  )
}

function Overrun({ minutes }: { minutes: number }) {
  const { t } = useTranslation('office-work')
  if (minutes < 1) return null
  return (
    <Text size="sm" fw={650} c="amber.8" className={classes.alarm}>
      <IconClockExclamation size={16} aria-hidden />
      {t('attendance.overrun', { duration: duration(minutes * 60_000) })}
    </Text>
  )
}
