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
import { Page } from '../ui/page.tsx'
import { Segments } from '../ui/segments.tsx'
import { dayWords, visitWords } from '../ui/when.ts'
import { Absences } from './absences.tsx'
import { AttendanceFacts } from './attendance-lines.tsx'
import { AttendanceMonth } from './attendance-month.tsx'
import { Stepper } from './stepper.tsx'
import { useMe } from './use-job.ts'

const STATUS_TONE = { EXPECTED: 'info', MISSING: 'bad', WORKING: 'primary', LEFT: 'good' } as const
/** Noon in UTC lies on the same date from WIB to WIT. */
const noon = (day: string) => `${day}T05:00:00Z`
const OFFICE = 'Asia/Jakarta'

type View = 'day' | 'month' | 'absence'

/** My own attendance: one day after the other with its plan, or a month with its sums; and when I am not there. */
export function AttendancePage() {
  const { t } = useText()
  const [view, setView] = useState<View>('day')
  return (
    <Page title={t('attendance.title')}>
      <Segments
        label={t('attendance.title')}
        value={view}
        onValue={setView}
        options={[
          { value: 'day', label: t('attendance.perDay') },
          { value: 'month', label: t('attendance.perMonth') },
          { value: 'absence', label: t('absence.title') },
        ]}
      />
      {view === 'day' && <Days />}
      {view === 'month' && <AttendanceMonth />}
      {view === 'absence' && <Absences />}
    </Page>
  )
}

function Days() {
  const { t } = useText()
  const [today] = useState(() => dayIn(Date.now()))
  const [day, setDay] = useState(today)
  return (
    <>
      <Stepper
        label={t('attendance.day')}
        text={dayWords(noon(day), OFFICE)}
        before={t('attendance.dayBefore')}
        after={t('attendance.dayAfter')}
        onBefore={() => setDay(addDays(day, -1))}
        onAfter={day >= addDays(today, 7) ? null : () => setDay(addDays(day, 1))}
      />
      <Day key={day} day={day} />
    </>
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
  // the count begins with the planned minute; after a check-in the rules say whether that was late
  return (
    <article className="card job">
      <div className="card-top">
        <span className={`badge ${STATUS_TONE[row.status]}`}>{t(`labels:attendance.${row.status}`)}</span>
        {(row.attendance ? row.attendance.late : row.lateMinutes > 0) && (
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
