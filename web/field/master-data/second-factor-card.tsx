import { type FormEvent, useState } from 'react'
import type { Me } from '../../shared/api/shapes.ts'
import { endSecondFactor } from '../data/calls.ts'
import { refreshMe } from '../data/session.ts'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { SetUpSecondFactor } from './set-up-second-factor.tsx'

/** Own second factor: set up or switched off; new backup codes are made in the office app or by setting it up again. */
export function SecondFactorCard({ me }: { me: Me }) {
  const { t } = useText()
  const on = me.secondFactor === 'ON'
  return (
    <details className="card">
      <summary>
        {t('account:second.title')}: {t(on ? 'account:second.on' : 'account:second.off')}
      </summary>
      <div className="stack">
        <p>{t(on ? 'account:second.explainOn' : 'account:second.explainOff')}</p>
        {on ? <SwitchOff /> : <SetUpSecondFactor />}
      </div>
    </details>
  )
}

function SwitchOff() {
  const { t } = useText()
  const [password, setPassword] = useState('')
  const { busy, problem, run } = useAct()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      await endSecondFactor(password)
      await refreshMe()
    })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="hint">{t('account:second.switchOffText')}</p>
      <TextField
        label={t('account:second.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        error={problem?.fields[0]?.message ?? null}
      />
      <ProblemNotice problem={problem?.fields.length ? null : problem} />
      <Button type="submit" busy={busy}>
        {t('account:second.switchOff')}
      </Button>
    </form>
  )
}
