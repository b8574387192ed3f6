import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { shortDate } from '../../shared/format.ts'
import { StateBadge } from '../ui/badges.tsx'
import { DataList } from '../ui/data-list.tsx'
import { toTicket } from '../ui/paths.ts'
import { useList } from '../ui/use-list.ts'

/** Every ticket of a customer, newest first. */
export function CustomerTickets({ customerId }: { customerId: string }) {
  const { t } = useTranslation('office')
  const list = useList(['tickets', 'list', 'customer', customerId], (cursor) =>
    answer(
      api.GET('/api/v1/tickets', { params: { query: { customerId, limit: 10, ...(cursor && { cursor }) } } }),
    ),
  )
  return (
    <DataList
      title={t('nav.tickets')}
      label={t('nav.tickets')}
      list={list}
      rowKey={(ticket) => ticket.id}
      link={(ticket) => toTicket(ticket.id)}
      columns={[
        {
          key: 'code',
          label: t('tickets.one'),
          width: '8rem',
          render: (ticket) => <span className="num">{ticket.code}</span>,
        },
        { key: 'title', label: t('tickets.title'), render: (ticket) => ticket.title },
        {
          key: 'date',
          label: t('tickets.schedule'),
          width: '9rem',
          render: (ticket) => (
            <span className="num">{shortDate(ticket.scheduledStart, { zone: ticket.timeZone })}</span>
          ),
        },
        {
          key: 'state',
          label: t('tickets.state'),
          width: '9rem',
          render: (ticket) => <StateBadge state={ticket.state} />,
        },
      ]}
      card={(ticket) => (
        <>
          <Text size="xs" c="dimmed" className="num">
            {ticket.code} · {shortDate(ticket.scheduledStart, { zone: ticket.timeZone })}
          </Text>
          <Text fw={600} size="sm">
            {ticket.title}
          </Text>
          <StateBadge state={ticket.state} size="sm" />
        </>
      )}
      empty={{ title: t('tickets.noneOfCustomer') }}
    />
  )
}
