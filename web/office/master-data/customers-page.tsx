import { Button, Stack, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Customer } from '../../shared/api/shapes.ts'
import { phone, shortDate } from '../../shared/format.ts'
import { PersonStatusBadge } from '../ui/badges.tsx'
import { type Column, DataList } from '../ui/data-list.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { toCustomer } from '../ui/paths.ts'
import { SearchField } from '../ui/search-field.tsx'
import { useCoordinates } from '../ui/session.ts'
import { StateTabs } from '../ui/state-tabs.tsx'
import { useUrlState } from '../ui/url-state.ts'
import { useList } from '../ui/use-list.ts'
import { FileActs } from './import/file-acts.tsx'
import { NewCustomer } from './new-customer.tsx'

type Status = Customer['status']

export function CustomersPage() {
  const { t } = useTranslation(['office', 'labels'])
  const [filters, setFilters] = useUrlState({ q: '', status: 'ACTIVE', new: '' })
  const coordinates = useCoordinates()
  const status = filters.status as Status | 'ALL'
  const list = useList(['customers', 'list', filters.q, status], (cursor) =>
    answer(
      api.GET('/api/v1/customers', {
        params: {
          query: {
            ...(filters.q && { q: filters.q }),
            ...(status !== 'ALL' && { status }),
            ...(cursor && { cursor }),
          },
        },
      }),
    ),
  )
  const add = coordinates && (
    <Button leftSection={<IconUserPlus size={17} aria-hidden />} onClick={() => setFilters({ new: '1' })}>
      {t('customers.new')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('nav.customers')}
        subtitle={t('customers.subtitle')}
        actions={
          coordinates && (
            <>
              {add}
              <FileActs q={filters.q} status={filters.status} />
            </>
          )
        }
      />
      <StateTabs
        label={t('customers.status')}
        value={status}
        onChange={(next) => setFilters({ status: next })}
        options={[
          { value: 'ACTIVE', label: t('labels:personStatus.ACTIVE') },
          { value: 'INACTIVE', label: t('labels:personStatus.INACTIVE') },
          { value: 'ALL', label: t('list.every') },
        ]}
      />
      <DataList
        label={t('nav.customers')}
        list={list}
        rowKey={(item) => item.id}
        link={(item) => toCustomer(item.id)}
        columns={useColumns(status === 'ALL')}
        card={(item) => <CustomerCard customer={item} />}
        toolbar={
          <SearchField label={t('customers.search')} value={filters.q} onChange={(q) => setFilters({ q })} />
        }
        empty={
          filters.q
            ? { title: t('list.noMatch', { q: filters.q }), action: add }
            : { title: t('customers.none'), text: t('customers.noneText'), action: add }
        }
      />
      <NewCustomer opened={filters.new === '1'} onClose={() => setFilters({ new: '' })} />
    </>
  )
}

/** The state of each is worth a column only where both stand together. */
function useColumns(mixed: boolean): Column<Customer>[] {
  const { t } = useTranslation(['office', 'labels'])
  return [
    {
      key: 'name',
      label: t('customers.name'),
      render: (item) => (
        <>
          <Text fw={600} size="sm" component="span" display="block">
            {item.name}
          </Text>
          {item.company && (
            <Text c="dimmed" size="xs" component="span">
              {item.company}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'phone',
      label: t('customers.phone'),
      render: (item) => (
        <span className="num">{item.phone ? phone(item.phone) : t('customers.noPhone')}</span>
      ),
    },
    { key: 'address', label: t('customers.address'), render: (item) => item.address ?? '–' },
    {
      key: 'source',
      label: t('customers.source'),
      extra: true,
      render: (item) => t(`labels:source.${item.source}`),
    },
    {
      key: 'since',
      label: t('customers.since'),
      extra: true,
      render: (item) => <span className="num">{shortDate(item.createdAt)}</span>,
    },
    ...(mixed
      ? [
          {
            key: 'status',
            label: t('customers.status'),
            render: (item: Customer) => <PersonStatusBadge status={item.status} />,
          },
        ]
      : []),
  ]
}

function CustomerCard({ customer }: { customer: Customer }) {
  const { t } = useTranslation('office')
  return (
    <Stack gap={2}>
      <Text fw={600}>
        {customer.name} {customer.status === 'INACTIVE' && <PersonStatusBadge status="INACTIVE" size="sm" />}
      </Text>
      <Text size="sm" className="num">
        {customer.phone ? phone(customer.phone) : t('customers.noPhone')}
        {customer.company && ` · ${customer.company}`}
      </Text>
      {customer.address && (
        <Text size="sm" c="dimmed">
          {customer.address}
        </Text>
      )}
    </Stack>
  )
}
