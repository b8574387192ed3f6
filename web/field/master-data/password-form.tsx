import { type FormEvent, useState } from 'react'
import { changePassword } from '../data/session.ts'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { TextField } from '../ui/text-field.tsx'

const SHORTEST = 8
const BLANK = { current: '', next: '', tried: false, changed: false }

/** @param open true = the password was given by somebody else and should be changed now */
export function PasswordForm({ open }: { open: boolean }) {
  const { t } = useText()
  const [form, setForm] = useState(BLANK)
  const { busy, problem, run } = useAct()
  const { current, next, tried, changed } = form
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setForm({ ...form, tried: true, changed: false })
    if (current === '' || next.length < SHORTEST) return
    if (await run(() => changePassword(current, next))) setForm({ ...BLANK, changed: true })
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
          onValue={(value) => setForm({ ...form, current: value })}
          error={tried && current === '' ? t('form.required') : null}
        />
        <TextField
          label={t('password.next')}
          hint={t('password.hint', { count: SHORTEST })}
          type="password"
          autoComplete="new-password"
          value={next}
          onValue={(value) => setForm({ ...form, next: value })}
          error={tried && next.length < SHORTEST ? t('password.tooShort', { count: SHORTEST }) : null}
        />
        {changed && (
          <Notice tone="good" live>
            {t('password.changed')}
          </Notice>
        )}
        <ProblemNotice problem={problem} text={wrong ? t('password.wrong') : undefined} />
        <Button type="submit" busy={busy}>
          {t('password.submit')}
        </Button>
      </form>
    </details>
  )
}
