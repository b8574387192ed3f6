import { type FormEvent, useRef, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { asProblem, type Problem } from '../../shared/api/problem.ts'
import { refresh } from '../data/answers.ts'
import { newKey, requestExtension } from '../data/calls.ts'
import { concerns } from '../data/keys.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { sayProblem } from '../ui/say-problem.ts'
import { Sheet } from '../ui/sheet.tsx'
import { TextArea, TextField } from '../ui/text-field.tsx'

const MOST_DAYS = 30

/** Tambah Hari: how many days, why, and what is left to do; CS decides. */
export function ExtensionSheet({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { t } = useText()
  const [days, setDays] = useState('1')
  const [reason, setReason] = useState('')
  const [remainingWork, setRemainingWork] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const sent = useRef({ key: '', body: '' })
  const count = Number(days)
  const wrongDays = !Number.isInteger(count) || count < 1 || count > MOST_DAYS
  const needed = (text: string) => (tried && text.trim() === '' ? t('form.required') : null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrongDays || reason.trim() === '' || remainingWork.trim() === '') return
    setBusy(true)
    const body = { days: count, reason: reason.trim(), remainingWork: remainingWork.trim() }
    // the same request keeps its key, so that a lost answer does not ask for the days twice
    if (sent.current.body !== JSON.stringify(body))
      sent.current = { key: newKey(), body: JSON.stringify(body) }
    try {
      await requestExtension(ticketId, body, sent.current.key)
      refresh((key) => concerns(key, ticketId))
      onClose()
    } catch (error) {
      setProblem(asProblem(error))
      setBusy(false)
    }
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
          value={days}
          onValue={setDays}
          error={tried && wrongDays ? t('extension.daysWrong', { most: MOST_DAYS }) : null}
        />
        <TextArea
          label={t('extension.reason')}
          value={reason}
          onValue={setReason}
          maxLength={500}
          rows={3}
          required
          error={needed(reason)}
        />
        <TextArea
          label={t('extension.remainingWork')}
          value={remainingWork}
          onValue={setRemainingWork}
          maxLength={1000}
          rows={3}
          required
          error={needed(remainingWork)}
        />
        {problem && (
          <Notice tone="bad" live>
            {sayProblem(problem)}
          </Notice>
        )}
        <Button type="submit" kind="primary" className="big" busy={busy}>
          {t('extension.submit')}
        </Button>
      </form>
    </Sheet>
  )
}
