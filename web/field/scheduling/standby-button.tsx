import { useState } from 'react'
import { refresh } from '../data/answers.ts'
import { joinStandby } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

/** Standing by: the seat is offered here first when somebody gives it back. */
export function StandbyButton({ ticketId, joined }: { ticketId: string; joined: boolean }) {
  const { t } = useText()
  const [position, setPosition] = useState<number | null>(null)
  const { busy, problem, run } = useAct()
  const join = async () => {
    setPosition((await joinStandby(ticketId)).position)
    refresh((key) => key === keys.pool)
  }
  if (position !== null)
    return (
      <Notice tone="good" live>
        {t('standby.joined', { position })}
      </Notice>
    )
  if (joined) return <Notice tone="info">{t('standby.already')}</Notice>
  return (
    <>
      <Button icon="plus" busy={busy} onClick={() => void run(join)}>
        {t('standby.join')}
      </Button>
      <ProblemNotice problem={problem} />
    </>
  )
}
