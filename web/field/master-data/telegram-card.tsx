import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { asProblem, type Problem } from '../../shared/api/problem.ts'
import type { Me } from '../../shared/api/shapes.ts'
import { clockWithZone } from '../../shared/format.ts'
import { linkTelegram } from '../data/calls.ts'
import { refreshMe } from '../data/session.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { sayProblem } from '../ui/say-problem.ts'

const TONE = { LINKED: 'good', BLOCKED: 'bad', NOT_LINKED: 'warn' } as const

/** Without Telegram no news of new jobs: the state is always visible and can be mended here. */
export function TelegramCard({ me }: { me: Me }) {
  const { t } = useText()
  const [link, setLink] = useState<{ url: string; expiresAt: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const act = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
  }
  return (
    <section className="card stack" aria-labelledby="telegram">
      <div className="row">
        <h2 id="telegram">Telegram</h2>
        <span className={`badge ${TONE[me.telegram]}`}>{t(`labels:telegram.${me.telegram}`)}</span>
      </div>
      <p>{t(`telegram.${me.telegram}`)}</p>
      {problem && (
        <Notice tone="bad" live>
          {sayProblem(problem)}
        </Notice>
      )}
      {me.telegram !== 'LINKED' &&
        (link ? (
          <>
            <a className="button primary" href={link.url} target="_blank" rel="noreferrer">
              <span>{t('telegram.open')}</span>
            </a>
            <p className="hint">{t('telegram.until', { time: clockWithZone(link.expiresAt) })}</p>
            <Button kind="quiet" icon="retry" busy={busy} onClick={() => void act(refreshMe)}>
              {t('telegram.check')}
            </Button>
          </>
        ) : (
          <Button busy={busy} onClick={() => void act(async () => setLink(await linkTelegram()))}>
            {t('telegram.link')}
          </Button>
        ))}
    </section>
  )
}
