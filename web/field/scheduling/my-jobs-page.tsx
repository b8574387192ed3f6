import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { useAnswer } from '../data/answers.ts'
import { fetchMyJobs } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { Answered, Empty } from '../ui/answered.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Segments } from '../ui/segments.tsx'
import { JobCard } from './job-card.tsx'
import { StandbyButton } from './standby-button.tsx'

type When = 'active' | 'standby' | 'finished'

const NONE = {
  active: 'jobs.noneActive',
  standby: 'jobs.noneStandby',
  finished: 'jobs.noneFinished',
} as const

export function MyJobsPage() {
  const { t } = useText()
  const [when, setWhen] = useState<When>('active')
  return (
    <Page title={t('jobs.title')}>
      <Segments
        label={t('jobs.title')}
        value={when}
        onValue={setWhen}
        options={[
          { value: 'active', label: t('jobs.active') },
          { value: 'standby', label: t('jobs.standby') },
          { value: 'finished', label: t('jobs.finished') },
        ]}
      />
      <JobList key={when} when={when} />
    </Page>
  )
}

function JobList({ when }: { when: When }) {
  const { t } = useText()
  const [pages, setPages] = useState(1)
  const jobs = useAnswer(keys.myJobs(when), () => fetchMyJobs(when, pages))
  const more = () => {
    setPages(pages + 1)
    setTimeout(() => void jobs.reload(), 0)
  }
  return (
    <Answered answer={jobs}>
      {(page) =>
        page.items.length === 0 ? (
          <Empty icon="jobs" title={t(NONE[when])}>
            {when === 'active' && (
              <Link className="button primary" to={paths.pool}>
                <span>{t('jobs.toPool')}</span>
              </Link>
            )}
          </Empty>
        ) : (
          <>
            <ul className="cards">
              {page.items.map((job) => (
                <li key={job.id}>
                  <JobCard job={job} withState>
                    {when === 'standby' && <StandbyButton ticketId={job.id} position={job.standbyPosition} />}
                  </JobCard>
                </li>
              ))}
            </ul>
            {page.nextCursor && (
              <Button busy={jobs.loading} onClick={more}>
                {t('action.more')}
              </Button>
            )}
          </>
        )
      }
    </Answered>
  )
}
