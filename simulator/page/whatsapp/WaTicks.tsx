import type { ReactNode } from 'react'
import type { ChatMessage } from '../../whatsapp/state.ts'
import { Icon } from '../shell/icons.tsx'
import { t } from '../texts.ts'

export function WaTicks({ message }: { message: ChatMessage }): ReactNode {
  if (message.from !== 'person') return null
  return (
    <span
      className={message.readByBusiness ? 'ticks read' : 'ticks'}
      role="img"
      aria-label={message.readByBusiness ? t.wa.read : t.wa.delivered}
    >
      <Icon name="checks" size={16} />
    </span>
  )
}
