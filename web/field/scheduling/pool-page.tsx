import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import type { PoolJob } from '../../shared/api/shapes.ts'
import { useAnswer } from '../data/answers.ts'
import { fetchPool } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { Answered, Empty } from '../ui/answered.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { ClaimSheet } from './claim-sheet.tsx'
import { JobCard } from './job-card.tsx'
import { PoolActions } from './pool-actions.tsx'
import { PoolFilter, usePoolFilter } from './pool-filter.tsx'
import { useClaim } from './use-claim.ts'

/** Open Pool: first come, first served. */
export function PoolPage({ staffId }: { staffId: string }) {
  const { t } = useText()
  const [pages, setPages] = useState(1)
  const pool = useAnswer(keys.pool, () => fetchPool(pages))
  const more = () => {
    setPages(pages + 1)
    // the next look at the pool reads one page more
    setTimeout(() => void pool.reload(), 0)
  }
  return (
    <Page title={t('pool.title')}>
      <Answered answer={pool} cards={3}>
        {(page) => (
          <>
            <Jobs jobs={page.items} staffId={staffId} />
            {page.nextCursor && (
              <Button busy={pool.loading} onClick={more}>
                {t('action.more')}
              </Button>
            )}
          </>
        )}
      </Answered>
    </Page>
  )
}

function Jobs({ jobs, staffId }: { jobs: readonly PoolJob[]; staffId: string }) {
  const { t } = useText()
  const claim = useClaim()
  const filter = usePoolFilter(staffId, jobs)
  return (
    <>
      <PoolFilter jobs={jobs} filter={filter} />
      {filter.shown.length === 0 ? (
        <Empty icon="pool" title={t(jobs.length === 0 ? 'pool.empty' : 'pool.noneMatch')}>
          <p>{t(jobs.length === 0 ? 'pool.emptyHint' : 'pool.noneMatchHint', { count: jobs.length })}</p>
        </Empty>
      ) : (
        <ul className="cards">
          {inOrder(filter.shown).map((job) => (
            <li key={job.id}>
              <JobCard job={job} description={job.description}>
                <PoolActions job={job} claim={claim} />
              </JobCard>
            </li>
          ))}
        </ul>
      )}
      {claim.state && <ClaimSheet claim={claim} state={claim.state} />}
    </>
  )
}

/** Emergencies first; otherwise as the server sorted them. */
function inOrder(jobs: readonly PoolJob[]): PoolJob[] {
  return jobs.toSorted((a, b) => Number(b.emergency) - Number(a.emergency))
}
