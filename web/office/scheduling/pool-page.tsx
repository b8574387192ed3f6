import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { PoolJob } from '../../shared/api/shapes.ts'
import { EmergencyBadge, PriorityBadge, StateBadge } from '../ui/badges.tsx'
import { type Column, DataList } from '../ui/data-list.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { toTicket } from '../ui/paths.ts'
import { SearchField } from '../ui/search-field.tsx'
import { SeatCount } from '../ui/seat-count.tsx'
import { useUrlState } from '../ui/url-state.ts'
import { useList } from '../ui/use-list.ts'
import { VisitTime } from '../ui/visit-time.tsx'
import { Ago, useNow } from '../ui/when.tsx'
import { urgencyOf } from './urgency.ts'
import { TicketName } from './ticket-name.tsx'

/** Every job with a free seat, as CS sees it: what is urgent, how long it has been waiting. */
export function PoolPage() {
  const { t } = useTranslation('office')
  const [{ q }, setFilters] = useUrlState({ q: '' })
  const list = useList(['pool', 'list', q], (cursor) =>
    answer(
      api.GET('/api/v1/pool', {
        params: { query: { limit: 50, ...(q && { q }), ...(cursor && { cursor }) } },
      }),
    ),
  )
  return (
    <>
      <PageHeader title={t('nav.pool')} subtitle={t('pool.subtitle')} />
      <DataList
        label={t('nav.pool')}
        list={list}
        rowKey={(job) => job.id}
        link={(job) => toTicket(job.id)}
        columns={useColumns()}
        card={(job) => <PhoneCard job={job} />}
        toolbar={
          <SearchField label={t('tickets.search')} value={q} onChange={(next) => setFilters({ q: next })} />
        }
        empty={q ? { title: t('list.noMatch', { q }) } : { title: t('pool.none'), text: t('pool.noneText') }}
      />
    </>
  )
}

function useColumns(): Column<PoolJob>[] {
  const { t } = useTranslation('office')
  return [
    {
      key: 'job',
      label: t('tickets.one'),
      render: (job) => <TicketName code={job.code} title={job.title} />,
    },
    { key: 'customer', label: t('tickets.customer'), render: (job) => job.customer.name },
    { key: 'schedule', label: t('tickets.schedule'), render: (job) => <Start job={job} /> },
    {
      key: 'seats',
      label: t('tickets.crew'),
      render: (job) => <SeatCount taken={job.seatsTaken} quota={job.technicianQuota} />,
    },
    { key: 'waiting', label: t('pool.waiting'), render: (job) => <Ago at={job.createdAt} /> },
    {
      key: 'state',
      label: t('tickets.state'),
      render: (job) => (
        <Group gap={4}>
          <StateBadge state={job.state} />
          {job.emergency ? <EmergencyBadge /> : <PriorityBadge priority={job.priority} />}
        </Group>
      ),
    },
  ]
}

function Start({ job }: { job: PoolJob }) {
  const { t } = useTranslation('office')
  const now = useNow(60_000)
  const urgency = urgencyOf(job, now)
  return (
    <>
      <VisitTime visit={job} />
      {urgency && (
        <Text size="xs" fw={600} c={urgency === 'begun' ? 'red.7' : 'amber.8'}>
          {t(`pool.${urgency}`)}
        </Text>
      )}
    </>
  )
}

function PhoneCard({ job }: { job: PoolJob }) {
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed" className="num">
          {job.code}
        </Text>
        {job.emergency ? <EmergencyBadge size="sm" /> : <PriorityBadge priority={job.priority} size="sm" />}
      </Group>
      <Text fw={600}>{job.title}</Text>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{job.customer.name}</Text>
        <SeatCount taken={job.seatsTaken} quota={job.technicianQuota} />
      </Group>
      <Text size="sm" component="div">
        <Start job={job} />
      </Text>
    </Stack>
  )
}
