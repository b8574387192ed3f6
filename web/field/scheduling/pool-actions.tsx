import { useText } from '../texts/use-text.ts'
import type { PoolJob } from '../../shared/api/shapes.ts'
import { clock } from '../../shared/format.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { useOnline } from '../offline/signal.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { StandbyButton } from './standby-button.tsx'
import type { Claim } from './use-claim.ts'

/** The act that this technician has on this job now, or the reason why there is none. */
export function PoolActions({ job, claim }: { job: PoolJob; claim: Claim }) {
  const { t } = useText()
  const online = useOnline()
  if (job.mine)
    return (
      <Link className="button plain" to={paths.job(job.id)}>
        <Icon name="check" />
        <span>{t('pool.mine')}</span>
      </Link>
    )
  if (job.refusal === 'POOL_FULL')
    return (
      <>
        <p className="why">{t('pool.full')}</p>
        <StandbyButton ticketId={job.id} position={job.standbyPosition} />
      </>
    )
  if (job.refusal)
    return (
      <p className="why">
        <Icon name="info" size={18} /> {t(`pool.refusal.${job.refusal}`)}
        {job.everyoneFrom && ` ${t('pool.opensAt', { time: clock(job.everyoneFrom) })}`}
      </p>
    )
  const asking = claim.state?.kind === 'asking' && claim.state.job.id === job.id
  return (
    <>
      <Button
        kind="primary"
        className="big"
        busy={asking}
        disabled={!online}
        onClick={() => void claim.take(job)}
      >
        {asking ? t('pool.taking') : t('pool.take')}
        <span className="hidden">: {job.title}</span>
      </Button>
      {!online && <p className="why">{t('pool.needsSignal')}</p>}
    </>
  )
}
