import { useText } from '../texts/use-text.ts'
import { useAnswer } from '../data/answers.ts'
import { fetchPool } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { Answered, Empty } from '../ui/answered.tsx'
import { Page } from '../ui/page.tsx'
import { JobCard } from './job-card.tsx'
import { PoolActions } from './pool-actions.tsx'
import { StandbyButton } from './standby-button.tsx'
import type { Claim } from './use-claim.ts'

/** A job that is not mine, opened from a chat: what the pool knows of it, or that it is gone. */
export function PoolJobPage({ id, claim }: { id: string; claim: Claim }) {
  const { t } = useText()
  const pool = useAnswer(keys.pool, () => fetchPool(4))
  return (
    <Page title={t('pool.jobTitle')} back={paths.pool}>
      <Answered answer={pool} cards={1}>
        {(page) => {
          const job = page.items.find((one) => one.id === id)
          return job ? (
            <JobCard job={job} description={job.description}>
              <PoolActions job={job} claim={claim} />
            </JobCard>
          ) : (
            <Empty icon="pool" title={t('pool.gone')}>
              <p>{t('pool.goneHint')}</p>
              <StandbyButton ticketId={id} position={null} />
              <Link className="button primary" to={paths.pool}>
                <span>{t('pool.toPool')}</span>
              </Link>
            </Empty>
          )
        }}
      </Answered>
    </Page>
  )
}
