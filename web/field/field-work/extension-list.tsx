import { useText } from '../texts/use-text.ts'
import type { Extension } from '../../shared/api/shapes.ts'

const TONE = { PENDING: 'warn', APPROVED: 'good', REJECTED: 'bad' } as const

export function ExtensionList({ extensions }: { extensions: readonly Extension[] }) {
  const { t } = useText()
  if (extensions.length === 0) return null
  return (
    <section className="card" aria-labelledby="extensions">
      <h2 id="extensions">{t('extension.title')}</h2>
      <ul className="lines">
        {extensions.map((extension) => (
          <li key={extension.id}>
            <p>
              <strong>{t('extension.count', { count: extension.approvedDays ?? extension.days })}</strong>{' '}
              <span className={`badge ${TONE[extension.status]}`}>
                {t(`labels:extensionStatus.${extension.status}`)}
              </span>
            </p>
            <p className="mute">{extension.reason}</p>
            {extension.decisionNote && (
              <p>{t('extension.note', { name: extension.decidedBy?.name, note: extension.decisionNote })}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
