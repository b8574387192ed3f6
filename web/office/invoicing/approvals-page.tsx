import { Stack, Text, Title } from '@mantine/core'
import { IconRosetteDiscountCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { InvoiceCard } from '../../shared/api/shapes.ts'
import { rupiah } from '../../shared/format.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Panel } from '../ui/panel.tsx'
import { useList } from '../ui/use-list.ts'
import { Ago } from '../ui/when.tsx'
import classes from './approvals-page.module.css'
import { InvoiceList } from './invoice-list.tsx'

const DECIDED = 'REVISION_REQUESTED,APPROVED,SENT,PARTIALLY_PAID,PAID'

/** The queue of Sales: what waits for a price approval, and what was decided lately. */
export function ApprovalsPage() {
  const { t } = useTranslation('office-work')
  const decided = useList(['invoices', 'list', 'decided'], (cursor) =>
    answer(
      api.GET('/api/v1/invoices', {
        params: { query: { state: DECIDED, limit: 10, ...(cursor && { cursor }) } },
      }),
    ),
  )
  return (
    <>
      <PageHeader title={t('approvals.title')} subtitle={t('approvals.about')} />
      <Queue />
      <Title order={2} mt="xl" mb="sm">
        {t('approvals.recent')}
      </Title>
      <InvoiceList label={t('approvals.recent')} list={decided} empty={{ title: t('invoices.emptyTab') }} />
    </>
  )
}

function Queue() {
  const { t } = useTranslation('office-work')
  const list = useList(['invoices', 'list', 'approval', ''], (cursor) =>
    answer(
      api.GET('/api/v1/invoices', {
        params: { query: { state: 'PENDING_APPROVAL', limit: 25, ...(cursor && { cursor }) } },
      }),
    ),
  )
  if (list.isPending) return <WaitingAnswer lines={4} />
  if (!list.data) return <FailedAnswer error={list.error} retry={() => void list.refetch()} />
  if (list.data.length === 0)
    return (
      <Panel>
        <EmptyAnswer
          title={t('approvals.empty')}
          text={t('approvals.emptyHint')}
          icon={<IconRosetteDiscountCheck size={34} stroke={1.5} aria-hidden />}
        />
      </Panel>
    )
  const oldestFirst = list.data.toSorted((a, b) => (a.submittedAt ?? '').localeCompare(b.submittedAt ?? ''))
  return (
    <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
      {oldestFirst.map((invoice) => (
        <Waiting key={invoice.id} invoice={invoice} />
      ))}
    </Stack>
  )
}

function Waiting({ invoice }: { invoice: InvoiceCard }) {
  const { t } = useTranslation('office-work')
  const { id, ticketCode, ticketTitle, customer, submittedAt, createdBy } = invoice
  return (
    <li className={classes.waiting}>
      <div className={classes.what}>
        <Text fw={700}>{customer.name}</Text>
        <Text size="sm">
          {ticketCode} · {ticketTitle}
        </Text>
        <Text size="sm" c="dimmed">
          {t('approvals.by', { name: createdBy.name })} · <Ago at={submittedAt ?? invoice.createdAt} />
        </Text>
      </div>
      <Text className={classes.total}>{rupiah(invoice.total)}</Text>
      <ButtonLink
        to="/invoices/$invoiceId"
        params={{ invoiceId: id }}
        aria-label={t('approvals.reviewOf', { ticket: ticketCode, customer: customer.name })}
      >
        {t('approvals.review')}
      </ButtonLink>
    </li>
  )
}
