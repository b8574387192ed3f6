import { type FormEvent, useState } from 'react'
import type { SecondFactorSetUp } from '../../shared/api/shapes.ts'
import { beginSecondFactor, confirmSecondFactor } from '../data/calls.ts'
import { refreshMe } from '../data/session.ts'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Password, then the code to scan or open, the backup codes and the first code of the app. */
export function SetUpSecondFactor() {
  const { t } = useText()
  const [password, setPassword] = useState('')
  const [made, setMade] = useState<SecondFactorSetUp | null>(null)
  const { busy, problem, run } = useAct()
  const begin = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => setMade(await beginSecondFactor(password)))
  }
  if (made) return <Confirm made={made} />
  return (
    <form className="stack" onSubmit={begin} noValidate>
      <p>{t('account:second.passwordFirst')}</p>
      <TextField
        label={t('account:second.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        error={problem?.fields[0]?.message ?? null}
      />
      <ProblemNotice problem={problem?.fields.length ? null : problem} />
      <Button type="submit" kind="primary" busy={busy}>
        {t('account:second.goOn')}
      </Button>
    </form>
  )
}

function Confirm({ made }: { made: SecondFactorSetUp }) {
  const { t } = useText()
  const [code, setCode] = useState('')
  const { busy, problem, run } = useAct()
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      await confirmSecondFactor(code)
      await refreshMe()
    })
  }
  const side = made.qr.size + 8
  return (
    <form className="stack" onSubmit={confirm} noValidate>
      <h2>{t('account:second.step1')}</h2>
      <a className="button" href={made.uri}>
        <span>{t('account:second.samePhone')}</span>
      </a>
      <svg
        role="img"
        aria-label={t('account:second.qr')}
        viewBox={`-4 -4 ${side} ${side}`}
        width="220"
        height="220"
        shapeRendering="crispEdges"
      >
        <rect x="-4" y="-4" width={side} height={side} fill="#fff" />
        <path d={made.qr.path} fill="#000" />
      </svg>
      <p className="hint">{t('account:second.key')}</p>
      <p>
        <code style={{ overflowWrap: 'anywhere' }}>{made.key}</code>
      </p>
      <h2>{t('account:second.step2')}</h2>
      <p className="hint">{t('account:second.backupHint')}</p>
      <ul className="codes">
        {made.backupCodes.map((one) => (
          <li key={one}>
            <code>{one}</code>
          </li>
        ))}
      </ul>
      <h2>{t('account:second.step3')}</h2>
      <TextField
        label={t('account:code.label')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        value={code}
        onValue={setCode}
        error={problem?.fields[0]?.message ?? null}
      />
      <ProblemNotice problem={problem?.fields.length ? null : problem} />
      <Button type="submit" kind="primary" busy={busy}>
        {t('account:second.confirm')}
      </Button>
    </form>
  )
}
