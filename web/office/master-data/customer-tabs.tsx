import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCoordinates, useIs } from '../ui/session.ts'
import { StateTabs } from '../ui/state-tabs.tsx'
import { useUrlState } from '../ui/url-state.ts'
import { CustomerChat } from './customer-chat.tsx'

type Tab = 'tickets' | 'chat' | 'invoices' | 'ratings' | 'timeline'
type Props = {
  conversationId: string | null
  tickets: ReactNode
  invoices: ReactNode
  ratings: ReactNode
  timeline: ReactNode
}

/** The history of the customer, one kind at a time; only what the role may read. */
export function CustomerTabs({ conversationId, ...parts }: Props) {
  const { t } = useTranslation('office-customers')
  const [{ tab }, show] = useUrlState({ tab: 'tickets' })
  const coordinates = useCoordinates()
  const rates = useIs('admin', 'cs', 'manager')
  const bodies: Record<Tab, ReactNode> = { ...parts, chat: <CustomerChat conversationId={conversationId} /> }
  const tabs: Tab[] = [
    'tickets',
    ...(coordinates ? (['chat'] as const) : []),
    'invoices',
    ...(rates ? (['ratings'] as const) : []),
    'timeline',
  ]
  const open = tabs.find((one) => one === tab) ?? 'tickets'
  return (
    <div>
      <StateTabs
        label={t('tab.label')}
        value={open}
        onChange={(next) => show({ tab: next })}
        options={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))}
      />
      {bodies[open]}
    </div>
  )
}
