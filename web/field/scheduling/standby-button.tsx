import { useState } from 'react'
import { refresh } from '../data/answers.ts'
import { joinStandby, leaveStandby } from '../data/calls.ts'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

type Props = { ticketId: string; /** place in the queue as the server last said */ position: number | null }

const look = () => refresh((key) => key === 'pool' || key.startsWith('my-jobs:'))

/** Standing by: the seat is offered here first when somebody gives it back. */
export function StandbyButton({ ticketId, position }: Props) {
  const { t } = useText()
  const [joined, setJoined] = useState<{ position: number | null } | null>(null)
  const { busy, problem, run } = useAct()
  const join = async () => {
    setJoined(await joinStandby(ticketId))
    look()
  }
  const leave = async () => {
    await leaveStandby(ticketId)
    setJoined({ position: null })
    look()
  }
  const place = joined ? joined.position : position
  return (
    <>
      {place === null ? (
        <Button icon="plus" busy={busy} onClick={() => void run(join)}>
          {t('standby.join')}
        </Button>
      ) : (
        <>
          <Notice tone={joined ? 'good' : 'info'} live={joined !== null}>
            {t(joined ? 'standby.joined' : 'standby.already', { position: place })}
          </Notice>
          <Button kind="quiet" busy={busy} onClick={() => void run(leave)}>
            {t('standby.leave')}
          </Button>
        </>
      )}
      <ProblemNotice problem={problem} />
    </>
  )
}
