import { Button, Group, NativeSelect, Tabs } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Extension } from '../../shared/api/shapes.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Panel } from '../ui/panel.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useCoordinates } from '../ui/session.ts'
import { useUrlState } from '../ui/url-state.ts'
import { useList } from '../ui/use-list.ts'
import { ExtensionCard } from './extension-card.tsx'

type Status = Extension['status']

const TABS: { status: Status; label: string; empty: string }[] = [
  { status: 'PENDING', label: 'extensions.pending', empty: 'extensions.emptyPending' },
  { status: 'APPROVED', label: 'extensions.approved', empty: 'extensions.emptyApproved' },
  { status: 'REJECTED', label: 'extensions.rejected', empty: 'extensions.emptyRejected' },
]

/** Tambah Hari: what technicians ask for, with the decision at hand. */
export function ExtensionsPage() {
  const { t } = useTranslation('office-work')
  const [{ status, q, order }, change] = useUrlState({ status: 'PENDING', q: '', order: 'newest' })
  const tab = TABS.find((each) => each.status === status) ?? TABS[0]
  if (!tab) return null
  return (
    <>
      <PageHeader title={t('extensions.title')} subtitle={t('extensions.about')} />
      <Tabs
        value={tab.status}
        onChange={(next) => change({ status: next ?? 'PENDING' })}
        aria-label={t('extensions.title')}
      >
        <Tabs.List mb="md">
          {TABS.map((each) => (
            <Tabs.Tab key={each.status} value={each.status}>
              {t(each.label)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab.status}>
          <Group gap="sm" mb="sm">
            <SearchField label={t('extensions.search')} value={q} onChange={(next) => change({ q: next })} />
            <NativeSelect
              aria-label={t('extensions.order')}
              value={order}
              onChange={(event) => change({ order: event.currentTarget.value })}
              data={[
                { value: 'newest', label: t('extensions.newest') },
                { value: 'oldest', label: t('extensions.oldest') },
              ]}
            />
          </Group>
          <Requests
            status={tab.status}
            q={q}
            order={order === 'oldest' ? 'oldest' : 'newest'}
            empty={t(tab.empty)}
          />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

type Filters = { status: Status; q: string; order: 'newest' | 'oldest'; empty: string }

function Requests({ status, q, order, empty }: Filters) {
  const { t } = useTranslation('office-work')
  const decides = useCoordinates()
  const list = useList(['extensions', 'list', status, q, order], (cursor) =>
    answer(
      api.GET('/api/v1/extensions', {
        params: { query: { status, order, limit: 25, ...(q && { q }), ...(cursor && { cursor }) } },
      }),
    ),
  )
  if (list.isPending) return <WaitingAnswer lines={6} />
  if (!list.data) return <FailedAnswer error={list.error} retry={() => void list.refetch()} />
  if (list.data.length === 0)
    return (
      <Panel>
        <EmptyAnswer
          title={q ? t('office:list.noMatch', { q }) : empty}
          text={status === 'PENDING' && !q ? t('extensions.emptyPendingHint') : undefined}
          icon={<IconCalendarPlus size={34} stroke={1.5} aria-hidden />}
        />
      </Panel>
    )
  return (
    <Panel flush>
      {list.data.map((extension) => (
        <ExtensionCard key={extension.id} extension={extension} decides={decides} withTicket />
      ))}
      {list.hasNextPage && (
        <Group p="md">
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('office:list.more')}
          </Button>
        </Group>
      )}
    </Panel>
  )
}
