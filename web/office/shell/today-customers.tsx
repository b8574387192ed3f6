import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { phone } from '../../shared/format.ts'
import { ButtonLink } from '../ui/links.tsx'
import { toNewTicket, toCustomer, toConversation } from '../ui/paths.ts'
import { Ago } from '../ui/when.tsx'
import { CountDot } from '../ui/count-dot.tsx'
import { TodayPanel, TodayRow } from './today-panel.tsx'
import { complaintsQuery, unreadQuery } from './today-queries.ts'

/** Complaints that have no ticket yet. */
export function NewComplaints() {
  const { t } = useTranslation('office')
  return (
    <TodayPanel
      title={t('today.complaints')}
      none={t('today.noComplaints')}
      all="/complaints"
      query={useQuery(complaintsQuery)}
      items={(page) => page.items}
      rowKey={(item) => item.id}
      row={(item) => (
        <TodayRow
          link={item.conversationId ? toConversation(item.conversationId) : toCustomer(item.customerId)}
          title={item.customerName}
          meta={
            <>
              <span className="free-text" style={{ whiteSpace: 'normal' }}>
                {shorten(item.text)}
              </span>
              {' · '}
              <Ago at={item.createdAt} />
            </>
          }
          aside={
            <ButtonLink {...toNewTicket({ complaintId: item.id })} size="compact-sm" variant="light">
              {t('tickets.make')}
            </ButtonLink>
          }
        />
      )}
    />
  )
}

/** Conversations with something that nobody has read. */
export function UnreadChats() {
  const { t } = useTranslation('office')
  return (
    <TodayPanel
      title={t('today.chats')}
      none={t('today.noChats')}
      all="/inbox"
      query={useQuery(unreadQuery)}
      items={(page) => page.items}
      rowKey={(item) => item.id}
      row={(item) => (
        <TodayRow
          link={toConversation(item.id)}
          title={
            item.customer?.name ?? item.displayName ?? (item.phone ? phone(item.phone) : t('inbox.unknown'))
          }
          meta={
            <>
              {item.lastMessage?.direction === 'OUT' && `${t('inbox.you')}: `}
              {shorten(item.lastMessage?.text ?? '')}
              {item.lastMessage && ' · '}
              {item.lastMessage && <Ago at={item.lastMessage.at} />}
            </>
          }
          aside={<CountDot count={item.unreadCount} />}
        />
      )}
    />
  )
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 110 ? `${line.slice(0, 108)}…` : line
}
