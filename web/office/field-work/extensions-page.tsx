import { Button, Group, Tabs } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Extension } from '../../shared/api/shapes.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Panel } from '../ui/panel.tsx'
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
  const [{ status }, change] = useUrlState({ status: 'PENDING' })
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
          <Requests status={tab.status} empty={t(tab.empty)} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function Requests({ status, empty }: { status: Status; empty: string }) {
  const { t } = useTranslation('office-work')
  const decides = useCoordinates()
  const list = useList(['extensions', 'list', status], (cursor) =>
    answer(
      api.GET('/api/v1/extensions', { params: { query: { status, limit: 25, ...(cursor && { cursor }) } } }),
    ),
  )
  if (list.isPending) return <WaitingAnswer lines={6} />
  if (!list.data) return <FailedAnswer error={list.error} retry={() => void list.refetch()} />
  if (list.data.length === 0)
    return (
      <Panel>
        <EmptyAnswer
          title={empty}
          text={status === 'PENDING' ? t('extensions.emptyPendingHint') : undefined}
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
