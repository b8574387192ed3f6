import { useText } from '../texts/use-text.ts'
import { Notice } from '../ui/notice.tsx'
import { useQueue } from './field-queue.ts'
import { othersWork } from './queue-order.ts'

/** Whose work waits on this phone besides that of the one who is signed in; nothing is lost and nothing is sent for him. */
export function OthersWork({ staffId }: { staffId: string | null }) {
  const { t } = useText()
  const { items } = useQueue()
  const others = othersWork(items, staffId)
  if (others.length === 0) return null
  return (
    <Notice tone="info" title={t('waiting.othersTitle')}>
      <ul className="lines">
        {others.map(({ name, count }) => (
          <li key={name ?? ''}>
            {name ? t('waiting.othersOf', { name, count }) : t('waiting.others', { count })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
