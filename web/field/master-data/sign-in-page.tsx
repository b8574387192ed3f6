import { type FormEvent, useState } from 'react'
import { signIn } from '../data/session.ts'
import { useAct } from '../data/use-act.ts'
import { OthersWork } from '../offline/others-work.tsx'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { CodeForm } from './code-form.tsx'
import { Doorway } from './doorway.tsx'

export function SignInPage({ expired }: { expired: boolean }) {
  const { t } = useText()
  const [asksCode, setAsksCode] = useState(false)
  if (asksCode)
    return (
      <Doorway title={t('account:code.title')}>
        <CodeForm onBack={() => setAsksCode(false)} />
      </Doorway>
    )
  return (
    <Doorway title={t('signIn.title')}>
      {expired && <Notice tone="info">{t('signIn.expired')}</Notice>}
      <OthersWork staffId={null} />
      <SignInForm askCode={() => setAsksCode(true)} />
      <p className="hint">{t('signIn.help')}</p>
    </Doorway>
  )
}

function SignInForm({ askCode }: { askCode: () => void }) {
  const { t } = useText()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [visible, setVisible] = useState(false)
  const [tried, setTried] = useState(false)
  const { busy, problem, run } = useAct()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (username.trim() === '' || password === '') return
    void run(async () => {
      if (await signIn(username.trim(), password)) askCode()
    })
  }
  const required = (value: string) => (tried && value === '' ? t('form.required') : null)
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField
        label={t('signIn.username')}
        value={username}
        onValue={setUsername}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        error={required(username.trim())}
      />
      <TextField
        label={t('signIn.password')}
        type={visible ? 'text' : 'password'}
        value={password}
        onValue={setPassword}
        autoComplete="current-password"
        error={required(password)}
      />
      <label className="check">
        <input type="checkbox" checked={visible} onChange={(event) => setVisible(event.target.checked)} />
        <span>{t('signIn.show')}</span>
      </label>
      <ProblemNotice problem={problem} text={problem?.status === 401 ? t('signIn.wrong') : undefined} />
      <Button type="submit" kind="primary" className="big" busy={busy}>
        {t('signIn.submit')}
      </Button>
    </form>
  )
}
