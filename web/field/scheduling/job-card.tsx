import type { ReactNode } from 'react'
import type { TicketCard } from '../../shared/api/shapes.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { Seats, StateBadge, UrgencyBadges, WhenWhere } from '../ui/job-facts.tsx'

type Props = {
  job: TicketCard
  description?: string
  /** shows how far the job is; the pool has no use for it */
  withState?: boolean
  children?: ReactNode
}

export function JobCard({ job, description, withState, children }: Props) {
  return (
    <article className={`card job${job.emergency ? ' emergency' : ''}`}>
      <div className="card-top">
        <UrgencyBadges job={job} />
        {withState && <StateBadge state={job.state} />}
        <span className="code">{job.code}</span>
      </div>
      <h2>
        <Link to={paths.job(job.id)}>{job.title}</Link>
      </h2>
      <WhenWhere job={job} />
      {job.requiredSkills.length + (job.area ? 1 : 0) > 0 && (
        <p className="mute">{[job.area, ...job.requiredSkills].filter(Boolean).join(' · ')}</p>
      )}
      {description && <p className="description clamp">{description}</p>}
      <Seats job={job} />
      {children}
    </article>
  )
}
