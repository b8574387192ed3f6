import { useEffect, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { paths } from '../navigation/paths.ts'
import { Answered, Loading } from '../ui/answered.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Button } from '../ui/button.tsx'
import { correctionOf, type Draft, draftOf, EMPTY_DRAFT, readDraft } from './handover-draft.ts'
import { HandoverForm } from './handover-form.tsx'
import { type Job, useJobAnswers } from './use-job.ts'

/** BAST: what was done, what is open, who received it. */
export function HandoverPage({ id }: { id: string }) {
  const { t } = useText()
  const answer = useJobAnswers(id)
  return (
    <Page title={t('bast.title')} back={paths.job(id)} over={answer.value?.ticket.code}>
      <Answered answer={answer} cards={2}>
        {(job) => <WithDraft job={job} />}
      </Answered>
    </Page>
  )
}

function WithDraft({ job }: { job: Job }) {
  const { t } = useText()
  const waiting = job.waiting.find((item) => item.work.kind === 'bast')
  const refused = waiting?.refusal ? waiting : null
  // decided when the form opens: while it is being filled in, news must not replace it
  const [draft, setDraft] = useState<Draft | null>(null)
  const [refusedId] = useState(refused?.id ?? null)
  useEffect(() => {
    if (refused?.work.kind === 'bast')
      setDraft((now) => now ?? (refused.work.kind === 'bast' ? draftOf(refused.work) : null))
    else void readDraft(job).then((kept) => setDraft((now) => now ?? kept))
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for this ticket and person, not at every piece of news
  }, [refused, job.ticket.id, job.me.id])
  const arrived = job.arrived.some((item) => item.work.kind === 'bast')
  const { bast } = job.work
  const [correcting, setCorrecting] = useState(false)
  if ((bast || arrived || (waiting && !refusedId)) && !correcting)
    return (
      <>
        <Notice tone="good" title={t('bast.exists')}>
          {bast?.number ?? (arrived ? null : t('bast.existsWaiting'))}
        </Notice>
        {bast && !arrived && !waiting && job.ticket.allowedMoves.includes('handOver') && (
          <Button
            icon="pen"
            onClick={() => {
              // what was begun before goes on; otherwise from what the BAST says now
              if (draft === EMPTY_DRAFT) setDraft(correctionOf(bast))
              setCorrecting(true)
            }}
          >
            {t('bast.correct')}
          </Button>
        )}
      </>
    )
  return draft ? <HandoverForm job={job} start={draft} refusedId={refusedId} /> : <Loading cards={2} />
}
