import { IconAlertCircle, IconCheck, IconChecks, IconClock, IconQuestionMark } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../shared/api/shapes.ts'

type Look = { icon: ComponentType<{ size?: number; stroke?: number }>; color: string }
const waiting = '#4e5f63'

const LOOKS: Record<Message['status'], Look | null> = {
  RECEIVED: null,
  QUEUED: { icon: IconClock, color: waiting },
  SENT: { icon: IconCheck, color: waiting },
  DELIVERED: { icon: IconChecks, color: waiting },
  READ: { icon: IconChecks, color: '#2563a8' },
  FAILED: { icon: IconAlertCircle, color: '#c5372c' },
  UNKNOWN: { icon: IconQuestionMark, color: '#764a05' },
}

/** How far an own message came: a sign for the eye and a word for everybody else. */
export function MessageTicks({ status }: { status: Message['status'] }) {
  const { t } = useTranslation('office')
  const look = LOOKS[status]
  if (!look) return null
  const label = t(`inbox.status.${status}`)
  return (
    <span role="img" aria-label={label} title={label} style={{ display: 'inline-flex', color: look.color }}>
      <look.icon size={15} stroke={2} />
    </span>
  )
}
