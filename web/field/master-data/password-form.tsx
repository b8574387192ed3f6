import { type FormEvent, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { asProblem, type Problem } from '../../shared/api/problem.ts'
import { changePassword } from '../data/session.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { sayProblem } from '../ui/say-problem.ts'
import { TextField } from '../ui/text-field.tsx'

const SHORTEST = 8

/** @param open true = the password was given by somebody else and should be changed now */
export function PasswordForm({ open }: { open: boolean }) {
  const { t } = useText()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [changed, setChanged] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setProblem(null)
    if (current === '' || next.length < SHORTEST) return
    setBusy(true)
    try {
      await changePassword(current, next)
      setChanged(true)
      setCurrent('')
      setNext('')
      setTried(false)
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
  }
  const wrong = problem?.status === 400 || problem?.status === 401
  return (
    <details className="card" open={open || undefined}>
      <summary>{t('password.title')}</summary>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        {open && <Notice tone="warn">{t('password.must')}</Notice>}
        <TextField
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onValue={setCurrent}
          error={tried && current === '' ? t('form.required') : null}
        />
        <TextField
          label={t('password.next')}
          hint={t('password.hint', { count: SHORTEST })}
          type="password"
          autoComplete="new-password"
          value={next}
          onValue={setNext}
          error={tried && next.length < SHORTEST ? t('password.tooShort', { count: SHORTEST }) : null}
        />
        {changed && (
          <Notice tone="good" live>
            {t('password.changed')}
          </Notice>
        )}
        {problem && (
          <Notice tone="bad" live>
            {wrong ? t('password.wrong') : sayProblem(problem)}
          </Notice>
        )}
        <Button type="submit" busy={busy}>
          {t('password.submit')}
        </Button>
      </form>
    </details>
  )
}
