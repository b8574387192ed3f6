import { Button, Group, Stack, Text } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../shared/api/shapes.ts'
import { rupiah } from '../../shared/format.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { InvoiceStateBadge } from '../ui/badges.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { Panel } from '../ui/panel.tsx'
import { DueDate } from './due-date.tsx'
import { InvoiceEditor } from './editor/invoice-editor.tsx'
import { InvoiceActs } from './invoice-acts.tsx'
import { InvoiceNotices } from './invoice-notices.tsx'
import { PaidBar } from './paid-bar.tsx'
import { ticketInvoiceQuery, ticketQuery } from './queries.ts'

/** The bill of a ticket: make a draft, see where it stands, take the next step. */
export function InvoiceSection({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('office-work')
  const found = useQuery(ticketInvoiceQuery(ticketId))
  return (
    <Panel title={t('invoice.section')}>
      <QueryAnswer query={found} lines={3}>
        {({ invoice }) => (invoice ? <Summary invoice={invoice} /> : <NoInvoice ticketId={ticketId} />)}
      </QueryAnswer>
    </Panel>
  )
}

function NoInvoice({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('office-work')
  const [editing, setEditing] = useState(false)
  const ticket = useQuery(ticketQuery(ticketId)).data
  const mayDraft = ticket?.allowedMoves.includes('draftInvoice') ?? false
  return (
    <>
      <Text c="dimmed" mb={mayDraft ? 'sm' : 0}>
        {t('invoice.none')} {ticket?.state !== 'DONE' && t('invoice.noneHint')}
      </Text>
      {mayDraft && (
        <Button leftSection={<IconFileInvoice size={17} aria-hidden />} onClick={() => setEditing(true)}>
          {t('invoice.create')}
        </Button>
      )}
      {editing && ticket && (
        <InvoiceEditor
          ticket={ticket}
          customerName={ticket.customer.name}
          invoice={null}
          onClose={() => setEditing(false)}
        />
      )}
    </>
  )
}

function Summary({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('office-work')
  const approves = invoice.allowedMoves.includes('approve')
  const waiting = invoice.payments.filter((payment) => payment.status === 'SUBMITTED').length
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start" gap="xs">
        <div>
          <Text fw={700}>{invoice.number ?? t('invoices.noNumber')}</Text>
          <Text size="lg" fw={700} className="num">
            {rupiah(invoice.total)}
          </Text>
        </div>
        <InvoiceStateBadge state={invoice.state} />
      </Group>
      {invoice.dueDate && (
        <div>
          <Text size="sm" c="dimmed">
            {t('invoice.dueDate')}
          </Text>
          <DueDate invoice={invoice} />
        </div>
      )}
      <PaidBar invoice={invoice} />
      <InvoiceNotices invoice={invoice} />
      {waiting > 0 && (
        <Text fw={650} c="amber.8">
          {t('payments.waiting', { count: waiting })}
        </Text>
      )}
      <Group gap="xs">
        <ButtonLink
          to="/invoices/$invoiceId"
          params={{ invoiceId: invoice.id }}
          variant={approves ? 'filled' : 'default'}
        >
          {t(approves ? 'approvals.review' : 'invoice.open')}
        </ButtonLink>
        <InvoiceActs invoice={invoice} inShort />
      </Group>
    </Stack>
  )
}
