import { Checkbox, Group, Stack, Text } from '@mantine/core'
import { IconLayoutKanban, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { TicketCard, TicketState } from '../../shared/api/shapes.ts'
import { shortDate, visit } from '../../shared/format.ts'
import { EmergencyBadge, PriorityBadge, StateBadge } from '../ui/badges.tsx'
import { type Column, DataList } from '../ui/data-list.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { toTicket } from '../ui/paths.ts'
import { SearchField } from '../ui/search-field.tsx'
import { SeatCount } from '../ui/seat-count.tsx'
import { useCoordinates } from '../ui/session.ts'
import { StateTabs } from '../ui/state-tabs.tsx'
import { VisitTime } from '../ui/visit-time.tsx'
import { useUrlState } from '../ui/url-state.ts'
import { useList } from '../ui/use-list.ts'

type Tab = TicketState | 'ACTIVE' | 'ALL'
const TABS: readonly Tab[] = [
  'ACTIVE',
  'OPEN',
  'ASSIGNED',
  'IN_PROGRESS',
  'DONE',
  'CLOSED',
  'CANCELLED',
  'ALL',
]
const STATES_OF: Partial<Record<Tab, string>> = { ACTIVE: 'OPEN,ASSIGNED,IN_PROGRESS,DONE', ALL: '' }

export function TicketsPage() {
  const { t } = useTranslation(['office', 'labels'])
  const coordinates = useCoordinates()
  const [filters, setFilters] = useUrlState({ q: '', state: 'ACTIVE', emergency: '' })
  const tab = filters.state as Tab
  const state = STATES_OF[tab] ?? tab
  const list = useList(['tickets', 'list', filters], (cursor) =>
    answer(
      api.GET('/api/v1/tickets', {
        params: {
          query: {
            ...(state && { state }),
            ...(filters.q && { q: filters.q }),
            ...(filters.emergency && { emergency: 'true' }),
            ...(cursor && { cursor }),
          },
        },
      }),
    ),
  )
  const add = coordinates && (
    <ButtonLink to="/tickets/new" leftSection={<IconPlus size={17} aria-hidden />}>
      {t('tickets.new')}
    </ButtonLink>
  )
  return (
    <>
      <Head add={add} />
      <StateTabs
        label={t('tickets.state')}
        value={tab}
        onChange={(next) => setFilters({ state: next })}
        options={TABS.map((value) => ({
          value,
          label:
            value === 'ACTIVE' || value === 'ALL' ? t(`tickets.tab_${value}`) : t(`labels:state.${value}`),
        }))}
      />
      <DataList
        label={t('nav.tickets')}
        list={list}
        rowKey={(item) => item.id}
        link={(item) => toTicket(item.id)}
        columns={useColumns()}
        card={(item) => <PhoneCard ticket={item} />}
        toolbar={
          <>
            <SearchField label={t('tickets.search')} value={filters.q} onChange={(q) => setFilters({ q })} />
            <Checkbox
              label={t('tickets.onlyEmergency')}
              checked={filters.emergency === '1'}
              onChange={(event) => setFilters({ emergency: event.currentTarget.checked ? '1' : '' })}
            />
          </>
        }
        empty={{
          title: filters.q ? t('list.noMatch', { q: filters.q }) : t('tickets.none'),
          ...(!filters.q && { text: t('tickets.noneText') }),
          action: add,
        }}
      />
    </>
  )
}

function Head({ add }: { add: ReactNode }) {
  const { t } = useTranslation('office')
  return (
    <PageHeader
      title={t('nav.tickets')}
      actions={
        <>
          {add}
          <ButtonLink
            to="/tickets/board"
            variant="default"
            leftSection={<IconLayoutKanban size={17} aria-hidden />}
          >
            {t('tickets.board')}
          </ButtonLink>
        </>
      }
    />
  )
}

function useColumns(): Column<TicketCard>[] {
  const { t } = useTranslation('office')
  return [
    {
      key: 'title',
      label: t('tickets.one'),
      render: (item) => (
        <>
          <Text size="xs" c="dimmed" className="num" component="span" display="block">
            {item.code}
          </Text>
          <Text fw={600} size="sm" component="span">
            {item.title}
          </Text>
        </>
      ),
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
