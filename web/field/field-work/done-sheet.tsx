import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PhoneFull } from '../ui/phone-full.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { doWork, now } from './do-work.ts'
import type { JobFacts } from './steps.ts'
import type { Job } from './use-job.ts'

/** Selesai: asks once, or says what is missing. */
export function DoneSheet({ job, facts, onClose }: { job: Job; facts: JobFacts; onClose: () => void }) {
  const { t } = useText()
  const [busy, setBusy] = useState(false)
  const [full, setFull] = useState(false)
  const finish = async () => {
    setBusy(true)
    if (await doWork(job.ticket, { kind: 'done', at: now() }, job.me.id)) return onClose()
    setFull(true)
    setBusy(false)
  }
  return (
    <Sheet title={t('step.DONE.title')} onClose={onClose}>
      <div className="stack">
        {facts.missing.length > 0 ? (
          <Notice tone="warn" title={t('done.missing')}>
            <ul>
              {facts.missing.map((name) => (
                <li key={name}>{t(`labels:missingForDone.${name}`)}</li>
              ))}
            </ul>
          </Notice>
        ) : (
          <>
            <p>{t('done.ask')}</p>
            <PhoneFull when={full} />
            <Button kind="primary" className="big" icon="check" busy={busy} onClick={() => void finish()}>
              {t('done.submit')}
            </Button>
          </>
        )}
        <Button kind="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </Sheet>
  )
}
