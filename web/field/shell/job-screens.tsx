import { HandoverPage } from '../field-work/handover-page.tsx'
import { JobPage } from '../field-work/job-page.tsx'
import { PoolJobPage } from '../scheduling/pool-job-page.tsx'
import { ReleaseSheet } from '../scheduling/release-sheet.tsx'

export { HandoverPage }

/** Where field work and scheduling meet: a job that is mine, or one of the pool. */
export function JobScreen({ id }: { id: string }) {
  return (
    <JobPage
      id={id}
      elsewhere={<PoolJobPage id={id} />}
      release={(ticket, close) => <ReleaseSheet ticket={ticket} onClose={close} />}
    />
  )
}
