import { type ReactNode, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { Button } from '../ui/button.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { AttendSheet } from './attend-sheet.tsx'
import { DepartButton } from './depart-button.tsx'
import { DoneSheet } from './done-sheet.tsx'
import { ExtensionSheet } from './extension-sheet.tsx'
import { PhotoButtons } from './photo-buttons.tsx'
import { isDone, type JobFacts, nextStep, type Step } from './steps.ts'
import type { Job } from './use-job.ts'
import { useSkipped } from './use-skipped.ts'

type Sheets = 'checkIn' | 'checkOut' | 'done' | 'extension' | 'release' | null
type Props = { job: Job; facts: JobFacts; release: (close: () => void) => ReactNode }

const ORDER: readonly Step[] = ['CHECK_IN', 'PHOTO_BEFORE', 'PHOTO_AFTER', 'BAST', 'DONE', 'CHECK_OUT']

/** The one thing to do next as a large button, everything else below in the order of a visit. */
export function StepPanel({ job, facts, release }: Props) {
  const { t } = useText()
  const [sheet, setSheet] = useState<Sheets>(null)
  const [skipped, skip] = useSkipped(job.ticket.id)
  const next = nextStep(facts, skipped)
  const close = () => setSheet(null)
  return (
    <section className="card steps" aria-labelledby="next-step">
      <h2 id="next-step">{t(next ? 'step.next' : 'step.nothing')}</h2>
      {next ? (
        <>
          <p>{t(`step.${next}.hint`)}</p>
          <NextButton job={job} step={next} open={setSheet} />
          {(next === 'PHOTO_BEFORE' || next === 'PHOTO_AFTER') && !facts.missing.includes(next) && (
            <Button kind="quiet" onClick={() => skip(next)}>
              {t('step.skip')}
            </Button>
          )}
        </>
      ) : (
        <p>{t(isDone('DONE', facts) ? 'step.finished' : 'step.away')}</p>
      )}
      <ol className="step-list">
        {ORDER.filter((step) => step !== 'CHECK_OUT' || facts.present).map((step) => (
          <li key={step} className={isDone(step, facts) ? 'done' : step === next ? 'now' : ''}>
            <Icon name={isDone(step, facts) ? 'check' : 'todo'} size={18} />
            <span>{t(`step.${step}.title`)}</span>
            {isDone(step, facts) && <span className="hidden">({t('step.isDone')})</span>}
            {step === 'DONE' && facts.missing.length > 0 && (
              <span className="mute">
                {t('step.missing', {
                  what: facts.missing.map((name) => t(`labels:missingForDone.${name}`)).join(', '),
                })}
              </span>
            )}
          </li>
        ))}
      </ol>
      <OtherActs job={job} facts={facts} next={next} open={setSheet} />
      {(sheet === 'checkIn' || sheet === 'checkOut') && (
        <AttendSheet job={job} kind={sheet} onClose={close} />
      )}
      {sheet === 'done' && <DoneSheet job={job} facts={facts} onClose={close} />}
      {sheet === 'extension' && <ExtensionSheet ticketId={job.ticket.id} onClose={close} />}
      {sheet === 'release' && release(close)}
    </section>
  )
}

const ICONS: Record<Step, IconName> = {
  CHECK_IN: 'enter',
  PHOTO_BEFORE: 'camera',
  PHOTO_AFTER: 'camera',
  BAST: 'pen',
  DONE: 'check',
  CHECK_OUT: 'leave',
}

function NextButton({ job, step, open }: { job: Job; step: Step; open: (sheet: Sheets) => void }) {
  const { t } = useText()
  if (step === 'PHOTO_BEFORE' || step === 'PHOTO_AFTER')
    return <PhotoButtons job={job} kind={step === 'PHOTO_BEFORE' ? 'BEFORE' : 'AFTER'} primary />
  if (step === 'BAST')
    return (
      <Link className="button primary big" to={paths.handover(job.ticket.id)}>
        <Icon name="pen" />
        <span>{t('step.BAST.title')}</span>
      </Link>
    )
  const sheet = step === 'CHECK_IN' ? 'checkIn' : step === 'CHECK_OUT' ? 'checkOut' : 'done'
  return (
    <Button kind="primary" className="big" icon={ICONS[step]} onClick={() => open(sheet)}>
      {t(`step.${step}.title`)}
    </Button>
  )
}

type OtherProps = { job: Job; facts: JobFacts; next: Step | null; open: (sheet: Sheets) => void }

/** Acts that are possible now but are not the next one. */
function OtherActs({ job, facts, next, open }: OtherProps) {
  const { t } = useText()
  const can = (move: string) => facts.mine && facts.moves.has(move)
  return (
    <div className="acts">
      {can('depart') && <DepartButton ticketId={job.ticket.id} />}
      {can('checkOut') && facts.present && next !== 'CHECK_OUT' && (
        <Button icon="leave" onClick={() => open('checkOut')}>
          {t('step.CHECK_OUT.title')}
        </Button>
      )}
      {can('checkIn') && !facts.present && !facts.today && next !== 'CHECK_IN' && (
        <Button icon="enter" onClick={() => open('checkIn')}>
          {t('step.CHECK_IN.title')}
        </Button>
      )}
      {can('handOver') && next !== 'BAST' && (
        <Link className="button plain" to={paths.handover(job.ticket.id)}>
          <Icon name="pen" />
          <span>{t(facts.hasBast ? 'bast.correct' : 'step.BAST.title')}</span>
        </Link>
      )}
      {can('markDone') && next !== 'DONE' && (
        <Button icon="check" onClick={() => open('done')}>
          {t('step.DONE.title')}
        </Button>
      )}
      {can('requestExtension') && (
        <Button icon="calendar" onClick={() => open('extension')}>
          {t('extension.title')}
        </Button>
      )}
      {can('releaseJob') && (
        <Button kind="quiet" className="danger-text" onClick={() => open('release')}>
          {t('release.title')}
        </Button>
      )}
    </div>
  )
}
