import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { number } from '../../shared/format.ts'
import { paths } from '../navigation/paths.ts'
import { go, usePlace } from '../navigation/router.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { sayProblem } from '../ui/say-problem.ts'
import { Sheet } from '../ui/sheet.tsx'
import { RaceReceipt } from './race-receipt.tsx'
import { StandbyButton } from './standby-button.tsx'
import type { Claim, ClaimState } from './use-claim.ts'

/** The answer to Ambil Job, at once and in words: won with seat and order, or lost and why. */
export function ClaimSheet({ claim, state }: { claim: Claim; state: ClaimState }) {
  const { t } = useText()
  if (state.kind === 'asking') return null
  return (
    <Sheet title={`${state.job.code} · ${state.job.title}`} onClose={claim.close}>
      {state.kind === 'won' && <Won state={state} claim={claim} />}
      {state.kind === 'lost' && <Lost state={state} claim={claim} />}
      {state.kind === 'unknown' && (
        <div className="verdict warn" role="alert">
          <Icon name="offline" size={40} />
          <p className="verdict-word">{t('claim.unknown')}</p>
          <p>{t('claim.unknownHint')}</p>
          <Button kind="primary" className="big" onClick={() => void claim.take(state.job, state.key)}>
            {t('claim.askAgain')}
          </Button>
        </div>
      )}
    </Sheet>
  )
}

/** The sheet may lie over the page it leads to: a job that was opened from a chat and is mine by now. */
function useLeave(claim: Claim): (path: string) => void {
  const { path: here } = usePlace()
  return (path) => {
    claim.close()
    if (path !== here) go(path)
  }
}

function Won({ state, claim }: { state: ClaimState & { kind: 'won' }; claim: Claim }) {
  const { t } = useText()
  const { seat, quota, order, milliseconds } = state.result
  const leave = useLeave(claim)
  return (
    <div className="verdict good" role="status">
      <Icon name="check" size={44} />
      <p className="verdict-word">{t('claim.won')}</p>
      <p>{t('claim.wonSeat', { seat, quota, order, time: number(milliseconds) })}</p>
      <Button kind="primary" className="big" onClick={() => leave(paths.job(state.job.id))}>
        {t('claim.open')}
      </Button>
      <Button kind="quiet" onClick={() => leave(paths.pool)}>
        {t('claim.back')}
      </Button>
    </div>
  )
}

function Lost({ state, claim }: { state: ClaimState & { kind: 'lost' }; claim: Claim }) {
  const { t } = useText()
  const [receipt, setReceipt] = useState(false)
  const leave = useLeave(claim)
  const { code } = state.problem
  return (
    <div className="verdict bad" role="alert">
      <Icon name="close" size={40} />
      <p className="verdict-word">{t('claim.lost')}</p>
      <p>{sayProblem(state.problem)}</p>
      {code === 'POOL_FULL' && <StandbyButton ticketId={state.job.id} position={null} />}
      {(code === 'POOL_FULL' || code === 'NOT_IN_POOL') &&
        (receipt ? (
          <RaceReceipt ticketId={state.job.id} />
        ) : (
          <Button icon="people" onClick={() => setReceipt(true)}>
            {t('claim.receipt')}
          </Button>
        ))}
      <Button kind="quiet" onClick={() => leave(paths.pool)}>
        {t('claim.back')}
      </Button>
    </div>
  )
}
