import { useState } from 'react'
import { say } from '../texts/catalogue.ts'
import { useText } from '../texts/use-text.ts'
import { dayAndClock, number } from '../../shared/format.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { fieldQueue, useQueue } from './field-queue.ts'
import { type QueueItem, standingOf } from './queue-order.ts'
import { useOnline } from './signal.ts'

/** Work that the server does not have yet: what it is, how it stands, and what can be done about it. */
export function WaitingList({ items, withJob }: { items: readonly QueueItem[]; withJob?: boolean }) {
  const { t } = useText()
  if (items.length === 0) return null
  return (
    <section className="card waiting-card" aria-label={t('waiting.title')}>
      <h2>{t('waiting.title')}</h2>
      <ul className="lines">
        {items.map((item) => (
          <li key={item.id}>
            <WaitingItem item={item} items={items} withJob={withJob} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What to do about a refusal, in words. */
function todoOf(code: string): string {
  const key = `waiting.todo.${code}`
  const words = say(key)
  return words === key ? say('waiting.todo.other') : words
}

type ItemProps = { item: QueueItem; items: readonly QueueItem[]; withJob?: boolean }

function WaitingItem({ item, items, withJob }: ItemProps) {
  const { t } = useText()
  const { work } = item
  const online = useOnline()
  const name =
    work.kind === 'photo' ? t(`labels:photoKind.${work.photoKind}`) : t(`waiting.kind.${work.kind}`)
  return (
    <>
      <p>
        <strong>{name}</strong> <span className="mute">{dayAndClock(work.at)}</span>
        {withJob && (
          <>
            {' · '}
            <Link className="nowrap" to={paths.job(item.ticketId)}>
              {item.ticketCode}
            </Link>
          </>
        )}
      </p>
      <Standing item={item} items={items} />
      {item.refusal && (
        <Notice tone="bad" title={item.refusal.title || t('waiting.refused')}>
          <p>{[item.refusal.detail, ...item.refusal.errors].filter(Boolean).join(' ')}</p>
          <p>{todoOf(item.refusal.code)}</p>
        </Notice>
      )}
      {(item.refusal || (online && item.attempts >= 3)) && <Decide item={item} />}
    </>
  )
}

function Standing({ item, items }: ItemProps) {
  const { t } = useText()
  const online = useOnline()
  const { sending } = useQueue()
  if (sending?.id === item.id) {
    const part = Math.round(sending.progress * 100)
    const withBytes = item.work.kind === 'photo' || item.work.kind === 'bast'
    return (
      <p className="standing">
        <span className="spinner" aria-hidden="true" />
        {withBytes ? t('waiting.sendingPart', { part: number(part) }) : t('waiting.sending')}
        {withBytes && <progress max={100} value={part} aria-label={t('waiting.sending')} />}
      </p>
    )
  }
  const standing = standingOf(item, items)
  if (standing === 'refused') return null
  const words =
    standing === 'held' ? 'held' : !online ? 'noSignal' : item.attempts > 0 ? 'tryingAgain' : 'queued'
  return (
    <p className="standing">
      <Icon name="waiting" size={18} />
      {t(`waiting.${words}`, { count: item.attempts })}
    </p>
  )
}

function Decide({ item }: { item: QueueItem }) {
  const { t } = useText()
  const [sure, setSure] = useState(false)
  if (sure)
    return (
      <div className="acts" role="alert">
        <p>{t('waiting.discardSure')}</p>
        <Button kind="danger" icon="trash" onClick={() => void fieldQueue.discard(item.id)}>
          {t('waiting.discardYes')}
        </Button>
        <Button onClick={() => setSure(false)}>{t('waiting.keep')}</Button>
      </div>
    )
  return (
    <div className="acts">
      {item.refusal && item.work.kind === 'bast' && (
        <Link className="button primary" to={paths.handover(item.ticketId)}>
          <Icon name="pen" />
          <span>{t('waiting.correct')}</span>
        </Link>
      )}
      <Button icon="retry" onClick={() => void fieldQueue.retry(item.id)}>
        {t('action.retry')}
      </Button>
      <Button kind="quiet" className="danger-text" icon="trash" onClick={() => setSure(true)}>
        {t('waiting.discard')}
      </Button>
    </div>
  )
}
