import type { ReactNode } from 'react'
import { useText } from '../texts/use-text.ts'
import type { Ticket } from '../../shared/api/shapes.ts'
import { paths } from '../navigation/paths.ts'
import { standingOf } from '../offline/queue-order.ts'
import { WaitingList } from '../offline/waiting-list.tsx'
import { Answered } from '../ui/answered.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { AttachmentCard } from './attachment-card.tsx'
import { AttendanceLines } from './attendance-lines.tsx'
import { ExtensionList } from './extension-list.tsx'
import { JobHead } from './job-head.tsx'
import { LetterCard } from './letter-card.tsx'
import { NoteSection } from './note-section.tsx'
import { PhotoSection } from './photo-section.tsx'
import { StepPanel } from './step-panel.tsx'
import { factsOf } from './steps.ts'
import { Timeline } from './timeline.tsx'
import { type Job, useJobAnswers } from './use-job.ts'

type Props = {
  id: string
  /** shown instead when I have never had a seat of it */
  elsewhere: ReactNode
  release: (ticket: Ticket, close: () => void) => ReactNode
}

export function JobPage({ id, elsewhere, release }: Props) {
  const { t } = useText()
  const answer = useJobAnswers(id)
  const job = answer.value
  const notVisible = answer.problem?.status === 404 || answer.problem?.status === 403
  if (!job && notVisible) return elsewhere
  const everMine = job?.ticket.seats.some((seat) => seat.technician.id === job.me.id)
  if (job && !everMine) return elsewhere
  return (
    <Page title={job?.ticket.title ?? t('job.title')} back={paths.myJobs} over={job?.ticket.code}>
      <Answered answer={answer} cards={3}>
        {(value) => <Whole job={value} release={release} />}
      </Answered>
    </Page>
  )
}

function Whole({ job, release }: { job: Job; release: Props['release'] }) {
  const { t } = useText()
  const { ticket, work } = job
  // refused work has not happened; neither has what was done relying on it
  const coming = job.waiting.filter((item) => standingOf(item, job.waiting) === 'waiting')
  const refused = coming.length < job.waiting.length
  const facts = factsOf(
    ticket,
    work,
    job.me.id,
    [...job.arrived, ...coming].map((item) => item.work),
  )
  return (
    <div className="job-page">
      <div className="stack">
        <JobHead ticket={ticket} state={facts.state} />
        {refused ? (
          <Notice tone="bad">{t('step.refused')}</Notice>
        ) : facts.mine ? (
          <StepPanel job={job} facts={facts} release={(close) => release(ticket, close)} />
        ) : (
          <p className="card">{t('job.noLongerMine')}</p>
        )}
        <WaitingList items={job.waiting} />
        <NoteSection job={job} />
        <PhotoSection job={job} canAdd={facts.mine && (facts.present || facts.state === 'IN_PROGRESS')} />
      </div>
      <div className="stack">
        <LetterCard job={job} />
        <section className="card" aria-labelledby="description">
          <h2 id="description">{t('job.description')}</h2>
          <p className="description">{ticket.description || t('job.noDescription')}</p>
        </section>
        <AttachmentCard ticketId={ticket.id} />
        <AttendanceLines job={job} />
        <ExtensionList extensions={work.extensions} timeZone={ticket.timeZone} />
        <Timeline job={job} />
      </div>
    </div>
  )
}
