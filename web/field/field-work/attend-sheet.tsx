import { useEffect, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { number } from '../../shared/format.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { PhoneFull } from '../ui/phone-full.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { doWork, now } from './do-work.ts'
import { type PositionState, watchPosition } from './position.ts'
import type { Job } from './use-job.ts'

type Props = { job: Job; kind: 'checkIn' | 'checkOut'; onClose: () => void }

/** Check-in and Check-out: looks for the position, says why, and goes on without one after a clear choice. */
export function AttendSheet({ job, kind, onClose }: Props) {
  const { t } = useText()
  const [attempt, setAttempt] = useState(0)
  const [position, setPosition] = useState<PositionState>({ kind: 'searching', best: null })
  const [busy, setBusy] = useState(false)
  const [full, setFull] = useState(false)
  useEffect(() => watchPosition(setPosition), [attempt])

  const reading =
    position.kind === 'found' ? position.reading : position.kind === 'searching' ? position.best : null
  const attend = async (withPosition: boolean) => {
    setBusy(true)
    const work = { kind, at: now(), location: withPosition ? reading : null }
    if (await doWork(job.ticket, work, job.me.id)) onClose()
    else {
      setFull(true)
      setBusy(false)
    }
  }
  const word = t(`step.${kind === 'checkIn' ? 'CHECK_IN' : 'CHECK_OUT'}.title`)
  return (
    <Sheet title={word} onClose={onClose}>
      <div className="stack">
        <p>{t('position.why')}</p>
        <Where position={position} />
        <PhoneFull when={full} />
        <Button
          kind="primary"
          className="big"
          busy={busy}
          disabled={reading === null}
          onClick={() => void attend(true)}
        >
          {t('position.with', { act: word })}
        </Button>
        {position.kind === 'failed' && position.problem !== 'insecure' && (
          <Button icon="retry" onClick={() => setAttempt(attempt + 1)}>
            {t('position.again')}
          </Button>
        )}
        <Button kind="quiet" onClick={() => void attend(false)}>
          {t('position.without', { act: word })}
        </Button>
        <p className="hint">{t('position.withoutHint')}</p>
      </div>
    </Sheet>
  )
}

function Where({ position }: { position: PositionState }) {
  const { t } = useText()
  if (position.kind === 'failed')
    return (
      <Notice tone="warn" live>
        {t(`position.${position.problem}`)}
      </Notice>
    )
  const found = position.kind === 'found'
  const reading = found ? position.reading : position.best
  return (
    <div className="position" role="status">
      {found ? <Icon name="pin" /> : <span className="spinner" aria-hidden="true" />}
      <span>
        {t(found ? 'position.found' : 'position.searching')}
        {reading && <> {t('position.accuracy', { metres: number(Math.max(1, reading.accuracy)) })}</>}
      </span>
    </div>
  )
}
