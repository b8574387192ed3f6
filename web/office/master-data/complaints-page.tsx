import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Complaint } from '../../shared/api/shapes.ts'
import { phone } from '../../shared/format.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { ComplaintBadge } from '../ui/badges.tsx'
import { AnchorLink, ButtonLink } from '../ui/links.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Panel } from '../ui/panel.tsx'
import { toConversation, toCustomer, toNewTicket, toTicket } from '../ui/paths.ts'
import { PhotoStrip } from '../ui/photo-strip.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useCoordinates } from '../ui/session.ts'
import { StateTabs } from '../ui/state-tabs.tsx'
import { useUrlState } from '../ui/url-state.ts'
import { useList } from '../ui/use-list.ts'
import { Ago } from '../ui/when.tsx'
import { MapLink } from '../ui/map-link.tsx'
import { DismissComplaint } from './dismiss-complaint.tsx'

type Status = Complaint['status']
const STATUSES: readonly Status[] = ['OPEN', 'TICKETED', 'DISMISSED']

/** The queue of complaints: each is read as a whole and gets a ticket or a reason why not. */
export function ComplaintsPage() {
  const { t } = useTranslation(['office', 'labels'])
  const [filters, setFilters] = useUrlState({ q: '', status: 'OPEN' })
  const [dismissing, setDismissing] = useState<Complaint | null>(null)
  const status = filters.status as Status
  const list = useList(['complaints', 'list', status, filters.q], (cursor) =>
    answer(
      api.GET('/api/v1/complaints', {
        params: { query: { status, ...(filters.q && { q: filters.q }), ...(cursor && { cursor }) } },
      }),
    ),
  )
  return (
    <>
      <PageHeader title={t('nav.complaints')} subtitle={t('complaints.subtitle')} />
      <StateTabs
        label={t('customers.status')}
        value={status}
        onChange={(next) => setFilters({ status: next })}
        options={STATUSES.map((value) => ({ value, label: t(`labels:complaintStatus.${value}`) }))}
      />
      <Group mb="sm">
        <SearchField label={t('complaints.search')} value={filters.q} onChange={(q) => setFilters({ q })} />
      </Group>
      {list.isPending && <WaitingAnswer lines={6} />}
      {list.isError && !list.data && <FailedAnswer error={list.error} retry={() => void list.refetch()} />}
      {list.data?.length === 0 && (
        <Panel>
          <EmptyAnswer
            title={filters.q ? t('list.noMatch', { q: filters.q }) : t(`complaints.none_${status}`)}
            {...(status === 'OPEN' && !filters.q && { text: t('complaints.noneText') })}
          />
        </Panel>
      )}
      <Stack gap="sm">
        {list.data?.map((complaint) => (
          <ComplaintCard
            key={complaint.id}
            complaint={complaint}
            onDismiss={() => setDismissing(complaint)}
          />
        ))}
      </Stack>
      {list.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      )}
      {dismissing && <DismissComplaint complaint={dismissing} onClose={() => setDismissing(null)} />}
    </>
  )
}

type CardProps = { complaint: Complaint; onDismiss: () => void }

function ComplaintCard({ complaint, onDismiss }: CardProps) {
  const { t } = useTranslation('office')
  const coordinates = useCoordinates()
  return (
    <Panel>
      <Group justify="space-between" gap="xs" mb={6}>
        <Group gap="xs">
          <AnchorLink {...toCustomer(complaint.customerId)} fw={600} c="inherit">
            {complaint.customerName}
          </AnchorLink>
          <ComplaintBadge status={complaint.status} />
        </Group>
        <Text size="sm" c="dimmed">
          <Ago at={complaint.createdAt} />
        </Text>
      </Group>
      <Text className="free-text" maw="75ch">
        {complaint.text}
      </Text>
      <PhotoStrip fileIds={complaint.photos} label={t('complaints.photo')} />
      <Group gap="xs" mt={8} c="dimmed" fz="sm">
        {complaint.customerPhone && (
          <Anchor href={`tel:${complaint.customerPhone}`} size="sm" className="num">
            {phone(complaint.customerPhone)}
          </Anchor>
        )}
        {complaint.customerAddress && <span>{complaint.customerAddress}</span>}
        <MapLink point={complaint.location} address={complaint.customerAddress} />
        {complaint.dismissReason && (
          <span>{t('complaints.reason', { reason: complaint.dismissReason })}</span>
        )}
      </Group>
      <Group gap="xs" mt="sm">
        {coordinates && complaint.status === 'OPEN' && (
          <>
            <ButtonLink {...toNewTicket({ complaintId: complaint.id })} size="xs">
              {t('tickets.make')}
            </ButtonLink>
            <Button size="xs" variant="default" onClick={onDismiss}>
              {t('complaints.dismiss')}
            </Button>
          </>
        )}
        {complaint.ticketId && (
          <ButtonLink {...toTicket(complaint.ticketId)} size="xs" variant="default">
            {t('complaints.openTicket', { code: complaint.ticketCode })}
          </ButtonLink>
        )}
        {coordinates && complaint.conversationId && (
          <ButtonLink {...toConversation(complaint.conversationId)} size="xs" variant="subtle">
            {t('customers.openChat')}
          </ButtonLink>
        )}
      </Group>
    </Panel>
  )
}
