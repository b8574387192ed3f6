import { type FormEvent, useState } from 'react'
import type { Ticket } from '../../shared/api/shapes.ts'
import { refresh } from '../data/answers.ts'
import { releaseJob } from '../data/calls.ts'
import { concerns } from '../data/keys.ts'
import { useAct } from '../data/use-act.ts'
import { useKeptText } from '../offline/use-kept-text.ts'
import { paths } from '../navigation/paths.ts'
import { go } from '../navigation/router.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { TextArea } from '../ui/text-field.tsx'

/** Lepas Job: the seat goes back to the pool, standbys first. */
export function ReleaseSheet({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useText()
  const [reason, setReason, dropReason] = useKeptText(`release:${ticket.id}`)
  const [tried, setTried] = useState(false)
  const { busy, problem, run } = useAct()
  // too late, or begun: what is left is to ask for somebody and to stay until he comes
  const late = problem?.code === 'RELEASE_TOO_LATE' || problem?.code === 'RELEASE_AFTER_CHECK_IN'
  const giveBack = async (emergency: boolean) => {
    setTried(true)
    if (reason.trim() === '') return
    if (!(await run(() => releaseJob(ticket.id, reason.trim(), emergency)))) return
    await dropReason()
    refresh((key) => concerns(key, ticket.id))
    if (emergency) onClose()
    else go(paths.myJobs, { replace: true })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void giveBack(late)
  }
  return (
    <Sheet title={t('release.title')} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{t('release.explain')}</p>
        <TextArea
          label={t('release.reason')}
          value={reason}
          onValue={setReason}
          maxLength={500}
          required
          error={tried && reason.trim() === '' ? t('form.required') : null}
        />
        <ProblemNotice problem={problem} />
        {late && <p>{t('release.emergencyHint')}</p>}
        <Button type="submit" kind="danger" className="big" busy={busy}>
          {t(late ? 'release.emergency' : 'release.submit')}
        </Button>
      </form>
    </Sheet>
  )
}
