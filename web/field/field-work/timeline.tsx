import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { dayAndClock } from '../../shared/format.ts'
import { Button } from '../ui/button.tsx'
import { earlierOf, eventWords, reasonOf } from './event-words.ts'
import type { Job } from './use-job.ts'

const FIRST = 6

/** What has happened, newest first. */
export function Timeline({ job }: { job: Job }) {
  const { t } = useText()
  const [all, setAll] = useState(false)
  const entries = job.ticket.timeline.toReversed().toSorted((a, b) => b.at.localeCompare(a.at))
  const shown = all ? entries : entries.slice(0, FIRST)
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">{t('job.history')}</h2>
      <ol className="timeline">
        {shown.map((entry) => (
          <li key={entry.id}>
            <span>{eventWords(entry, job.ticket)}</span>
            {reasonOf(entry) && <q>{reasonOf(entry)}</q>}
            {earlierOf(entry, job.ticket.timeZone) && (
              <span className="mute">{earlierOf(entry, job.ticket.timeZone)}</span>
            )}
            <time dateTime={entry.at}>{dayAndClock(entry.at, { zone: job.ticket.timeZone })}</time>
          </li>
        ))}
      </ol>
      {!all && entries.length > FIRST && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t('job.wholeHistory', { count: entries.length })}
        </Button>
      )}
    </section>
  )
}
