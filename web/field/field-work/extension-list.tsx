import { useText } from '../texts/use-text.ts'
import type { Extension } from '../../shared/api/shapes.ts'
import { dateTime } from '../../shared/format.ts'

const TONE = { PENDING: 'warn', APPROVED: 'good', REJECTED: 'bad' } as const

type Props = { extensions: readonly Extension[]; timeZone: string }

/** All requests for more days of this job, the last one first, each with the answer of CS. */
export function ExtensionList({ extensions, timeZone }: Props) {
  const { t } = useText()
  if (extensions.length === 0) return null
  return (
    <section className="card" aria-labelledby="extensions">
      <h2 id="extensions">{t('extension.title')}</h2>
      <ul className="lines">
        {extensions.toReversed().map((extension) => (
          <li key={extension.id}>
            <p>
              <strong>{t('extension.count', { count: extension.approvedDays ?? extension.days })}</strong>{' '}
              <span className={`badge ${TONE[extension.status]}`}>
                {t(`labels:extensionStatus.${extension.status}`)}
              </span>
            </p>
            <p className="mute">{extension.reason}</p>
            {extension.approvedUntil && (
              <p>{t('extension.until', { when: dateTime(extension.approvedUntil, { zone: timeZone }) })}</p>
            )}
            {extension.decisionNote && (
              <p>{t('extension.note', { name: extension.decidedBy?.name, note: extension.decisionNote })}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
