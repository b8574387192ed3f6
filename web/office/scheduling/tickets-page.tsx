import { SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { TicketState } from '../../shared/api/shapes.ts'
import { ButtonLink } from '../ui/links.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useCoordinates } from '../ui/session.ts'
import { StateTabs } from '../ui/state-tabs.tsx'
import { useUrlState } from '../ui/url-state.ts'
import { useToday } from '../ui/when.tsx'
import { FilterBar } from './desk/filter-bar.tsx'
import { TicketBoard } from './desk/ticket-board.tsx'
import { NO_FILTERS, queryOf, type TicketFilters } from './desk/ticket-filters.ts'
import { TicketList } from './desk/ticket-list.tsx'
import classes from './desk/tickets-page.module.css'
import { ViewsBar } from './desk/views-bar.tsx'

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

/** All tickets, as a list or as a board, narrowed by filters that the address keeps. */
export function TicketsPage() {
  const { t } = useTranslation(['office', 'office-tickets'])
  const coordinates = useCoordinates()
  const [filters, setFilters] = useUrlState<TicketFilters>(NO_FILTERS)
  const board = filters.view === 'board'
  const add = coordinates && (
    <ButtonLink to="/tickets/new" leftSection={<IconPlus size={17} aria-hidden />}>
      {t('tickets.new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader
        title={t('nav.tickets')}
        actions={
          <>
            {add}
            <SegmentedControl
              aria-label={t('office-tickets:shape.label')}
              data={[
                { value: '', label: t('office-tickets:shape.list') },
                { value: 'board', label: t('office-tickets:shape.board') },
              ]}
              value={board ? 'board' : ''}
              onChange={(view) => setFilters({ view })}
            />
          </>
        }
      />
      <ViewsBar filters={filters} onShow={(given) => setFilters({ ...NO_FILTERS, ...given })} />
      {!board && <Tabs filters={filters} onChange={setFilters} />}
      <div className={classes.filters}>
        <FilterBar key={String(board)} filters={filters} onChange={setFilters} />
      </div>
      {board ? <TicketBoard filters={filters} /> : <TicketList filters={filters} add={add} />}
    </>
  )
}

type TabsProps = { filters: TicketFilters; onChange: (change: Partial<TicketFilters>) => void }

function Tabs({ filters, onChange }: TabsProps) {
  const { t } = useTranslation(['office', 'labels'])
  const query = queryOf(filters, useToday())
  const counts: Partial<Record<Tab, number>> | undefined = useQuery({
    queryKey: ['tickets', 'counts', query],
    queryFn: () => answer(api.GET('/api/v1/tickets/counts', { params: { query } })),
  }).data
  return (
    <StateTabs
      label={t('tickets.state')}
      value={filters.state as Tab}
      onChange={(state) => onChange({ state })}
      options={TABS.map((value) => ({
        value,
        count: counts?.[value],
        label: value === 'ACTIVE' || value === 'ALL' ? t(`tickets.tab_${value}`) : t(`labels:state.${value}`),
      }))}
    />
  )
}
