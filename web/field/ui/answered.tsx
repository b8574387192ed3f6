import type { ReactNode } from 'react'
import { useText } from '../texts/use-text.ts'
import { clockWithZone, dateTime, daysFromToday } from '../../shared/format.ts'
import type { Answer } from '../data/answers.ts'
import { useOnline } from '../offline/signal.ts'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { sayProblem } from './say-problem.ts'

type Props<T> = {
  answer: Answer<T> & { reload: () => Promise<void> }
  /** how many grey cards stand in while the first answer is on its way */
  cards?: number
  children: (value: T) => ReactNode
}

/** One way for every screen to be loading, to have failed, or to show what the phone remembers. */
export function Answered<T>({ answer, cards = 2, children }: Props<T>) {
  if (answer.value !== undefined)
    return (
      <>
        {answer.problem && answer.at !== null && <OldData answer={answer} at={answer.at} />}
        {children(answer.value)}
      </>
    )
  return answer.problem ? <Failed answer={answer} /> : <Loading cards={cards} />
}

function OldData<T>({ answer, at }: { answer: Props<T>['answer']; at: number }) {
  const { t } = useText()
  const when = daysFromToday(at) === 0 ? clockWithZone(at) : dateTime(at)
  const online = useOnline()
  if (!online)
    return (
      <p className="old-data" role="status">
        {t('data.lastAt', { when })}
      </p>
    )
  const cause = answer.problem?.isNetwork ? t('data.noSignal') : t('data.notFresh')
  return (
    <div className="old-data" role="status">
      <Icon name="offline" size={18} />
      <span>
        {cause} {t('data.lastAt', { when })}
      </span>
      <button type="button" className="text-button" onClick={() => void answer.reload()}>
        {answer.loading ? t('data.loading') : t('action.retry')}
      </button>
    </div>
  )
}

function Failed<T>({ answer }: { answer: Props<T>['answer'] }) {
  const { t } = useText()
  const problem = answer.problem
  return (
    <div className="state" role="alert">
      <Icon name={problem?.isNetwork ? 'offline' : 'alert'} size={36} />
      <p>{problem && sayProblem(problem)}</p>
      <Button icon="retry" busy={answer.loading} onClick={() => void answer.reload()}>
        {t('action.retry')}
      </Button>
    </div>
  )
}

export function Loading({ cards = 2 }: { cards?: number }) {
  const { t } = useText()
  return (
    <div className="stack" role="status">
      <span className="hidden">{t('data.loading')}</span>
      {Array.from({ length: cards }, (_, index) => (
        <div className="ghost" key={index} />
      ))}
    </div>
  )
}

export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <Icon name={icon} size={36} />
      <p className="state-title">{title}</p>
      {children}
    </div>
  )
}
