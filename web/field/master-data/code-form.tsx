import { type FormEvent, useState } from 'react'
import type { Problem } from '../../shared/api/problem.ts'
import { answerSecondFactor } from '../data/session.ts'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Second step of the sign-in: the code of the authenticator app, or one of the backup codes. */
export function CodeForm({ onIn, onBack }: { onIn?: () => void; onBack: () => void }) {
  const { t } = useText()
  const [backup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, problem, run } = useAct()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (code.trim() && (await run(() => answerSecondFactor(code.trim(), backup)))) onIn?.()
  }
  const other = () => {
    setBackup(!backup)
    setCode('')
    setTried(false)
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p>{t(backup ? 'account:code.backupText' : 'account:code.text')}</p>
      <TextField
        key={String(backup)}
        label={t(backup ? 'account:code.backupLabel' : 'account:code.label')}
        value={code}
        onValue={setCode}
        inputMode={backup ? 'text' : 'numeric'}
        autoComplete={backup ? 'off' : 'one-time-code'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={20}
        error={tried && code.trim() === '' ? t('form.required') : null}
      />
      <ProblemNotice problem={problem} text={wordsFor(problem, backup, t)} />
      <Button type="submit" kind="primary" className="big" busy={busy}>
        {t('account:code.submit')}
      </Button>
      <Button kind="quiet" onClick={other}>
        {t(backup ? 'account:code.useApp' : 'account:code.useBackup')}
      </Button>
      <p className="hint">{t('account:code.lost')}</p>
      <Button kind="quiet" onClick={onBack}>
        {t('account:code.back')}
      </Button>
    </form>
  )
}

/** The session library answers in its own words; these are ours. */
function wordsFor(problem: Problem | null, backup: boolean, t: (key: string) => string): string | undefined {
  if (!problem || problem.isNetwork) return undefined
  if (problem.code === 'INVALID_TWO_FACTOR_COOKIE' || problem.code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE')
    return t('account:code.expired')
  if (problem.status === 429) return t('account:code.locked')
  if (problem.status === 400 || problem.status === 401)
    return t(backup ? 'account:code.wrongBackup' : 'account:code.wrong')
  return undefined
}
