import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { asProblem, type Problem } from '../../shared/api/problem.ts'
import { refresh } from '../data/answers.ts'
import { joinStandby } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { sayProblem } from '../ui/say-problem.ts'

/** Standing by: the seat is offered here first when somebody gives it back. */
export function StandbyButton({ ticketId, joined }: { ticketId: string; joined: boolean }) {
  const { t } = useText()
  const [busy, setBusy] = useState(false)
  const [position, setPosition] = useState<number | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const join = async () => {
    setBusy(true)
    setProblem(null)
    try {
      setPosition((await joinStandby(ticketId)).position)
      refresh((key) => key === keys.pool)
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
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
      <Button icon="plus" busy={busy} onClick={() => void join()}>
        {t('standby.join')}
      </Button>
      {problem && (
        <Notice tone="bad" live>
          {sayProblem(problem)}
        </Notice>
      )}
    </>
  )
}
