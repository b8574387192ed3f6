import { type FormEvent, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { asProblem, type Problem } from '../../shared/api/problem.ts'
import { signIn } from '../data/session.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { sayProblem } from '../ui/say-problem.ts'
import { TextField } from '../ui/text-field.tsx'
import { Doorway } from './doorway.tsx'

export function SignInPage({ expired }: { expired: boolean }) {
  const { t } = useText()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [visible, setVisible] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setProblem(null)
    if (username.trim() === '' || password === '') return
    setBusy(true)
    try {
      await signIn(username.trim(), password)
    } catch (error) {
      setProblem(asProblem(error))
      setBusy(false)
    }
  }
  const required = (value: string) => (tried && value === '' ? t('form.required') : null)
  return (
    <Doorway title={t('signIn.title')}>
      {expired && <Notice tone="info">{t('signIn.expired')}</Notice>}
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
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
        {problem && (
          <Notice tone="bad" live>
            {problem.status === 401 ? t('signIn.wrong') : sayProblem(problem)}
          </Notice>
        )}
        <Button type="submit" kind="primary" className="big" busy={busy}>
          {t('signIn.submit')}
        </Button>
      </form>
      <p className="hint">{t('signIn.help')}</p>
    </Doorway>
  )
}
