import { useText } from '../texts/use-text.ts'
import type { AttendanceEntry } from '../../shared/api/shapes.ts'
import { clockWithZone, number } from '../../shared/format.ts'
import { dayWords } from '../ui/when.ts'
import type { Job } from './use-job.ts'

const GRADE_TONE = { ON_SITE: 'good', LIKELY: 'info', OFF_SITE: 'warn', NO_LOCATION: 'mute' } as const

/** Who was there and when; for each entry how sure the system is of the place. */
export function AttendanceLines({ job }: { job: Job }) {
  const { t } = useText()
  const entries = job.work.attendance.toSorted((a, b) => b.checkInAt.localeCompare(a.checkInAt))
  if (entries.length === 0) return null
  return (
    <section className="card" aria-labelledby="attendance">
      <h2 id="attendance">{t('attendance.title')}</h2>
      <ul className="lines">
        {entries.map((entry) => (
          <li key={entry.id}>
            <p>
              <strong>{entry.technician.name}</strong> · {dayWords(entry.checkInAt, entry.timeZone)}
            </p>
            <AttendanceFacts entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  )
}

export function AttendanceFacts({ entry }: { entry: AttendanceEntry }) {
  const { t } = useText()
  const zone = { zone: entry.timeZone }
  return (
    <>
      <p className="attended">
        <span>{t('attendance.in', { time: clockWithZone(entry.checkInAt, zone) })}</span>
        <span>
          {entry.checkOutAt
            ? t('attendance.out', { time: clockWithZone(entry.checkOutAt, zone) })
            : t('attendance.still')}
        </span>
      </p>
      <p className="card-top">
        <span className={`badge ${GRADE_TONE[entry.grade]}`}>{t(`labels:grade.${entry.grade}`)}</span>
        {entry.late && <span className="badge warn">{t('attendance.late')}</span>}
        {entry.distance !== null && (
          <span className="mute">{t('attendance.distance', { metres: number(entry.distance) })}</span>
        )}
      </p>
    </>
  )
}
