import { Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { TicketCard, TicketState } from '../../../shared/api/shapes.ts'
import { shortDate, visit } from '../../../shared/format.ts'
import { EmergencyBadge, PriorityBadge, StateBadge } from '../../ui/badges.tsx'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { toTicket } from '../../ui/paths.ts'
import { SeatCount } from '../../ui/seat-count.tsx'
import { useCoordinates } from '../../ui/session.ts'
import { useList } from '../../ui/use-list.ts'
import { VisitTime } from '../../ui/visit-time.tsx'
import { useToday } from '../../ui/when.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { givenOf, queryOf, type TicketFilters } from './ticket-filters.ts'
import { TicketName } from '../ticket-name.tsx'

type Tab = TicketState | 'ACTIVE' | 'ALL'
const STATES_OF: Partial<Record<Tab, string>> = { ACTIVE: 'OPEN,ASSIGNED,IN_PROGRESS,DONE', ALL: '' }
/** As many as the server changes at once. */
const MOST_MARKED = 100

/** Tickets as rows; CS may mark some of them and do one thing with all. */
export function TicketList({ filters, add }: { filters: TicketFilters; add: ReactNode }) {
  const { t } = useTranslation(['office', 'office-tickets', 'labels'])
  const coordinates = useCoordinates()
  const query = queryOf(filters, useToday())
  const state = STATES_OF[filters.state as Tab] ?? filters.state
  const sort = filters.sort === 'schedule' ? 'schedule' : undefined
  const list = useList<TicketCard>(['tickets', 'list', { ...query, state, sort }], (cursor) =>
    answer(
      api.GET('/api/v1/tickets', {
        params: {
          query: { ...query, ...(state && { state }), ...(sort && { sort }), ...(cursor && { cursor }) },
        },
      }),
    ),
  )
  const marked = useMarked(list.data ?? [])
  const searching = Object.keys(givenOf(filters)).some((name) => name !== 'state' && name !== 'sort')
  return (
    <>
      <DataList
        label={t('nav.tickets')}
        list={list}
        rowKey={(item) => item.id}
        link={(item) => toTicket(item.id)}
        columns={useColumns()}
        card={(item) => <PhoneCard ticket={item} />}
        selection={
          coordinates
            ? {
                ...marked,
                label: (item) => t('office-tickets:bulk.mark', { code: item.code }),
                labelAll: t('office-tickets:bulk.markAll'),
              }
            : undefined
        }
        empty={{
          title: filters.q
            ? t('list.noMatch', { q: filters.q })
            : t(searching ? 'office-tickets:filter.nothing' : 'tickets.none'),
          ...(!searching && { text: t('tickets.noneText'), action: add }),
        }}
      />
      {marked.items.length > 0 && <BulkBar tickets={marked.items} onClear={marked.clear} />}
    </>
  )
}

/** The marked ones among the rows that are shown: what a filter hides is not done with. */
function useMarked(shown: TicketCard[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const items = shown.filter(({ id }) => ids.has(id)).slice(0, MOST_MARKED)
  const toggle = ({ id }: TicketCard) =>
    setIds(new Set(ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id]))
  return {
    items,
    has: ({ id }: TicketCard) => ids.has(id),
    toggle,
    toggleAll: () =>
      setIds(items.length > 0 ? new Set() : new Set(shown.slice(0, MOST_MARKED).map(({ id }) => id))),
    clear: () => setIds(new Set()),
  }
}
function useColumns(): Column<TicketCard>[] {
  const { t } = useTranslation('office')
  return [
    {
      key: 'title',
      label: t('tickets.one'),
      render: (item) => <TicketName code={item.code} title={item.title} />,
    },
    {
      key: 'customer',
      label: t('tickets.customer'),
      render: (item) => (
        <>
          {item.customer.name}
          <Text size="xs" c="dimmed" lineClamp={1} maw="22rem">
            {item.address}
          </Text>
        </>
      ),
    },
    {
      key: 'schedule',
      label: t('tickets.schedule'),
      render: (item) => <VisitTime visit={item} />,
    },
    {
      key: 'crew',
      label: t('tickets.crew'),
      render: (item) => (
        <>
          <SeatCount taken={item.seatsTaken} quota={item.technicianQuota} />
          <Text size="xs" c="dimmed" lineClamp={1}>
            {item.crew.map((person) => person.name).join(', ')}
          </Text>
        </>
      ),
    },
    {
      key: 'created',
      label: t('tickets.created'),
      extra: true,
      render: (item) => <span className="num">{shortDate(item.createdAt)}</span>,
    },
    {
      key: 'state',
      label: t('tickets.state'),
      render: (item) => (
        <Group gap={4}>
          <StateBadge state={item.state} />
          {item.emergency ? <EmergencyBadge /> : <PriorityBadge priority={item.priority} />}
        </Group>
      ),
    },
  ]
}

function PhoneCard({ ticket }: { ticket: TicketCard }) {
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed" className="num">
          {ticket.code}
        </Text>
        <Group gap={4}>
          {ticket.emergency ? (
            <EmergencyBadge size="sm" />
          ) : (
            <PriorityBadge priority={ticket.priority} size="sm" />
          )}
          <StateBadge state={ticket.state} size="sm" />
        </Group>
      </Group>
      <Text fw={600}>{ticket.title}</Text>
      <Text size="sm">{ticket.customer.name}</Text>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" className="num" style={{ whiteSpace: 'normal' }}>
          {visit(ticket.scheduledStart, ticket.scheduledEnd, { zone: ticket.timeZone })}
        </Text>
        <SeatCount taken={ticket.seatsTaken} quota={ticket.technicianQuota} />
      </Group>
    </Stack>
  )
}
