import type { SignIn } from '../../shared/api/shapes.ts'
import { dayAndClock } from '../../shared/format.ts'
import { useAnswer } from '../data/answers.ts'
import { endSession, fetchSignIns } from '../data/calls.ts'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

/** My last sign-ins; other devices can be signed out. */
export function SignInsCard() {
  const { t } = useText()
  const { value, reload } = useAnswer('me/sign-ins', fetchSignIns)
  const act = useAct()
  const nameOf = ({ browser, system }: SignIn) =>
    browser && system
      ? t('account:signIns.device', { browser, system })
      : (browser ?? system ?? t('account:signIns.unknown'))
  const end = (id: string) =>
    void act.run(async () => {
      await endSession(id)
      await reload()
    })
  return (
    <details className="card">
      <summary>{t('account:signIns.title')}</summary>
      <div className="stack">
        <p className="hint">{t('account:signIns.hint')}</p>
        <ProblemNotice problem={act.problem} />
        {value?.items.map((item) => (
          <div className="row" key={item.id}>
            <div>
              <p>{nameOf(item)}</p>
              <p className="hint">
                {dayAndClock(item.at)} {item.ipAddress && `· ${item.ipAddress}`}
                {item.current && ` · ${t('account:signIns.current')}`}
              </p>
            </div>
            {item.open && !item.current && (
              <Button
                busy={act.busy}
                aria-label={t('account:signIns.endLabel', { device: nameOf(item) })}
                onClick={() => end(item.id)}
              >
                {t('account:signIns.end')}
              </Button>
            )}
          </div>
        ))}
      </div>
    </details>
  )
}
