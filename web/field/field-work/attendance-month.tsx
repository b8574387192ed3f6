import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { dayIn, monthWords, number } from '../../shared/format.ts'
import { useAnswer } from '../data/answers.ts'
import { fetchOwnMonth } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { Answered, Empty } from '../ui/answered.tsx'
import { dayWords } from '../ui/when.ts'
import { AttendanceFacts } from './attendance-lines.tsx'
import { Stepper } from './stepper.tsx'

/** The month before or after, as YYYY-MM. */
export function monthBeside(month: string, by: -1 | 1): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** My own attendance of a month with its sums. */
export function AttendanceMonth() {
  const { t } = useText()
  const [now] = useState(() => dayIn(Date.now()).slice(0, 7))
  const [month, setMonth] = useState(now)
  return (
    <>
      <Stepper
        label={t('attendance.month')}
        text={monthWords(month)}
        before={t('attendance.monthBefore')}
        after={t('attendance.monthAfter')}
        onBefore={() => setMonth(monthBeside(month, -1))}
        onAfter={month < now ? () => setMonth(monthBeside(month, 1)) : null}
      />
      <Month key={month} month={month} />
    </>
  )
}

function Month({ month }: { month: string }) {
  const { t } = useText()
  const answer = useAnswer(keys.month(month), () => fetchOwnMonth(month))
  return (
    <Answered answer={answer}>
      {({ days, late, minutes, items }) =>
        items.length === 0 ? (
          <Empty icon="clock" title={t('attendance.noneMonth')} />
        ) : (
          <>
            <dl className="figures card">
              <Figure label={t('attendance.days')} value={number(days)} />
              <Figure label={t('attendance.hours')} value={number(minutes / 60, 1)} />
              <Figure label={t('attendance.lateCount')} value={number(late)} />
            </dl>
            <ul className="cards">
              {items.map((entry) => (
                <li key={entry.id}>
                  <article className="card job">
                    <h2>
                      <Link to={paths.job(entry.ticketId)}>{entry.ticketTitle}</Link>
                    </h2>
                    <p className="mute">
                      {dayWords(entry.checkInAt, entry.timeZone)} · {entry.customerName}
                    </p>
                    <AttendanceFacts entry={entry} />
                  </article>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Answered>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
