import { Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { InvoiceCard, TicketCard } from '../../shared/api/shapes.ts'
import { rupiah, shortDate } from '../../shared/format.ts'
import { InvoiceStateBadge, StateBadge } from '../ui/badges.tsx'
import { toTicket, toInvoice } from '../ui/paths.ts'
import { Ago } from '../ui/when.tsx'
import { billingSteps } from './billing-steps.ts'
import { TodayPanel, TodayRow } from './today-panel.tsx'
import { doneTicketsQuery, invoicesToApproveQuery } from './today-queries.ts'

const billingQuery = queryOptions({
  queryKey: ['invoices', 'today', 'billing'],
  queryFn: () => answer(api.GET('/api/v1/invoices', { params: { query: { limit: 100 } } })),
})

/** What CS has to do until the money is there: draft, send, close. */
export function BillingToday() {
  const { t } = useTranslation('office')
  const invoices = useQuery(billingQuery)
  const tickets = useQuery(doneTicketsQuery)
  return (
    <TodayPanel
      title={t('today.billing')}
      none={t('today.noBilling')}
      all="/invoices"
      query={tickets.data ? invoices : (tickets as never)}
      items={() => billingSteps(tickets.data?.items ?? [], invoices.data?.items ?? [])}
      rowKey={(step) => step.ticket?.id ?? step.invoice?.id ?? ''}
      row={(step) =>
        step.invoice ? (
          <InvoiceRow invoice={step.invoice} act={step.act} />
        ) : (
          <TicketRow ticket={step.ticket} />
        )
      }
    />
  )
}

function TicketRow({ ticket }: { ticket: TicketCard }) {
  const { t } = useTranslation('office')
  return (
    <TodayRow
      link={toTicket(ticket.id)}
      title={`${ticket.code} · ${ticket.customer.name}`}
      meta={t('today.billing_draft')}
      aside={<StateBadge state="DONE" size="sm" />}
    />
  )
}

function InvoiceRow({ invoice, act }: { invoice: InvoiceCard; act: string }) {
  const { t } = useTranslation('office')
  return (
    <TodayRow
      link={act === 'close' ? toTicket(invoice.ticketId) : toInvoice(invoice.id)}
      title={`${invoice.number ?? invoice.ticketCode} · ${invoice.customer.name}`}
      meta={
        <>
          {t(`today.billing_${act}`)} · <span className="num">{rupiah(invoice.total)}</span>
        </>
      }
      aside={<InvoiceStateBadge state={invoice.state} size="sm" />}
    />
  )
}

/** For Sales: prices that wait for a yes or a no. */
export function PendingApprovals() {
  const { t } = useTranslation('office')
  return (
    <TodayPanel
      title={t('today.approvals')}
      none={t('today.noApprovals')}
      all="/invoices"
      query={useQuery(invoicesToApproveQuery)}
      items={(page) => page.items}
      rowKey={(invoice) => invoice.id}
      row={(invoice) => (
        <TodayRow
          link={toInvoice(invoice.id)}
          title={`${invoice.ticketCode} · ${invoice.customer.name}`}
          meta={
            <>
              {invoice.ticketTitle} · {t('today.from', { name: invoice.createdBy.name })}
              {invoice.submittedAt && ' · '}
              {invoice.submittedAt && <Ago at={invoice.submittedAt} />}
            </>
          }
          aside={
            <Text fw={700} className="num">
              {rupiah(invoice.total)}
            </Text>
          }
        />
      )}
    />
  )
}

const overdueQuery = queryOptions({
  queryKey: ['invoices', 'today', 'overdue'],
  queryFn: () => answer(api.GET('/api/v1/invoices', { params: { query: { overdue: 'true', limit: 50 } } })),
})

/** Sent, due and not paid. */
export function OverdueInvoices() {
  const { t } = useTranslation('office')
  return (
    <TodayPanel
      title={t('today.overdue')}
      none={t('today.noOverdue')}
      all="/invoices"
      query={useQuery(overdueQuery)}
      items={(page) => page.items}
      rowKey={(invoice) => invoice.id}
      row={(invoice) => (
        <TodayRow
          link={toInvoice(invoice.id)}
          title={`${invoice.number ?? invoice.ticketCode} · ${invoice.customer.name}`}
          meta={invoice.dueDate ? t('today.due', { date: shortDate(invoice.dueDate, { zone: 'UTC' }) }) : ''}
          aside={
            <Text fw={700} className="num">
              {rupiah(invoice.total - invoice.paidAmount)}
            </Text>
          }
        />
      )}
    />
  )
}
