import { useText } from '../texts/use-text.ts'
import type { TicketCard, TicketState } from '../../shared/api/shapes.ts'
import { Icon } from './icon.tsx'
import { visitWords } from './when.ts'

const STATE_TONE: Record<TicketState, string> = {
  OPEN: 'info',
  ASSIGNED: 'info',
  IN_PROGRESS: 'primary',
  DONE: 'good',
  CLOSED: 'good',
  CANCELLED: 'mute',
}

export function StateBadge({ state }: { state: TicketState }) {
  const { t } = useText()
  return <span className={`badge ${STATE_TONE[state]}`}>{t(`labels:state.${state}`)}</span>
}

/** Marks that make a job jump the queue in the reader's eye. */
export function UrgencyBadges({ job }: { job: Pick<TicketCard, 'emergency' | 'priority'> }) {
  const { t } = useText()
  return (
    <>
      {job.emergency && <span className="badge bad solid">{t('labels:emergency')}</span>}
      {(job.priority === 'URGENT' || job.priority === 'HIGH') && (
        <span className={`badge warn${job.priority === 'URGENT' ? ' solid' : ''}`}>
          {t(`labels:priority.${job.priority}`)}
        </span>
      )}
    </>
  )
}

/** When and where, the two questions of every card. */
export function WhenWhere({ job }: { job: TicketCard }) {
  const place = job.customer.company ?? job.customer.name
  return (
    <dl className="facts">
      <Fact icon="clock" label="when">
        <strong>{visitWords(job.scheduledStart, job.scheduledEnd, job.timeZone)}</strong>
      </Fact>
      <Fact icon="pin" label="where">
        {place}
        <br />
        <span className="mute">{job.address}</span>
      </Fact>
    </dl>
  )
}

export function Fact({
  icon,
  label,
  children,
}: {
  icon: 'clock' | 'pin' | 'people' | 'person'
  label: 'when' | 'where' | 'crew' | 'customer'
  children: React.ReactNode
}) {
  const { t } = useText()
  return (
    <div className="fact">
      <dt>
        <Icon name={icon} />
        <span className="hidden">{t(`job.${label}`)}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

/** "1 dari 2 kursi", also as dots for a quick look. */
export function Seats({ job }: { job: Pick<TicketCard, 'technicianQuota' | 'seatsTaken'> }) {
  const { t } = useText()
  const dots = job.technicianQuota <= 6 ? Array.from({ length: job.technicianQuota }, (_, seat) => seat) : []
  return (
    <p className="seats">
      <span className="seat-dots" aria-hidden="true">
        {dots.map((seat) => (
          <i key={seat} className={seat < job.seatsTaken ? 'taken' : ''} />
        ))}
      </span>
      {t('pool.seats', { taken: job.seatsTaken, quota: job.technicianQuota })}
    </p>
  )
}
