import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import type { BoardRow } from '../../shared/api/shapes.ts'
import { dayIn } from '../../shared/format.ts'
import { addDays } from '../../shared/zoned.ts'
import { useAnswer } from '../data/answers.ts'
import { fetchAttendance } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { Answered, Empty } from '../ui/answered.tsx'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { dayWords, visitWords } from '../ui/when.ts'
import { AttendanceFacts } from './attendance-lines.tsx'
import { useMe } from './use-job.ts'

const STATUS_TONE = { EXPECTED: 'info', MISSING: 'bad', WORKING: 'primary', LEFT: 'good' } as const
/** Noon in UTC lies on the same date from WIB to WIT. */
const noon = (day: string) => `${day}T05:00:00Z`
const OFFICE = 'Asia/Jakarta'

/** My own attendance, one day after the other. */
export function AttendancePage() {
  const { t } = useText()
  const [today] = useState(() => dayIn(Date.now()))
  const [day, setDay] = useState(today)
  return (
    <Page title={t('attendance.title')}>
      <nav className="day-nav" aria-label={t('attendance.day')}>
        <button
          type="button"
          className="icon-button"
          aria-label={t('attendance.dayBefore')}
          onClick={() => setDay(addDays(day, -1))}
        >
          <Icon name="back" />
        </button>
        <strong aria-live="polite">{dayWords(noon(day), OFFICE)}</strong>
        <button
          type="button"
          className="icon-button"
          aria-label={t('attendance.dayAfter')}
          disabled={day >= addDays(today, 7)}
          onClick={() => setDay(addDays(day, 1))}
        >
          <Icon name="next" />
        </button>
      </nav>
      <Day key={day} day={day} />
    </Page>
  )
}

function Day({ day }: { day: string }) {
  const { t } = useText()
  const me = useMe()
  const board = useAnswer(keys.attendance(day), () => fetchAttendance(day))
  return (
    <Answered answer={board}>
      {({ items }) => {
        const mine = items.filter((row) => row.technician.id === me.id)
        return mine.length === 0 ? (
          <Empty icon="clock" title={t('attendance.none')} />
        ) : (
          <ul className="cards">
            {mine.map((row) => (
              <li key={row.assignmentId}>
                <Row row={row} />
              </li>
            ))}
          </ul>
        )
      }}
    </Answered>
  )
}

function Row({ row }: { row: BoardRow }) {
  const { t } = useText()
  return (
    <article className="card job">
      <div className="card-top">
        <span className={`badge ${STATUS_TONE[row.status]}`}>{t(`labels:attendance.${row.status}`)}</span>
        {row.lateMinutes > 0 && (
          <span className="badge warn">{t('attendance.lateMinutes', { count: row.lateMinutes })}</span>
        )}
        <span className="code">{row.ticketCode}</span>
      </div>
      <h2>
        <Link to={paths.job(row.ticketId)}>{row.ticketTitle}</Link>
      </h2>
      <p>{visitWords(row.scheduledStart, row.scheduledEnd, row.timeZone)}</p>
      <p className="mute">{row.customerName}</p>
      {row.attendance && <AttendanceFacts entry={row.attendance} />}
    </article>
  )
}
