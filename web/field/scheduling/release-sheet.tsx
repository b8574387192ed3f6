import { type FormEvent, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { asProblem, type Problem } from '../../shared/api/problem.ts'
import type { Ticket } from '../../shared/api/shapes.ts'
import { refresh } from '../data/answers.ts'
import { releaseJob } from '../data/calls.ts'
import { concerns } from '../data/keys.ts'
import { paths } from '../navigation/paths.ts'
import { go } from '../navigation/router.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { sayProblem } from '../ui/say-problem.ts'
import { Sheet } from '../ui/sheet.tsx'
import { TextArea } from '../ui/text-field.tsx'

/** Lepas Job: the seat goes back to the pool, standbys first. */
export function ReleaseSheet({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useText()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    setBusy(true)
    try {
      await releaseJob(ticket.id, reason.trim())
      refresh((key) => concerns(key, ticket.id))
      go(paths.myJobs, { replace: true })
    } catch (error) {
      setProblem(asProblem(error))
      setBusy(false)
    }
  }
  return (
    <Sheet title={t('release.title')} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <p>{t('release.explain')}</p>
        <TextArea
          label={t('release.reason')}
          value={reason}
          onValue={setReason}
          maxLength={500}
          required
          error={missing ? t('form.required') : null}
        />
        {problem && (
          <Notice tone="bad" live>
            {sayProblem(problem)}
          </Notice>
        )}
        <Button type="submit" kind="danger" className="big" busy={busy}>
          {t('release.submit')}
        </Button>
      </form>
    </Sheet>
  )
}
