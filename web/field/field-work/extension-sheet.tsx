import { type FormEvent, useRef, useState } from 'react'
import { refresh } from '../data/answers.ts'
import { newKey, requestExtension } from '../data/calls.ts'
import { concerns } from '../data/keys.ts'
import { useAct } from '../data/use-act.ts'
import { useKeptText } from '../offline/use-kept-text.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { TextArea, TextField } from '../ui/text-field.tsx'

const MOST_DAYS = 30

/** Tambah Hari: how many days, why, and what is left to do; CS decides. */
export function ExtensionSheet({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { t } = useText()
  const [days, setDays, dropDays] = useKeptText(`days:${ticketId}`)
  const [reason, setReason, dropReason] = useKeptText(`extension:${ticketId}`)
  const [remainingWork, setRemaining, dropRemaining] = useKeptText(`remaining:${ticketId}`)
  const form = { days: days || '1', reason, remainingWork }
  const change = { reason: setReason, remainingWork: setRemaining }
  const [tried, setTried] = useState(false)
  const { busy, problem, run } = useAct()
  const ask = useAsk(ticketId)
  const count = Number(form.days)
  const wrongDays = !Number.isInteger(count) || count < 1 || count > MOST_DAYS
  const needed = (text: string) => (tried && text.trim() === '' ? t('form.required') : null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const body = { days: count, reason: form.reason.trim(), remainingWork: form.remainingWork.trim() }
    if (wrongDays || body.reason === '' || body.remainingWork === '') return
    if (!(await run(() => ask(body)))) return
    await Promise.all([dropDays(), dropReason(), dropRemaining()])
    onClose()
  }
  return (
    <Sheet title={t('extension.title')} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <p>{t('extension.explain')}</p>
        <TextField
          label={t('extension.days')}
          type="number"
          inputMode="numeric"
          min={1}
          max={MOST_DAYS}
          value={form.days}
          onValue={setDays}
          error={tried && wrongDays ? t('extension.daysWrong', { most: MOST_DAYS }) : null}
        />
        {(['reason', 'remainingWork'] as const).map((name) => (
          <TextArea
            key={name}
            label={t(`extension.${name}`)}
            value={form[name]}
            onValue={change[name]}
            maxLength={name === 'reason' ? 500 : 1000}
            rows={3}
            required
            error={needed(form[name])}
          />
        ))}
        <ProblemNotice problem={problem} />
        <Button type="submit" kind="primary" className="big" busy={busy}>
          {t('extension.submit')}
        </Button>
      </form>
    </Sheet>
  )
}

type Body = { days: number; reason: string; remainingWork: string }

/** The same request keeps its key, so that a lost answer does not ask for the days twice. */
function useAsk(ticketId: string): (body: Body) => Promise<void> {
  const sent = useRef({ key: '', body: '' })
  return async (body) => {
    const text = JSON.stringify(body)
    if (sent.current.body !== text) sent.current = { key: newKey(), body: text }
    await requestExtension(ticketId, body, sent.current.key)
    refresh((key) => concerns(key, ticketId))
  }
}
