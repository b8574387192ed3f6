import { useState } from 'react'
import type { Me } from '../../shared/api/shapes.ts'
import { clockWithZone } from '../../shared/format.ts'
import { linkTelegram } from '../data/calls.ts'
import { refreshMe } from '../data/session.ts'
import { type Act, useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

const TONE = { LINKED: 'good', BLOCKED: 'bad', NOT_LINKED: 'warn' } as const

/** Without Telegram no news of new jobs: the state is always visible and can be mended here. */
export function TelegramCard({ me }: { me: Me }) {
  const { t } = useText()
  const act = useAct()
  return (
    <section className="card stack" aria-labelledby="telegram">
      <div className="row">
        <h2 id="telegram">Telegram</h2>
        <span className={`badge ${TONE[me.telegram]}`}>{t(`labels:telegram.${me.telegram}`)}</span>
      </div>
      <p>{t(`telegram.${me.telegram}`)}</p>
      <ProblemNotice problem={act.problem} />
      {me.telegram !== 'LINKED' && <Connect act={act} />}
    </section>
  )
}

function Connect({ act }: { act: Act }) {
  const { t } = useText()
  const [link, setLink] = useState<{ url: string; expiresAt: string } | null>(null)
  if (!link)
    return (
      <Button busy={act.busy} onClick={() => void act.run(async () => setLink(await linkTelegram()))}>
        {t('telegram.link')}
      </Button>
    )
  return (
    <>
      <a className="button primary" href={link.url} target="_blank" rel="noreferrer">
        <span>{t('telegram.open')}</span>
      </a>
      <p className="hint">{t('telegram.until', { time: clockWithZone(link.expiresAt) })}</p>
      <Button kind="quiet" icon="retry" busy={act.busy} onClick={() => void act.run(refreshMe)}>
        {t('telegram.check')}
      </Button>
    </>
  )
}
