import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../shared/api/shapes.ts'
import { dateTime, rupiah } from '../../shared/format.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { InvoiceStateBadge } from '../ui/badges.tsx'
import { Facts } from '../ui/facts.tsx'
import { AnchorLink } from '../ui/links.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Panel } from '../ui/panel.tsx'
import { useIs } from '../ui/session.ts'
import { When } from '../ui/when.tsx'
import { ChangesView } from './changes-view.tsx'
import { DueDate } from './due-date.tsx'
import { InvoiceActs } from './invoice-acts.tsx'
import { InvoiceHistory } from './invoice-history.tsx'
import { InvoiceNotices } from './invoice-notices.tsx'
import classes from './invoice-page.module.css'
import { LinesView } from './lines-view.tsx'
import { PaidBar } from './paid-bar.tsx'
import { PaymentsPanel } from './payments-panel.tsx'
import { PdfButton } from './pdf-button.tsx'
import { invoiceQuery } from './queries.ts'
import { TotalsBox } from './totals-box.tsx'

/** One invoice: figures, what Sales has to look at, payments, history, and the next step. */
export function InvoicePage() {
  const { invoiceId = '' } = useParams({ strict: false })
  const invoice = useQuery(invoiceQuery(invoiceId))
  return (
    <QueryAnswer query={invoice} lines={10}>
      {(data) => <InvoiceRecord key={invoiceId} invoice={data} />}
    </QueryAnswer>
  )
}

function InvoiceRecord({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('office-work')
  const isSales = useIs('sales')
  const { ticketCode, customer } = invoice
  return (
    <>
      <PageHeader
        title={invoice.number ?? t('invoice.draftOf', { ticket: ticketCode })}
        subtitle={`${customer.name} · ${rupiah(invoice.total)}`}
        badges={<InvoiceStateBadge state={invoice.state} size="lg" />}
        back={
          isSales
            ? { to: '/approvals', label: t('approvals.title') }
            : { to: '/invoices', label: t('invoices.title') }
        }
        actions={
          <>
            <InvoiceActs invoice={invoice} />
            <PdfButton invoice={invoice} />
          </>
        }
      />
      <div className={classes.columns}>
        <Stack gap="md" miw={0}>
          <InvoiceNotices invoice={invoice} />
          {invoice.state === 'PENDING_APPROVAL' && invoice.changes.length > 0 && (
            <Panel title={t('invoice.changesTitle')}>
              <ChangesView changes={invoice.changes} />
            </Panel>
          )}
          <Figures invoice={invoice} />
          {invoice.state !== 'VOID' && <PaymentsPanel invoice={invoice} />}
        </Stack>
        <Stack gap="md" miw={0}>
          <InvoiceFacts invoice={invoice} />
          <Panel title={t('invoice.history')}>
            <InvoiceHistory invoice={invoice} />
          </Panel>
        </Stack>
      </div>
    </>
  )
}

function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('office-work')
  const { ticketId, ticketCode, customer } = invoice
  return (
    <Panel>
      <PaidBar invoice={invoice} />
      <Facts
        columns={1}
        items={[
          {
            label: t('invoices.customer'),
            value: (
              <AnchorLink to="/customers/$customerId" params={{ customerId: customer.id }}>
                {customer.name}
              </AnchorLink>
            ),
          },
          {
            label: t('invoices.ticket'),
            value: (
              <AnchorLink to="/tickets/$ticketId" params={{ ticketId }}>
                {ticketCode} · {invoice.ticketTitle}
              </AnchorLink>
            ),
          },
          {
            label: t('invoice.dueDate'),
            value: invoice.dueDate ? (
              <DueDate invoice={invoice} />
            ) : (
              t('invoice.dueDaysShown', { count: invoice.dueDays })
            ),
          },
          {
            label: t('invoice.createdBy', { name: invoice.createdBy.name }),
            value: <When at={invoice.createdAt} />,
          },
          invoice.approvedBy !== null &&
            invoice.approvedAt !== null && {
              label: t('invoice.approvedBy', { name: invoice.approvedBy.name }),
              value: dateTime(invoice.approvedAt),
            },
        ]}
      />
    </Panel>
  )
}

function Figures({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('office-work')
  return (
    <Panel title={t('invoice.lines')}>
      <LinesView lines={invoice.lines} />
      <div className={classes.totals}>
        <TotalsBox totals={invoice.totals} />
      </div>
      {invoice.note && (
        <div className={classes.note}>
          <Text size="sm" c="dimmed">
            {t('invoice.note')}
          </Text>
          <Text className="free-text">{invoice.note}</Text>
        </div>
      )}
    </Panel>
  )
}
