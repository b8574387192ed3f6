import { HandoverPage } from '../field-work/handover-page.tsx'
import { JobPage } from '../field-work/job-page.tsx'
import { ClaimSheet } from '../scheduling/claim-sheet.tsx'
import { PoolJobPage } from '../scheduling/pool-job-page.tsx'
import { ReleaseSheet } from '../scheduling/release-sheet.tsx'
import { useClaim } from '../scheduling/use-claim.ts'

export { HandoverPage }

/**
 * Where field work and scheduling meet: a job that is mine, or one of the pool. The answer to Ambil Job lies over both,
 * because the page below changes from one to the other as soon as the job is mine.
 */
export function JobScreen({ id }: { id: string }) {
  const claim = useClaim()
  return (
    <>
      <JobPage
        id={id}
        elsewhere={<PoolJobPage id={id} claim={claim} />}
        release={(ticket, close) => <ReleaseSheet ticket={ticket} onClose={close} />}
      />
      {claim.state && <ClaimSheet claim={claim} state={claim.state} />}
    </>
  )
}
